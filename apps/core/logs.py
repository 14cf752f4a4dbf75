"""Keeps personal data out of the logs, and puts the request into them by its route.

Three nets, because a log is copied to more places than the database:
- a request is named by its URL pattern, so that keys, tracking codes and search words never appear;
- Chinese text, identity numbers and telephone numbers in any value or traceback are struck out: names, addresses and
  what residents write are Chinese, what the program says of itself is English;
- the DETAIL line of a database error, which quotes the row, is dropped.
"""

import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django_structlog.middlewares import RequestMiddleware

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af][\u3000-\u303f\u3400-\u9fff\uff00-\uffef\U00020000-\U000323af]*")
ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)")
DETAIL = re.compile(r"^\s*(?:DETAIL|CONTEXT|HINT):.*$", re.MULTILINE)
NEVER = frozenset({"password", "token", "secret", "id_number", "phone", "reporter_name", "reporter_phone", "address"})


def redact_text(text: str) -> str:
    """The text with what may be personal struck out."""
    text = DETAIL.sub("", text)
    return HAN.sub("[zh]", PHONE.sub("[phone]", ID_NUMBER.sub("[id]", text)))


def redact(value: Any) -> Any:
    """The same for nested values."""
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, dict):
        return {redact(key): "[…]" if key in NEVER else redact(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact(item) for item in value]
    return value if isinstance(value, int | float | bool | None) else redact_text(str(value))


def redact_event(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: strikes out every value but those that structlog itself needs."""
    for key, value in event.items():
        if not key.startswith("_") and key not in {"exc_info", "stack_info"}:
            event[key] = "[…]" if key in NEVER else redact(value)
    return event


def plain_exception(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: the traceback as text, without the values of local variables."""
    info = event.pop("exc_info", None)
    if info:
        found = info if isinstance(info, BaseException) else info[1] if isinstance(info, tuple) else sys.exc_info()[1]
        if found is not None:
            event["exception"] = "".join(traceback.format_exception(found)).rstrip()
    return event


def route_of(request: HttpRequest) -> str:
    """The URL pattern that answers, e.g. `/t/<str:code>/`; `?` where none does."""
    try:
        match = getattr(request, "resolver_match", None) or resolve(request.path_info)
    except Resolver404:
        return "?"
    return f"/{match.route}"


class RequestLogMiddleware(RequestMiddleware):
    """One line for each request: its id, the account's key, method, route and status; no address, no query string."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {route_of(request)}"
