"""Errors of the domain. One handler per face (handlers.py) translates them; nothing else catches them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core.decisions import Decision


class DomainError(Exception):
    """Something the rules do not allow. `code` is stable, `message` is for the user, `status` for HTTP."""

    code = "error"
    status = 409
    default_message: Any = _("This could not be done. Please try again.")

    def __init__(self, message: Any = None, *, code: str | None = None, field: str = "") -> None:
        self.message = message or self.default_message
        self.code = code or self.code
        self.field = field
        self.leaves: Callable[[], Any] | None = None  # what stays on record although nothing was done
        super().__init__(str(self.code))

    def as_dict(self) -> dict[str, str]:
        """The error as the API shows it."""
        return {"code": self.code, "message": str(self.message), "field": self.field}


class Refused(DomainError):
    """A policy said no."""

    code = "refused"

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.message, code=decision.code, field=decision.field)
        self.status = 403 if decision.code in {"not_your_role", "not_in_scope"} else 409


class InvalidInput(DomainError):
    """A value that cannot be used as it is."""

    code = "invalid"
    status = 400


class TooMany(DomainError):
    """A limit on the number of tries was reached."""

    code = "too_many"
    status = 429
    default_message = _("Too many tries. Please wait a little and try again.")


@contextmanager
def keeping_refusals() -> Iterator[None]:
    """A transaction whose refusal may leave a row behind: what the error `leaves` is written after the rollback.

    Where several are within each other, each writes it and the outer one takes back what the inner one wrote.
    """
    try:
        with transaction.atomic():
            yield
    except DomainError as error:
        if error.leaves is not None:
            error.leaves()
        raise


def ensure(decision: Decision) -> None:
    """Raise Refused unless the decision allows."""
    if not decision.allowed:
        raise Refused(decision)
