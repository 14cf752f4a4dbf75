"""Needs that point upwards: an app above may block the end of a complaint ("an open visit blocks closing").

The app above registers in its AppConfig.ready:

    @blocks_closing
    def open_visit(complaint): return refuse("open_visit", _("A visit is still open. Finish it first."))  # or ALLOW
"""

from collections.abc import Callable
from typing import Any

from apps.core.decisions import Decision

ClosingCheck = Callable[[Any], Decision]
CLOSING_CHECKS: list[ClosingCheck] = []


def blocks_closing(check: ClosingCheck) -> ClosingCheck:
    """Ask this check before a complaint is resolved or closed; a refusal is shown as it is."""
    if check not in CLOSING_CHECKS:
        CLOSING_CHECKS.append(check)
    return check
