"""What a request says about who sent it."""

import json
import re
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest

HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(text: str, **options: Any) -> Any:
    """What a script sent (`options` as of json.loads). Raises ValueError for what is no JSON, or nested without an end.

    A character that the script cut in two (as a text's length limit does to 😀) becomes �, as when a form sends it.
    """
    try:
        found = json.loads(text, **options)
        if HALF_CHARACTER.search(text):
            whole = json.dumps(found, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            found = json.loads(whole)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return found


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
