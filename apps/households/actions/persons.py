"""Who somebody is, how they are reached, and what they can do."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.periods import since
from apps.core.text import squash, tidy_name
from apps.households.actions.facts import CHANGED, locked, save_row
from apps.households.identity import Identity
from apps.households.likeness.taken import number_taken
from apps.households.models import Contact, Household, Member, Membership, MemberSkill, Skill
from apps.households.people.numbers import read_identity, read_phone
from apps.households.people.policies import may_add_person, may_change_person, may_record
from apps.households.policies import may_change

PLAIN = ("sex", "birth_date", "phone_of", "channel", "education", "died_on")


def member_add(
    *,
    household: Household,
    by: Any,
    name: str,
    relation: str = "",
    joined_on: date | None = None,
    id_number: str = "",
    address: str | None = None,
    **values: Any,
) -> Member:
    """A person who was in no register joins a household on a day (today).

    The identity number brings birth date and sex with it. `values` are sex, birth_date, phone, phone_of, channel,
    education. Raises Refused and InvalidInput: a faulty number in its own words, `unique` or `elsewhere` for one that
    somebody else holds, `before_birth`, `constraint` (a second head).
    """
    ensure(may_change(household, by))
    ensure(may_add_person(by))
    identity = check_number(id_number, by=by, address=address)  # before the transaction: its log stays when refused
    with transaction.atomic():
        household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
        ensure(may_change(household, by))
        member = Member(community_id=household.community_id, name=tidy_name(name))
        _describe(member, values, identity)
        return _join(household, member, relation, joined_on)


def _join(household: Household, member: Member, relation: str, joined_on: date | None) -> Member:
    joined = joined_on or clock.today()
    if member.birth_date and joined < member.birth_date:
        said = _("This person was not born yet on that day. Check the date.")
        raise InvalidInput(said, code="before_birth", field="joined_on")
    save_row(member)
    save_row(
        Membership(
            household=household, member=member, community_id=household.community_id, relation=relation,
            period=since(joined),
        )
    )  # fmt: skip
    emit(CHANGED, member=member.pk, fact="member")
    return member


def member_change(
    *, member: Member, by: Any, id_number: str = "", name: str | None = None, address: str | None = None, **values: Any
) -> Member:
    """Correct who somebody is and how they are reached; only what is given changes, an empty number keeps the old."""
    ensure(may_change_person(member, by))
    identity = check_number(id_number, by=by, besides=member.pk, address=address)
    with transaction.atomic():
        row = locked(member)
        ensure(may_change_person(row, by))
        if name is not None:
            row.name = tidy_name(name)
        _describe(row, values, identity)
        save_row(row)
        emit(CHANGED, member=row.pk, fact="member")
    return row


def check_number(text: str, *, by: Any, besides: int | None = None, address: str | None = None) -> Identity | None:
    """A number that is right in itself and nobody else's; None for an empty one. Raises InvalidInput."""
    identity = read_identity(text)
    if identity is None:
        return None
    taken = number_taken(number=identity.number, by=by, besides=besides, address=address)
    if taken is not None:
        raise InvalidInput(taken.message, code="unique" if taken.member else taken.code, field="id_number")
    return identity


def _describe(member: Member, values: dict[str, Any], identity: Identity | None) -> None:
    for name in PLAIN:
        if name in values:
            setattr(member, name, values[name])
    if "phone" in values:
        member.phone = read_phone(values["phone"] or "")
    if identity is not None:
        member.set_id_number(identity.number)
        member.birth_date, member.sex = identity.birth_date, identity.sex
    if member.birth_date and member.birth_date > clock.today():
        raise InvalidInput(_("The birth date lies in the future."), code="not_born", field="birth_date")


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
        return member_change(member=row, by=by, phone=number, phone_of=phone_of)
    contact = Contact(
        member=row, community_id=row.community_id, phone=number, phone_of=phone_of, note=squash(note)
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
