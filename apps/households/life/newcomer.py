"""A person whom an event brings into the register: the one way in which people are entered by hand."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.text import tidy_name
from apps.households.identity import Identity
from apps.households.life.draft import Draft
from apps.households.likeness.taken import ensure_free
from apps.households.models import Household, Member
from apps.households.people.numbers import read_identity, read_phone
from apps.households.vocabulary import Sex


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is known of somebody new. An identity number brings birth date and sex with it."""

    name: str
    sex: str = ""
    birth_date: date | None = None
    id_number: str = ""
    phone: str = ""
    phone_of: str = ""
    channel: str = ""
    education: str = ""


def add_newcomer(draft: Draft, household: Household, new: Newcomer, *, address: str | None = None) -> Member:
    """Enter the person. Raises InvalidInput for what cannot be right, and for a number that somebody else holds."""
    identity = read_identity(new.id_number)
    if identity is not None:
        ensure_free(identity.number, by=draft.by, address=address)
    member = Member(community_id=household.community_id)
    describe(
        member, identity, name=new.name, sex=new.sex, birth_date=new.birth_date, phone=new.phone,
        phone_of=new.phone_of, channel=new.channel, education=new.education,
    )  # fmt: skip
    draft.ledger.found(member)
    draft.members.add(member.pk)
    return member


def describe(member: Member, identity: Identity | None, **values: Any) -> None:
    """Set what is given of a person, checked. Raises InvalidInput naming the field."""
    if "name" in values:
        values["name"] = tidy_name(values["name"])
        if not values["name"]:
            raise InvalidInput(_("Enter the name."), code="name", field="name")
    if values.get("sex") and values["sex"] not in Sex.values:
        raise InvalidInput(_("Choose the sex from the list."), code="sex", field="sex")
    if "phone" in values:
        values["phone"] = read_phone(values["phone"] or "")
    if identity is not None:
        if values.get("birth_date") and values["birth_date"] != identity.birth_date:
            message = _("The number says another birth date. Check both against the booklet.")
            raise InvalidInput(message, code="birth_date_differs", field="id_number")
        member.set_id_number(identity.number)
        values |= {"birth_date": identity.birth_date, "sex": identity.sex}
    for name, value in values.items():
        setattr(member, name, value)
    if member.birth_date and member.birth_date > clock.today():
        raise InvalidInput(_("The birth date lies in the future."), code="not_born", field="birth_date")
