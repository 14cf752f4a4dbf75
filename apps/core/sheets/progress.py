"""How far a worker is with a sheet; `job` names kind and key.

Kept in the cache: the work itself is one transaction, which nobody else can look into.
"""

from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

HOLD_SECONDS = 3600
PHASES: dict[str, Any] = {
    "waiting": _("Waiting for a free worker"),
    "opening": _("Opening the file"),
    "checking": _("Checking rows"),
    "comparing": _("Comparing with the register"),
    "keeping": _("Preparing the preview"),
    "applying": _("Writing into the register"),
}


def _key(job: str) -> str:
    return f"sheet-progress:{job}"


def report(job: str, phase: str, done: int = 0, total: int = 0) -> None:
    """Say how far the work is."""
    cache.set(_key(job), (phase, done, total), HOLD_SECONDS)


def of(job: str) -> tuple[str, int, int]:
    """(phase, done, total); the phase is a key of PHASES."""
    return cache.get(_key(job)) or ("waiting", 0, 0)


def clear(job: str) -> None:
    """Forget it, when the work is done."""
    cache.delete(_key(job))
