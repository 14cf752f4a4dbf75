"""What a policy answers: allowed or not, with a stable code and words for the person who asked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


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
