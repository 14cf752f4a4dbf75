"""A person whom an event brings into the register."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from apps.core.errors import InvalidInput
from apps.core.text import tidy_name
from apps.households.identity import Identity
from apps.households.life.draft import Draft, stop
from apps.households.likeness.taken import number_taken
from apps.households.models import Household, Member
from apps.households.people.numbers import read_identity
from apps.households.vocabulary import Sex


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is known of somebody new. An identity number brings birth date and sex with it."""

    name: str
    sex: str = ""
    birth_date: date | None = None
    id_number: str = ""


def add_newcomer(draft: Draft, household: Household, new: Newcomer) -> Member:
    """Enter the person. Raises InvalidInput for a name or number that cannot be right, Refused where it is taken."""
    name = tidy_name(new.name)
    if not name:
        raise InvalidInput(_("Enter the name."), code="name", field="name")
    if new.sex and new.sex not in Sex.values:
        raise InvalidInput(_("Choose the sex from the list."), code="sex", field="sex")
    member = Member(community_id=household.community_id, name=name, sex=new.sex, birth_date=new.birth_date)
    identity = read_identity(new.id_number)
    if identity is not None:
        _number(draft.by, member, identity)
    draft.ledger.found(member)
    draft.members.add(member.pk)
    return member


def _number(by: Any, member: Member, identity: Identity) -> None:
    if member.birth_date and member.birth_date != identity.birth_date:
        message = _("The number says another birth date. Check both against the booklet.")
        raise stop("birth_date_differs", message, field="id_number")
    taken = number_taken(number=identity.number, by=by)
    if taken is not None:
        raise stop(taken.code, taken.message, field="id_number")
    member.birth_date, member.sex = identity.birth_date, identity.sex
    member.set_id_number(identity.number)
