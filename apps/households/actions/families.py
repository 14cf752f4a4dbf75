"""Events of whole households: divorce, split, merge, change of head, another dwelling.

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
from apps.households.life.draft import Draft
from apps.households.life.recording import Relations, key_of, keys_of, record, stored
from apps.households.models import EventKind, Household, LifeEvent, Member


@transaction.atomic
def divorce_record(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    members: Collection[Member],
    head: Member,
    relations: Relations | None = None,
    code: str = "",
    shares_dwelling: bool = False,
    dwelling: Dwelling | None = None,
    new_head: Member | None = None,
    note: str = "",
    document: str = "",
) -> LifeEvent:
    """A couple divorces; one of them, with those who go along, founds a household: also in the same flat."""
    draft = Draft(
        kind=EventKind.DIVORCE, household=household, by=by, happened_on=happened_on, note=note, document=document
    )
    return _split(draft, members, head, relations, code, shares_dwelling, dwelling, new_head)


@transaction.atomic
def household_split(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    members: Collection[Member],
    head: Member,
    relations: Relations | None = None,
    code: str = "",
    shares_dwelling: bool = False,
    dwelling: Dwelling | None = None,
    new_head: Member | None = None,
    note: str = "",
    document: str = "",
) -> LifeEvent:
    """Some found a household of their own (分户). `code` empty: the next free one; `new_head` if the old one goes."""
    draft = Draft(
        kind=EventKind.SPLIT, household=household, by=by, happened_on=happened_on, note=note, document=document
    )
    return _split(draft, members, head, relations, code, shares_dwelling, dwelling, new_head)


def _split(
    draft: Draft,
    members: Collection[Member],
    head: Member,
    relations: Relations | None,
    code: str,
    shares_dwelling: bool,
    dwelling: Dwelling | None,
    new_head: Member | None,
) -> LifeEvent:
    return record(
        draft, members=keys_of(members), head=head.pk, relations=stored(relations), code=code,
        shares_dwelling=shares_dwelling, dwelling=key_of(dwelling), new_head=key_of(new_head),
    )  # fmt: skip


@transaction.atomic
def household_merge(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    into: Household,
    relations: Relations | None = None,
    note: str = "",
    document: str = "",
) -> LifeEvent:
    """All people of `household` join `into` (并户); the first leaves the register."""
    draft = Draft(
        kind=EventKind.MERGE, household=household, by=by, happened_on=happened_on, note=note, document=document,
        others=[into],
    )  # fmt: skip
    return record(draft, into=into.pk, relations=stored(relations))


@transaction.atomic
def head_change(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    new_head: Member,
    relations: Relations | None = None,
    note: str = "",
    document: str = "",
) -> LifeEvent:
    """Another member becomes head. `relations` says what the others are to the new one; else it follows where sure."""
    draft = Draft(
        kind=EventKind.HEAD_CHANGE, household=household, by=by, happened_on=happened_on, note=note, document=document
    )
    return record(draft, new_head=new_head.pk, relations=stored(relations))


@transaction.atomic
def dwelling_move(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    dwelling: Dwelling,
    note: str = "",
    document: str = "",
) -> LifeEvent:
    """The household moves to another dwelling of its community; others may live there already."""
    draft = Draft(
        kind=EventKind.MOVE, household=household, by=by, happened_on=happened_on, note=note, document=document
    )
    return record(draft, dwelling=dwelling.pk)
