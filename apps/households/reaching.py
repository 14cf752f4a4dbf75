"""Whom to call of a household, by which numbers, and how they are best reached."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.core.masking import mask_phone
from apps.households.known import known
from apps.households.models import Household
from apps.households.policies import may_call


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is shown, what is known of it, and the number to dial ("" for who may not call)."""

    phone: str
    words: str
    call: str


@dataclass(frozen=True, slots=True)
class Reach:
    """The person to call; `numbers` begin with the one that is called first. `channel` in words, if one was said."""

    name: str
    relation: str
    numbers: tuple[Number, ...]
    channel: str

    @property
    def phone(self) -> str:
        return self.numbers[0].phone if self.numbers else ""

    @property
    def call(self) -> str:
        return self.numbers[0].call if self.numbers else ""

    @property
    def further(self) -> tuple[Number, ...]:
        return self.numbers[1:]


def reach_of(household: Household, user: Any, *, whole: bool = False) -> Reach | None:
    """How the household is reached; None where no number and no wish is known. `whole` shows numbers unmasked;
    for nobody in particular (paper) there is nothing to dial."""
    row = known(household).contact
    if row is None:
        return None
    member: Any = row.member
    may = user is not None and may_call(household, user)
    held = [(member.phone, member.get_phone_of_display(), "")] if member.phone else []
    held += [(more.phone, more.get_phone_of_display(), more.note) for more in member.numbers]
    numbers = tuple(
        Number(phone if whole else mask_phone(phone), " · ".join(filter(None, map(str, words))), phone if may else "")
        for phone, *words in held
    )
    wish = member.get_channel_display()
    channel = _("best reached by: %(channel)s") % {"channel": wish} if wish else ""
    return Reach(member.name, str(row.get_relation_display()), numbers, channel)
