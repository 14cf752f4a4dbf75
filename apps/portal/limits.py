"""How often one phone, and one address, may do a thing. A whole building shares one address, so that one counts high.

settings.PORTAL_LIMITS names for each thing its (who, how many, seconds). Windows are fixed stretches of the clock, and
the stretch is part of the key: one call to the cache for all limits, and a counter that lost its expiry harms nobody.
"""

import time
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apps.core import counters
from apps.core.errors import TooMany
from apps.portal.visitor import Visitor

UNLIMITED = 2**53


def spend(what: str, visitor: Visitor, *, phone: str = "") -> None:
    """Count one more. Raises TooMany when it is more than the limit, with the time to come back and whom to call."""
    windows = list(_windows(what, visitor))
    over = counters.spend([(key, most, seconds + 60) for key, most, seconds in windows])
    if over is not None:
        raise _too_many(windows[over][2], phone)


def check(what: str, visitor: Visitor, *, phone: str = "", subject: str = "") -> None:
    """Raise TooMany if the limit has been used up, without counting: for limits on failures only.

    `subject` is what is tried, where a limit counts for that whoever tries.
    """
    windows = list(_windows(what, visitor, subject))
    counts = cache.get_many([key for key, _most, _seconds in windows])
    for key, most, seconds in windows:
        if counts.get(key, 0) >= most:
            raise _too_many(seconds, phone)


def count(what: str, visitor: Visitor, *, subject: str = "") -> None:
    """Count a failure; `check` refuses later."""
    counters.spend([(key, UNLIMITED, seconds + 60) for key, _most, seconds in _windows(what, visitor, subject)])


def _windows(what: str, visitor: Visitor, subject: str = "") -> Iterator[tuple[str, int, int]]:
    now = int(time.time())
    keys = {"device": visitor.device_key, "address": visitor.address_key, "subject": subject}
    for who, most, seconds in settings.PORTAL_LIMITS[what]:
        yield f"portal:{what}:{who}:{seconds}:{keys[who]}:{now // seconds}", most, seconds


def _too_many(seconds: int, phone: str) -> TooMany:
    end = (int(time.time()) // seconds + 1) * seconds
    at = timezone.localtime(datetime.fromtimestamp(end, tz=timezone.get_current_timezone()))
    when = date_format(at, "H:i") if seconds < 86_400 else _("tomorrow")
    message = _("Too many in a short time. Please try again after %(when)s; what you wrote is kept.") % {"when": when}
    if phone:
        message += " " + _("If it is urgent, call the duty telephone %(phone)s.") % {"phone": phone}
    error = TooMany(message)
    error.retry_after = max(1, end - int(time.time()))  # type: ignore[attr-defined]
    return error
