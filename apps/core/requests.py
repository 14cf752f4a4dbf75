"""What a request says about who sent it."""

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def address_of(request: Any) -> str | None:
    """The client's network address, or None.

    X-Forwarded-For is believed only as far as our own proxies wrote it: settings.TRUSTED_PROXIES says how many stand
    in front (0: none, the header is ignored, because anybody can send it).
    """
    if request is None:
        return None
    found = request.META.get("REMOTE_ADDR", "")
    hops = settings.TRUSTED_PROXIES
    if hops:
        forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        found = forwarded[-hops] if len(forwarded) >= hops else found
    try:
        return str(ip_address(found))
    except ValueError:
        return None


def key_of(text: Any) -> int | None:
    """A key that somebody sent: plain digits that fit a column; None for everything else (², nine hundred nines)."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asked (the API, a page's script) rather than a person's browser."""
    return (
        request.path.startswith("/api/")
        or request.headers.get("Sec-Fetch-Mode") == "cors"
        or (request.headers.get("Accept", "").startswith("application/json"))
    )
