"""Pictures as phones and mischief make them."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS_TAG = 0x8825
ORIENTATION = 0x0112


def upload(body: bytes, name: str = "IMG_0001.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, "image/jpeg")


def picture(size: tuple[int, int] = (640, 480), *, fmt: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    """A picture with its left third red, so that turning it shows."""
    image = Image.new("RGB", size, "green")
    image.paste("red", (0, 0, size[0] // 3, size[1]))
    image = image.convert(mode)
    out = BytesIO()
    image.save(out, fmt, **options)
    return out.getvalue()


def with_gps(*, orientation: int = 1, comment: bytes = b"taken at home") -> bytes:
    """A JPEG that says where it was taken, by which phone, and in a comment."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "HUAWEI"
    exif[GPS_TAG] = {1: "N", 2: (30.0, 16.0, 12.0), 3: "E", 4: (109.0, 29.0, 18.0)}
    return picture(exif=exif, comment=comment)


def heic() -> bytes:
    image = Image.new("RGB", (800, 600), "green")
    exif = Image.Exif()
    exif[GPS_TAG] = {1: "N", 2: (30.0, 16.0, 12.0), 3: "E", 4: (109.0, 29.0, 18.0)}
    out = BytesIO()
    pillow_heif.from_pillow(image).save(out, exif=exif.tobytes())
    return out.getvalue()


def png_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few kilobytes that claim 3,600 megapixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99_999))
        + chunk(b"IEND", b"")
    )


def moving(fmt: str) -> bytes:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "green", "blue")]
    out = BytesIO()
    frames[0].save(out, fmt, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()
