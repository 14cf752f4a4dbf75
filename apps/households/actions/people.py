"""Events of people: birth, death, marriage, leaving, coming back.

One verb each, the only writers of what they change. Each locks, asks, changes, appends, tells.

All raise Refused where policy or other periods forbid it (the code says what, `field` which input mends it) and
InvalidInput for what cannot be right. `happened_on` may lie in the past: periods are split, or the later event that
stands in the way is named.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from apps.communities.models import Dwelling
from apps.core.errors import keeping_refusals
from apps.households.life.draft import Draft
from apps.households.life.home import home_of
from apps.households.life.newcomer import Newcomer, add_newcomer
from apps.households.life.recording import Relations, key_of, keys_of, record, stored
from apps.households.models import EventKind, Household, LifeEvent, Member


@keeping_refusals()
def birth_record(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    name: str,
    sex: str = "",
    relation: str = "child",
    id_number: str = "",
    note: str = "",
    document: str = "",
) -> LifeEvent:
    """A child is born into the household. An identity number, where there is one already, must say the same day."""
    draft = Draft(
        kind=EventKind.BIRTH, household=household, by=by, happened_on=happened_on, note=note, document=document
    )
    child = add_newcomer(draft, draft.household, Newcomer(name, sex, happened_on, id_number))
    return record(draft, member=child.pk, relation=relation)


@transaction.atomic
def death_record(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    member: Member,
    new_head: Member | None = None,
    note: str = "",
    document: str = "",
) -> LifeEvent:
    """Somebody dies. A dead head needs a new one; with the last member the household leaves the register."""
    draft = Draft(
        kind=EventKind.DEATH, household=household, by=by, happened_on=happened_on, note=note, document=document
    )
    return record(draft, member=member.pk, new_head=key_of(new_head))


@keeping_refusals()
def joining_record(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    newcomer: Newcomer,
    relation: str = "",
    note: str = "",
    document: str = "",
    address: str | None = None,
) -> LifeEvent:
    """Somebody who was in no register joins: missed when the household was registered, or come from elsewhere."""
    draft = Draft(
        kind=EventKind.JOINED, household=household, by=by, happened_on=happened_on, note=note, document=document
    )
    member = add_newcomer(draft, draft.household, newcomer, address=address)
    return record(draft, member=member.pk, relation=relation)


@keeping_refusals()
def marriage_in_record(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    spouse: Member | None = None,
    member: Member | None = None,
    newcomer: Newcomer | None = None,
    relation: str = "",
    new_head: Member | None = None,
    note: str = "",
    document: str = "",
) -> LifeEvent:
    """Somebody marries into the household: a `newcomer`, or a `member` who lived in another one of the community.

    `new_head` is for the household that the person leaves as its head. Without `relation` it follows from the spouse's.
    """
    origin = home_of(member, happened_on) if member is not None else None
    draft = Draft(
        kind=EventKind.MARRIAGE_IN, household=household, by=by, happened_on=happened_on, note=note, document=document,
        others=[origin] if origin is not None else [],
    )  # fmt: skip
    if member is None:
        member = add_newcomer(draft, draft.household, newcomer or Newcomer(""))
    return record(
        draft, member=member.pk, spouse=key_of(spouse), relation=relation, new_head=key_of(new_head),
        from_household=key_of(origin),
    )  # fmt: skip


@transaction.atomic
def marriage_out_record(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    member: Member,
    to_household: Household | None = None,
    relation: str = "",
    destination: str = "",
    new_head: Member | None = None,
    note: str = "",
    document: str = "",
) -> LifeEvent:
    """Somebody marries out: into another household of the community, or away (`destination` says where)."""
    draft = Draft(
        kind=EventKind.MARRIAGE_OUT, household=household, by=by, happened_on=happened_on, note=note, document=document,
        others=[to_household] if to_household is not None else [],
    )  # fmt: skip
    return record(
        draft, member=member.pk, to_household=key_of(to_household), relation=relation, destination=destination[:80],
        new_head=key_of(new_head),
    )  # fmt: skip


@transaction.atomic
def departure_record(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    members: Collection[Member] = (),
    to_household: Household | None = None,
    relations: Relations | None = None,
    destination: str = "",
    new_head: Member | None = None,
    note: str = "",
    document: str = "",
) -> LifeEvent:
    """`members` (empty: all) leave, for another household of the community or away; with all the household leaves."""
    draft = Draft(
        kind=EventKind.DEPARTURE, household=household, by=by, happened_on=happened_on, note=note, document=document,
        others=[to_household] if to_household is not None else [],
    )  # fmt: skip
    return record(
        draft, members=keys_of(members), to_household=key_of(to_household), relations=stored(relations),
        destination=destination[:80], new_head=key_of(new_head),
    )  # fmt: skip


@transaction.atomic
def return_record(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    members: Collection[Member],
    head: Member | None = None,
    relations: Relations | None = None,
    dwelling: Dwelling | None = None,
    note: str = "",
    document: str = "",
) -> LifeEvent:
    """People who had left come back; a household that had left the register is counted again."""
    draft = Draft(
        kind=EventKind.RETURN, household=household, by=by, happened_on=happened_on, note=note, document=document,
        after_leaving=True,
    )  # fmt: skip
    return record(
        draft, members=keys_of(members), head=key_of(head), relations=stored(relations), dwelling=key_of(dwelling)
    )
