"""Photos that people send: verified by decoding, made small, freed of everything but the picture."""

from io import BytesIO
from typing import Any

import pillow_heif
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from apps.complaints.models import Complaint, ComplaintPhoto
from apps.core.decisions import ALLOW, Decision, refuse
from apps.core.errors import InvalidInput, ensure

MAX_BYTES = 20 * 2**20
MAX_SIDE = 1600  # px
QUALITY = 80
PHOTOS_EACH = 3
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


def may_add(complaint: Complaint, by: Any = None) -> Decision:
    """Whether another photo may be added: the resident (None) to their own, staff within their scope."""
    if by is not None and not Complaint.objects.visible_to(by).filter(pk=complaint.pk).exists():
        return refuse("not_in_scope", _("This complaint belongs to an area that is not yours."))
    if complaint.photos.count() >= PHOTOS_EACH:
        return refuse(
            "photos_full",
            _("There are already %(count)d photos, which is as many as fit.") % {"count": PHOTOS_EACH},
            field="photos",
        )
    return ALLOW


def photo_add(
    *, complaint: Complaint, upload: UploadedFile | None = None, cleaned: Cleaned | None = None, by: Any = None
) -> ComplaintPhoto:
    """Add one photo; `cleaned` spares a second decoding where the caller has checked it already.

    Raises InvalidInput for a picture that cannot be used, Refused where no more may be added.
    """
    if cleaned is None:
        if upload is None:
            raise ValueError("photo_add needs an upload or a cleaned picture")
        cleaned = clean_image(upload)
    body, width, height = cleaned
    with transaction.atomic():
        locked = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
        ensure(may_add(locked, by))
        return ComplaintPhoto.objects.create(
            complaint=locked,
            community_id=locked.community_id,
            image=ContentFile(body, name="photo.jpg"),
            width=width,
            height=height,
        )


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
