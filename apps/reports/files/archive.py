"""Packed files that are the same for the same content."""

import zipfile
from io import BytesIO

MADE = (1980, 1, 1, 0, 0, 0)  # for every entry


def same_bytes(data: bytes) -> bytes:
    """The archive without the time at which it was packed."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return packed.getvalue()
