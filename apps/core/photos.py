"""Photos that people send: verified by decoding, made small, freed of everything but the picture.

Apps keep them in models that derive from `core.models.Photo`, and serve them by `photo_response` from a view that asks
visible_to of what the photo shows.
"""

from io import BytesIO
from typing import Any

import pillow_heif
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from apps.core.decisions import ALLOW, Decision, refuse
from apps.core.errors import InvalidInput

MAX_BYTES = 20 * 2**20
MAX_SIDE = 1600  # px
QUALITY = 80
# A JPEG is decoded at a fraction of its size, so that even a 108-megapixel phone picture costs little memory.
MAX_PIXELS_JPEG = 110_000_000
MAX_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "GIF")  # the JPEG reader knows MPO, the phones' two pictures in one
MAY_MOVE = ("GIF", "PNG", "WEBP", "AVIF")  # an MPO's second picture is depth, a HEIF's a preview: not a film

pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = MAX_PIXELS_JPEG

Cleaned = tuple[bytes, int, int]


def clean_image(upload: UploadedFile) -> Cleaned:
    """The picture as an upright RGB JPEG of at most 1600 px a side, without metadata: (bytes, width, height).

    Raises InvalidInput with words for the person who sent it, field "photos", and a code: photo_too_large,
    photo_unreadable, photo_too_many_pixels, photo_moving, photo_cut_off.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise too_large(upload.size or 0)
    image = _open(upload)
    _check_shape(image)
    try:
        image.draft("RGB", (MAX_SIDE, MAX_SIDE))
        image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
        upright = _flat(ImageOps.exif_transpose(image))
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise InvalidInput(
            _("This photo did not arrive whole. Please choose it again, or take a new one."),
            code="photo_cut_off",
            field="photos",
        ) from error
    out = BytesIO()
    upright.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue(), upright.width, upright.height


def room_for_photos(count: int, most: int) -> Decision:
    """Whether another photo fits beside `count`."""
    if count < most:
        return ALLOW
    words = _("There are already %(count)d photos, which is as many as fit.") % {"count": most}
    return refuse("photos_full", words, field="photos")


def photo_values(cleaned: Cleaned) -> dict[str, Any]:
    """The columns of a `core.models.Photo` from a cleaned picture."""
    body, width, height = cleaned
    return {"image": ContentFile(body, name="photo.jpg"), "width": width, "height": height}


def photo_response(photo: Any) -> FileResponse:
    """One photo for somebody who was found to be allowed to see it."""
    response = FileResponse(photo.image.open("rb"), content_type="image/jpeg", filename=f"{photo.pk}.jpg")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def too_large(size: int) -> InvalidInput:
    """The refusal of a file over the limit, with both sizes in MB."""
    return InvalidInput(
        _("This photo is too large (%(size)d MB; at most %(limit)d MB). Take a new one with the phone's camera.")
        % {"size": round(size / 2**20), "limit": MAX_BYTES // 2**20},
        code="photo_too_large",
        field="photos",
    )


def _open(upload: UploadedFile) -> Image.Image:
    try:
        return Image.open(upload, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise InvalidInput(
            _("This file is not a photo we can read. Please choose a photo, or take one with the camera."),
            code="photo_unreadable",
            field="photos",
        ) from error


def _check_shape(image: Image.Image) -> None:
    limit = MAX_PIXELS_JPEG if image.format in {"JPEG", "MPO"} else MAX_PIXELS
    if image.width * image.height > limit:
        raise _too_many_pixels()
    if image.format in MAY_MOVE and getattr(image, "n_frames", 1) > 1:
        raise InvalidInput(
            _("Moving pictures cannot be used. Please send an ordinary photo."), code="photo_moving", field="photos"
        )


def _too_many_pixels() -> InvalidInput:
    return InvalidInput(
        _("This picture has too many pixels. Take a new photo at the usual size, or send a screenshot of it."),
        code="photo_too_many_pixels",
        field="photos",
    )


def _flat(image: Image.Image) -> Image.Image:
    """A new RGB picture on white. New, because Pillow copies comments and the like from an opened one."""
    plain = Image.new("RGB", image.size, "white")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        plain.paste(layer, mask=layer.getchannel("A"))
    else:
        plain.paste(image.convert("RGB"))
    return plain
