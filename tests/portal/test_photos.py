"""Photos: what is taken, what is refused and in which words, and that nothing but the picture stays."""

from io import BytesIO

import pytest
from PIL import Image

from apps.accounts.roles import Role
from apps.complaints.photos import PHOTOS_EACH, photo_add
from apps.core.errors import InvalidInput, Refused
from apps.core.photos import MAX_BYTES, clean_image
from tests.accounts.factories import StaffFactory
from tests.communities.factories import BuildingFactory
from tests.complaints.factories import ComplaintFactory
from tests.portal.pictures import heic, moving, picture, png_bomb, upload, with_gps


@pytest.fixture(autouse=True)
def _media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def opened(body: bytes) -> Image.Image:
    return Image.open(BytesIO(body))


def test_a_picture_becomes_a_small_jpeg():
    body, width, height = clean_image(upload(picture((4000, 3000))))
    image = opened(body)
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert (width, height) == image.size == (1600, 1200)


def test_a_small_picture_is_not_blown_up():
    assert clean_image(upload(picture((300, 200))))[1:] == (300, 200)


@pytest.mark.parametrize(
    ("fmt", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("WEBP", "RGB"), ("JPEG", "CMYK"), ("GIF", "P")],
)
def test_what_phones_and_screenshots_make_is_taken(fmt, mode):
    image = opened(clean_image(upload(picture(fmt=fmt, mode=mode)))[0])
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (640, 480))


def test_transparent_becomes_white():
    source = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    out = BytesIO()
    source.save(out, "PNG")
    assert min(opened(clean_image(upload(out.getvalue()))[0]).getpixel((50, 50))) > 250


def test_an_iphone_picture_is_taken_and_loses_its_place():
    body, width, height = clean_image(upload(heic(), "IMG_1.HEIC"))
    assert (width, height) == (800, 600)
    assert not opened(body).getexif()


def test_metadata_is_gone_the_place_above_all():
    source = with_gps()
    assert opened(source).getexif().get_ifd(0x8825), "the test's own picture must say where it was taken"
    body = clean_image(upload(source))[0]
    image = opened(body)
    assert not image.getexif()
    assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"HUAWEI" not in body
    assert b"taken at home" not in body


def test_it_stands_upright():
    body, width, height = clean_image(upload(with_gps(orientation=6)))
    assert (width, height) == (480, 640)
    red, green, _blue = opened(body).getpixel((240, 20))
    assert red > green, "the left third has become the top"


def test_a_phone_jpeg_with_a_second_picture_is_no_film():
    first, second = Image.new("RGB", (640, 480), "red"), Image.new("RGB", (64, 48), "grey")
    out = BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[second])
    assert opened(out.getvalue()).format == "MPO"
    assert clean_image(upload(out.getvalue()))[1:] == (640, 480)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "photo_unreadable"),
        (b"not a photo", "photo_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "photo_unreadable"),
        (b"%PDF-1.7 something", "photo_unreadable"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 500, "photo_unreadable"),
        (png_bomb(), "photo_too_many_pixels"),
        (png_bomb(12_000, 9_000), "photo_too_many_pixels"),
        (moving("GIF"), "photo_moving"),
        (moving("PNG"), "photo_moving"),
        (moving("WEBP"), "photo_moving"),
        (picture((1200, 900))[:4000], "photo_cut_off"),
        (picture(fmt="PNG", mode="RGB")[:-200], "photo_cut_off"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(body, code):
    with pytest.raises(InvalidInput) as caught:
        clean_image(upload(body))
    assert (caught.value.code, caught.value.field) == (code, "photos")


def test_fifty_megabytes_are_refused_before_decoding():
    huge = upload(b"")
    huge.size = 50 * 2**20
    with pytest.raises(InvalidInput) as caught:
        clean_image(huge)
    assert caught.value.code == "photo_too_large"
    assert "50" in str(caught.value.message)
    assert str(MAX_BYTES // 2**20) in str(caught.value.message)


def test_each_refusal_has_its_own_words():
    messages = set()
    for body in (b"no", png_bomb(), moving("GIF"), picture((1200, 900))[:4000]):
        with pytest.raises(InvalidInput) as caught:
            clean_image(upload(body))
        messages.add(str(caught.value.message))
    assert len(messages) == 4


def test_three_photos_and_no_more():
    complaint = ComplaintFactory()
    for _n in range(PHOTOS_EACH):
        photo = photo_add(complaint=complaint, upload=upload(picture(), "../../etc/passwd"))
    assert photo.image.name.startswith("complaints/")
    assert "passwd" not in photo.image.name
    with pytest.raises(Refused) as caught:
        photo_add(complaint=complaint, upload=upload(picture()))
    assert caught.value.code == "photos_full"


def test_staff_add_within_their_scope_only():
    complaint = ComplaintFactory()
    stranger = StaffFactory(role=Role.GRID_WORKER, areas=[BuildingFactory()])
    with pytest.raises(Refused) as caught:
        photo_add(complaint=complaint, upload=upload(picture()), by=stranger)
    assert caught.value.code == "not_in_scope"
    colleague = StaffFactory(role=Role.GRID_WORKER, areas=[complaint.building])
    assert photo_add(complaint=complaint, upload=upload(picture()), by=colleague).community_id == complaint.community_id
