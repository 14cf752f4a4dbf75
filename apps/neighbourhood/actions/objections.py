"""Marks of judges, and objections to the results."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.text import prose
from apps.households.models import Household
from apps.neighbourhood.actions.stepping import COMPETITION, later_word, locked, logged, moved, noted_at
from apps.neighbourhood.models import Competition, CompetitionEntry, CompetitionObjection, Judge, Mark
from apps.neighbourhood.policies import may_mark, may_object, may_objection
from apps.neighbourhood.results import most_of, ranked
from apps.neighbourhood.vocabulary import Channel, Remedy
from apps.neighbourhood.workflow import OBJECTION_WORKFLOW, ObjectionState

EVENT = "competition_objection"


@transaction.atomic
def marks_give(
    *, entry: CompetitionEntry, judge: Judge, by: Any, marks: Mapping[int, int | None], at: datetime | None = None
) -> list[Mark]:  # fmt: skip
    """A judge's marks of one entry by key of the criterion; given again, the latest word counts.

    `at`: when they were given, on a phone without a signal; sent again, or after later marks, they change nothing.
    Raises Refused; InvalidInput for an unknown criterion or too many marks.
    """
    competition = entry.competition = locked(entry.competition)
    ensure(may_mark(entry, judge, by))
    criteria = {row.pk: row for row in competition.criteria.all()}
    before = {row.criterion_id: row for row in Mark.objects.filter(entry=entry, judge=judge)}
    given, moment = [], noted_at(at)
    for key, value in marks.items():
        criterion = criteria.get(key)
        if criterion is None:
            raise InvalidInput(_("This competition has no such criterion."), field="marks")
        if value is None:
            continue
        if not 0 <= value <= criterion.most:
            words = _("“%(criterion)s” has between 0 and %(most)s marks.")
            raise InvalidInput(words % {"criterion": criterion.name, "most": criterion.most}, field=f"mark_{key}")
        row = before.get(key) or Mark(entry=entry, judge=judge, criterion=criterion)
        if row.pk is not None and later_word(row.given_at, at):
            continue
        row.marks, row.by, row.given_at = value, person(by), moment
        given.append(checked(row, exclude=("by",)))
    emit("competition.mark", key=competition.pk, entry=entry.pk, judge=judge.pk)
    return given


@transaction.atomic
def objection_record(
    *, competition: Competition, household: Household, by: Any, text: str = "", entry: CompetitionEntry | None = None,
    channel: str = Channel.STAFF,
) -> CompetitionObjection:  # fmt: skip
    """What a household holds against the published results. `by` None: on its own phone."""
    row: Competition = locked(competition)
    ensure(may_object(row, household, by, text))
    about = entry or row.entries.filter(household=household).first()
    if about is not None and about.competition_id != row.pk:
        raise InvalidInput(_("This entry belongs to another competition."), field="entry")
    objection: CompetitionObjection = checked(
        CompetitionObjection(
            competition=row, community_id=row.community_id, household=household, entry=about,
            text=text.strip()[:500], channel=channel, recorded_by=person(by),
        ),
        exclude=("recorded_by",),
    )  # fmt: skip
    logged(COMPETITION, row, "object", by, row.state, "", household.code)
    return objection


def _asked(objection: CompetitionObjection, step: str, by: Any, **inputs: Any) -> CompetitionObjection:
    competition = locked(objection.competition)
    row: CompetitionObjection = locked(objection)
    row.competition = competition
    ensure(may_objection(row, step, by, inputs))
    return row


def _decided(row: CompetitionObjection, step: str, by: Any, why: str, remedy: str = "") -> CompetitionObjection:
    decided = {"decided_by": person(by), "decided_at": clock.now(), "why": why.strip()[:500], "remedy": remedy}
    moved(OBJECTION_WORKFLOW, row, step, EVENT, **decided)
    return row


@transaction.atomic
def objection_reject(*, objection: CompetitionObjection, by: Any, why: str = "") -> CompetitionObjection:
    """The result stands; `why` is told to the household."""
    return _decided(_asked(objection, "reject", by, why=why), "reject", by, why)


@transaction.atomic
def objection_uphold(
    *, objection: CompetitionObjection, by: Any, why: str = "", remedy: str = "", score: Decimal | int | None = None
) -> CompetitionObjection:
    """The household is right: the entry gets another `score`, or is taken out; all places follow.

    Raises Refused, InvalidInput.
    """
    row = _asked(objection, "uphold", by, why=why, remedy=remedy)
    if row.entry is None:
        raise InvalidInput(_("This objection is about no entry. Judge again instead, or reject it."), field="remedy")
    if remedy not in Remedy.values:
        raise InvalidInput(_("Choose what changes."), field="remedy")
    entries = list(row.competition.entries.select_for_update(of=("self",)))
    entry = next(one for one in entries if one.pk == row.entry_id)
    if remedy == Remedy.SCORE:
        entry.decided_score = _score(row.competition, score)
    else:
        entry.withdrawn = True
    place(entries)
    return _decided(row, "uphold", by, why, remedy)


def _score(competition: Competition, score: Decimal | int | None) -> Decimal:
    most = most_of(competition)
    if score is None or not 0 <= score <= most:
        raise InvalidInput(_("Write a score from 0 to %(most)s.") % {"most": most}, field="score")
    return Decimal(score)


def place(entries: Sequence[CompetitionEntry]) -> None:
    """Give places by what counts, and save the entries."""
    finals = {one.pk: one.final_score for one in entries if not one.withdrawn and one.final_score is not None}
    places = ranked(finals)
    for entry in entries:
        entry.rank = places.get(entry.pk)
    written = ("score", "decided_score", "rank", "withdrawn")
    CompetitionEntry.objects.bulk_update(entries, written, batch_size=1_000)


def objections_drop(competition: Competition, by: Any, why: str) -> None:
    """Objections to results that no longer count are closed with the reason."""
    for row in competition.objections.filter(state=ObjectionState.OPEN).select_for_update(of=("self",)):
        own = row.recorded_by_id is not None and row.recorded_by_id == getattr(by, "pk", None)
        # Who recorded it does not decide on it: the cancelling did.
        _decided(row, "reject", None if own else by, prose(why))
