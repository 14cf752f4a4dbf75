"""Merging two records of one household, with their people; proposing it, and saying that two households are two."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.decisions import refuse
from apps.core.errors import InvalidInput, Refused, ensure
from apps.core.periods import since
from apps.core.rowscope import elevated
from apps.core.text import prose
from apps.households.actions.merging import (
    FOLLOWERS,
    Choices,
    join_people,
    move_rows,
    told_as_refusal,
    values_of,
)
from apps.households.journal import Journal
from apps.households.likeness import merging, policies
from apps.households.models import (
    ClassPeriod,
    Household,
    LikelyHouseholds,
    Member,
    Membership,
    MergeRecord,
    NotSameHousehold,
)
from apps.households.models.duplicate import Merged
from apps.households.vocabulary import Relation


@transaction.atomic
def households_merge(
    *, keep: Household, drop: Household, by: Any, same: Mapping[int, int] | None = None,
    choices: Choices | None = None, why: str = "",
) -> MergeRecord:  # fmt: skip
    """Make one household of two records. What belonged to `drop` belongs to `keep` then, its people too.

    `same` names people entered twice: keys of people of `drop`, each with the person of `keep` who they
    are; they become one as with `members_merge`. The others join; of two heads, the one of
    `keep` stays head. Whose class is chosen (`kind`), that record's class over time stands; the other's fills the
    time of which it says nothing.
    `choices` as with `members_merge`. Raises Refused: `not_your_role`, `not_in_scope`, `same`, `two_communities`,
    `left`, `not_proposed`, `four_eyes`, `choose_number`, `choose`, and InvalidInput for a choice that is neither.
    """
    choices = dict(choices or {})
    if any(choice not in ("keep", "drop") for choice in choices.values()):
        raise InvalidInput(_("Choose one of the two for each line."), code="choice", field="choices")
    keep, drop = _lock(keep, drop)
    ensure(policies.may_merge_households(keep, drop, by))
    pair = _pair_of(keep, drop)
    ensure(policies.other_eyes(pair, by))
    people = _paired(keep, drop, same or {})
    for one, other in people:
        ensure(policies.two_numbers(one, other))
    rows = {key: choice for key, choice in choices.items() if ":" in key}
    values = values_of(keep, drop, choices)
    journal = Journal()
    with elevated("rows of both households move"), told_as_refusal(), pgtrigger.ignore(*merging.logs(), *FOLLOWERS):
        for settler in merging.SETTLERS:
            settler(keep, drop, by, journal)
        _clear_pairs(drop, journal)
        _join_memberships(keep, drop, {other.pk: one.pk for one, other in people}, journal)
        _join_classes(keep, drop, values, journal)
        move_rows(keep, drop, rows, journal, besides=merging.SETTLED)
        for one, other in people:
            join_people(one, other, values_of(one, other, {}), rows, journal)
        journal.remove(drop)
        if values:
            journal.change(keep, **values)
    return MergeRecord.objects.create(
        kind=Merged.HOUSEHOLD, community_id=keep.community_id, kept=keep.pk, dropped=drop.pk, by=by,
        proposed_by=pair.proposed_by if pair and pair.proposed_by_id != by.pk else None,
        why=prose(why)[:200], journal=journal.dump(),
    )  # fmt: skip


@transaction.atomic
def households_propose(*, pair: LikelyHouseholds, by: Any) -> LikelyHouseholds:
    """Say that these two should become one; somebody else merges them. Raises Refused as a merge does."""
    row = LikelyHouseholds.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    ensure(policies.may_merge_households(row.first, row.second, by))
    row.proposed_by = by
    row.save(update_fields=["proposed_by"])
    return row


@transaction.atomic
def households_not_same(*, one: Household, other: Household, by: Any) -> NotSameHousehold:
    """Remember that these are two households; they are not suggested again."""
    ensure(policies.may_tell_households(one, other, by))
    first, second = sorted((one, other), key=lambda household: household.pk)
    LikelyHouseholds.objects.filter(first=first, second=second).delete()
    said, _new = NotSameHousehold.objects.get_or_create(first=first, second=second, defaults={"by": by})
    return said


def _lock(keep: Household, drop: Household) -> tuple[Household, Household]:
    keys = {keep.pk, drop.pk}
    rows = Household.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) != len(keys):
        raise Refused(refuse("gone", _("One of the two is no longer in the register. Look at the list again.")))
    return found[keep.pk], found[drop.pk]


def _pair_of(keep: Household, drop: Household) -> LikelyHouseholds | None:
    first, second = sorted((keep.pk, drop.pk))
    rows = LikelyHouseholds.objects.select_related("proposed_by").filter(first=first, second=second)
    return rows.order_by("pk").first()


def _paired(keep: Household, drop: Household, same: Mapping[int, int]) -> list[tuple[Member, Member]]:
    """(person of keep, person of drop) for all who were entered twice; locked."""
    of_drop, of_keep = _people(drop), _people(keep)
    known = set(same) <= of_drop and set(same.values()) <= of_keep and len(set(same.values())) == len(same)
    if not known or set(same) & set(same.values()):
        raise InvalidInput(_("Each person can be the same as one person of the other household."), code="same")
    keys = {*same, *same.values()}
    locked = Member.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    found = {row.pk: row for row in locked}
    return [(found[one], found[other]) for other, one in sorted(same.items())]


def _people(household: Household) -> set[int]:
    return set(Membership.objects.filter(household=household).order_by().values_list("member", flat=True))


def _join_memberships(keep: Household, drop: Household, same: Mapping[int, int], journal: Journal) -> None:
    """All who belonged to `drop` belong to `keep`; time that both tell of one person is told once."""
    for row in list(Membership.objects.filter(household=drop).order_by("pk")):
        here = Membership.objects.filter(household=keep, period__overlap=row.period)
        own = list(here.filter(member=same.get(row.member_id, row.member_id)).order_by("period"))
        if own:
            journal.remove(row)
            _lengthen(own, row, journal)
            continue
        values: dict[str, Any] = {"household_id": keep.pk}
        if row.relation == Relation.HEAD and here.filter(relation=Relation.HEAD).exists():
            values["relation"] = Relation.OTHER
        journal.change(row, **values)


def _lengthen(own: list[Membership], row: Membership, journal: Journal) -> None:
    """What the other record knew of the time before and after."""
    first, last = own[0], own[-1]
    begins, ends = row.period.lower, row.period.upper
    if first.period.lower is not None and (begins is None or begins < first.period.lower):
        journal.change(first, period=since(begins, first.period.upper))
    if last.period.upper is not None and (ends is None or ends > last.period.upper):
        journal.change(last, period=since(last.period.lower, ends))


def _join_classes(keep: Household, drop: Household, values: Mapping[str, Any], journal: Journal) -> None:
    """One record says the class of today, and its classes over time stand; the other's are told where it is silent."""
    standing, other = (drop, keep) if "kind" in values else (keep, drop)
    field: Any = ClassPeriod._meta.get_field("household")
    for row in merging.rows_of(ClassPeriod, field, other):
        clash = merging.clash_of(ClassPeriod, field, row, standing)
        if clash is not None:
            merging.settle(clash, "keep", journal)
        elif row.period.upper is None and not standing.kind:  # somebody chose that it is not known
            journal.remove(row)
    for row in merging.rows_of(ClassPeriod, field, drop):
        journal.change(row, household_id=keep.pk)
    rows = merging.rows_of(ClassPeriod, field, keep)
    if rows and values.get("moved_in_on"):
        _since_moved_in(min(rows, key=lambda row: row.period.lower), keep.moved_in_on, values["moved_in_on"], journal)


def _since_moved_in(first: ClassPeriod, was: date | None, day: date, journal: Journal) -> None:
    """The first class holds since they moved in, as when that day is corrected in the register."""
    begins, ends = first.period.lower, first.period.upper
    before = day < ends if ends else day <= clock.today()
    if before and (day < begins or begins == was != day):
        journal.change(first, period=since(day, ends))


def _clear_pairs(drop: Household, journal: Journal) -> None:
    about = models.Q(first=drop) | models.Q(second=drop)
    LikelyHouseholds.objects.filter(about).delete()
    for row in NotSameHousehold.objects.filter(about).order_by("pk"):
        journal.remove(row)
