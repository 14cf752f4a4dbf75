"""What a policy answers: allowed or not, with a stable code and words for the person who asked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.text import squash


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of a policy.

    `code` is the same in the admin, the API and the pages; `message` says what happened and what to do; `field`
    names the input that would mend it, where there is one.
    """

    allowed: bool
    code: str = "ok"
    message: Any = ""
    field: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOW = Decision(True)


def refuse(code: str, message: Any, *, field: str = "") -> Decision:
    """A refusal with its reason."""
    return Decision(False, code, message, field)


def first_refusal(checks: Iterable[Callable[[], Decision]]) -> Decision:
    """Run checks in order, most fixable first, and stop at the first refusal."""
    for check in checks:
        decision = check()
        if not decision.allowed:
            return decision
    return ALLOW


REASON_AT_LEAST = 4


def reason_given(reason: str) -> Decision:
    """Whether somebody wrote why they need to see what is sensitive."""
    if len(squash(reason)) >= REASON_AT_LEAST:
        return ALLOW
    return refuse("reason_needed", _("Write why you need to see it, in at least four characters."), field="reason")
