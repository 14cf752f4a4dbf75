"""Addresses as they stand on paper and in files that others keep: where everybody reaches us."""

from io import BytesIO
from urllib.parse import urljoin

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


def public_address(path: str) -> str:
    """A page's address for others: not how the person who prints happens to reach us."""
    return urljoin(settings.PUBLIC_URL, path)


def qr_svg(address: str) -> SafeString:
    """A QR code as an SVG element, black on white, with error correction for a sheet that gets wet."""
    out = BytesIO()
    segno.make(address, error="q").save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, nl=False, omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(out.getvalue().decode())  # made here from an address, which segno encodes as a path
