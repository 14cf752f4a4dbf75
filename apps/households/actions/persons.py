"""Who somebody is, how they are reached, and what they can do."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.errors import InvalidInput, ensure, keeping_refusals
from apps.core.events import emit
from apps.core.text import prose, squash
from apps.households.actions.facts import CHANGED, locked, save_row
from apps.households.actions.people import joining_record
from apps.households.life.newcomer import Newcomer, describe
from apps.households.likeness.taken import ensure_free
from apps.households.models import Contact, Household, Member, MemberSkill, Skill
from apps.households.people.numbers import read_identity, read_phone
from apps.households.people.policies import may_add_person, may_change_person, may_record

PLAIN = ("name", "sex", "birth_date", "phone", "phone_of", "channel", "education")


def member_add(
    *,
    household: Household,
    by: Any,
    name: str,
    relation: str = "",
    joined_on: date | None = None,
    address: str | None = None,
    **values: Any,
) -> Member:
    """A person who was in no register joins a household on a day (today): an event as any other.

    `values` are those of Newcomer. Raises Refused and InvalidInput: a faulty number in its own words, `here` or
    `elsewhere` for one that somebody else holds, `before_birth`, `two_heads`, `has_left`, `future`.
    """
    ensure(may_add_person(by))
    event = joining_record(
        household=household, by=by, happened_on=joined_on or clock.today(), newcomer=Newcomer(name, **values),
        relation=relation, address=address,
    )  # fmt: skip
    member = Member.objects.get(pk=event.details["member"])
    emit(CHANGED, member=member.pk, fact="member")
    return member


def member_change(*, member: Member, by: Any, id_number: str = "", address: str | None = None, **values: Any) -> Member:
    """Correct who somebody is and how they are reached; only what is given changes, an empty number keeps the old.

    `values` are of PLAIN. A death is no correction: actions.people.death_record.
    """
    if unknown := values.keys() - set(PLAIN):
        raise TypeError(f"not a person's own: {', '.join(sorted(unknown))}")
    ensure(may_change_person(member, by))
    identity = read_identity(id_number)
    with keeping_refusals():
        row = locked(member)
        ensure(may_change_person(row, by))
        if identity is not None:
            ensure_free(identity.number, by=by, besides=row.pk, address=address)
        describe(row, identity, **values)
        save_row(row)
        emit(CHANGED, member=row.pk, fact="member")
    return row


@transaction.atomic
def contact_add(*, member: Member, by: Any, phone: str, phone_of: str = "", note: str = "") -> Contact | Member:
    """One more number. The first that becomes known of somebody is the one that is called first: Member.phone."""
    row = locked(member)
    ensure(may_record(row, by, "contact"))
    number = read_phone(phone)
    if not number:
        raise InvalidInput(_("Enter the telephone number."), code="required", field="phone")
    if number == row.phone:
        said = _("This number is already entered for this person.")
        raise InvalidInput(said, code="already_recorded", field="phone")
    if not row.phone:
        row.phone, row.phone_of = number, phone_of
        save_row(row)
        emit(CHANGED, member=row.pk, fact="contact")
        return row
    contact = Contact(
        member=row, community_id=row.community_id, phone=number, phone_of=phone_of, note=prose(note)
    )  # fmt: skip
    save_row(contact)
    emit(CHANGED, member=row.pk, fact="contact")
    return contact


@transaction.atomic
def contact_call_first(*, contact: Contact, by: Any) -> Member:
    """This number is called first from now on; the one that was takes its place. The only way the two change places."""
    member = locked(contact.member)
    ensure(may_record(member, by, "contact", verb="change"))
    contact = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    before = (member.phone, member.phone_of)
    member.phone, member.phone_of = contact.phone, contact.phone_of
    if before[0]:
        contact.phone, contact.phone_of = before
        save_row(contact)
    else:
        contact.delete()
    save_row(member)
    emit(CHANGED, member=member.pk, fact="contact")
    return member


@transaction.atomic
def contact_remove(*, contact: Contact, by: Any) -> None:
    """The number is no longer theirs. The history keeps it."""
    member = locked(contact.member)
    ensure(may_record(member, by, "contact", verb="change"))
    contact.delete()
    emit(CHANGED, member=member.pk, fact="contact")


@transaction.atomic
def skill_add(*, member: Member, by: Any, skill: Skill | None = None, words: str = "") -> MemberSkill:
    """A skill of somebody: one of the county's words, or one's own. Raises InvalidInput `required` for neither."""
    row = locked(member)
    ensure(may_record(row, by, "memberskill"))
    words = squash(words)
    if skill is None and not words:
        raise InvalidInput(_("Choose a skill, or describe it in words."), code="required", field="skill")
    held = MemberSkill(member=row, community_id=row.community_id, skill=skill, words=words)
    save_row(held)
    emit(CHANGED, member=row.pk, fact="memberskill")
    return held


@transaction.atomic
def skill_remove(*, held: MemberSkill, by: Any) -> None:
    """It was entered by mistake. The history keeps it."""
    member = locked(held.member)
    ensure(may_record(member, by, "memberskill", verb="change"))
    held.delete()
    emit(CHANGED, member=member.pk, fact="memberskill")
