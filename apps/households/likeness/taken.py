"""An identity number lives once in the county: who holds it already, and what may be said of that to whom."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind
from apps.core.errors import InvalidInput
from apps.core.rowscope import elevated
from apps.households.models import Member
from apps.households.models.member import id_fingerprint

ELSEWHERE = _(
    "This identity number is registered elsewhere in the county. Check it; if it is right, ask the county office."
)
HERE = _("This identity number is already in the register: %(name)s. Open that person instead of adding them again.")


@dataclass(frozen=True, slots=True)
class Taken:
    """A number that somebody else holds. `member` is None where the asker may not know who; `log` writes the try."""

    member: Member | None
    log: Callable[[], Any] | None = None

    @property
    def code(self) -> str:
        return "elsewhere" if self.member is None else "here"

    @property
    def message(self) -> Any:
        return ELSEWHERE if self.member is None else HERE % {"name": self.member.name}


def holder_of(number: str, *, besides: int | None = None) -> int | None:
    """The key of the person who holds this (normalised) number, anywhere in the county; nothing else of them.

    `besides` is the person who is being edited.
    """
    found = Member.objects.filter(id_index=id_fingerprint(number)).exclude(pk=besides)
    with elevated("a number is unique in the county, whoever asks"):
        return found.order_by().values_list("pk", flat=True).first()


@transaction.atomic
def number_taken(*, number: str, by: Any, besides: int | None = None, address: str | None = None) -> Taken | None:
    """Who holds a number, as far as `by` may know; None where it is free.

    Somebody within scope is shown. Of somebody outside nothing is told, and the try is logged for the auditor: asking
    for numbers would otherwise tell who lives in the county.
    """
    holder = holder_of(number, besides=besides)
    if holder is None:
        return None
    member = Member.objects.visible_to(by).filter(pk=holder).first()
    if member is not None:
        return Taken(member)
    log = partial(
        access_record, staff=by, kind=AccessKind.ELSEWHERE, subject=f"households.member:{holder}", field="id_number",
        address=address,
    )  # fmt: skip
    log()
    return Taken(None, log)


def ensure_free(number: str, *, by: Any, besides: int | None = None, address: str | None = None) -> None:
    """Raise InvalidInput `here` or `elsewhere` where somebody else holds the number.

    The log of a try `elsewhere` outlives the refusal in every action that runs under `keeping_refusals`.
    """
    taken = number_taken(number=number, by=by, besides=besides, address=address)
    if taken is not None:
        error = InvalidInput(taken.message, code=taken.code, field="id_number")
        error.leaves = taken.log
        raise error
