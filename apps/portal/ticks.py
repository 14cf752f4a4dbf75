"""What a page's script noted on a phone and sends later: read, entered one by one, and the moment of a page."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.errors import DomainError, InvalidInput
from apps.core.requests import read_json

MOST_TICKS = 500
Tick = dict[str, Any]


def now_ms() -> int:
    """Now, in milliseconds: what was noted and entered before this moment stands on the page."""
    return int(clock.now().timestamp() * 1000)


def read_ticks(data: QueryDict) -> list[Tick]:
    """What the page's script sent as JSON, or the one button of a page without scripts. Raises InvalidInput."""
    if "ticks" not in data:
        return [{key: value for key, value in data.items() if key != "csrfmiddlewaretoken"}]
    found = read_list(str(data["ticks"]), MOST_TICKS)
    if not all(isinstance(each, dict) for each in found):
        raise unreadable_list()
    return found


def read_list(text: str, most: int) -> list[Any]:
    """A list of JSON from a phone. Raises InvalidInput for what is none, or has more than so many."""
    try:
        found = read_json(text)
    except ValueError:
        raise unreadable_list() from None
    if not isinstance(found, list) or len(found) > most:
        raise unreadable_list()
    return found


def unreadable_list() -> InvalidInput:
    """What cannot be read at all."""
    return InvalidInput(_("This list cannot be read. Please load the page again."), code="unreadable")


def take_each(ticks: Iterable[Tick], enter: Callable[[Tick], None]) -> list[Tick]:
    """Enter ticks in the order of the taps; one that is refused does not stop those after it.

    `enter` raises DomainError for a refusal. Each is answered by {"id", "ok", "code", "message"}.
    """
    return [_answered(tick, enter) for tick in ticks]


def _answered(tick: Tick, enter: Callable[[Tick], None]) -> Tick:
    answer = {"id": str(tick.get("id", "")), "ok": True, "code": "", "message": ""}
    try:
        enter(tick)
    except DomainError as error:
        return answer | {"ok": False, "code": error.code, "message": str(error.message)}
    return answer
