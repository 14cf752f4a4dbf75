"""Two records of one household become one: its points, its sign-ups, its places at meetings and in competitions."""

from typing import Any

from apps.households.journal import Journal
from apps.households.likeness.merging import set_aside, settles_households
from apps.households.models import Household
from apps.neighbourhood.models import (
    Award,
    CompetitionEntry,
    MeetingAttendance,
    PointsAccount,
    PointsEntry,
    SignUp,
)
from apps.neighbourhood.workflow import AwardState, SignUpState


@settles_households(Award, CompetitionEntry, MeetingAttendance, PointsAccount, PointsEntry, SignUp, logs=(PointsEntry,))
def life_join(keep: Household, drop: Household, by: Any, journal: Journal) -> None:
    """One account with all points of both; one sign-up, one place, one entry each; the others are set aside."""
    _one_award(keep, drop, journal)
    _one_account(keep, drop, journal)
    for mine, theirs in _pairs(SignUp, "activity_id", keep, drop):
        only_theirs = mine.state == SignUpState.WITHDRAWN or (mine.came is None and theirs.came is not None)
        set_aside(mine if only_theirs else theirs, journal)
    for model, of in ((MeetingAttendance, "meeting_id"), (CompetitionEntry, "competition_id")):
        for _mine, theirs in _pairs(model, of, keep, drop):
            set_aside(theirs, journal)


def _pairs(model: Any, of: str, keep: Household, drop: Household) -> list[tuple[Any, Any]]:
    """Rows of both about the same thing."""
    mine = {getattr(row, of): row for row in model.objects.filter(household=keep)}
    theirs = model.objects.filter(household=drop).order_by("pk")
    return [(mine[getattr(row, of)], row) for row in theirs if getattr(row, of) in mine]


def _one_award(keep: Household, drop: Household, journal: Journal) -> None:
    """Both were awarded for one competition or activity: theirs stays in the ledger, but no longer counts as that."""
    live = Award.objects.filter(state__in=(AwardState.PROPOSED, AwardState.GRANTED))
    for of in ("competition_id", "activity_id"):
        known = set(live.filter(household=keep, **{f"{of}__isnull": False}).values_list(of, flat=True))
        for row in live.filter(household=drop, **{f"{of}__in": known}).order_by("pk"):
            journal.change(row, **{of: None})


def _one_account(keep: Household, drop: Household, journal: Journal) -> None:
    """Lines move one by one; meanwhile neither balance is held against zero."""
    theirs = PointsAccount.objects.select_for_update().filter(household=drop).first()
    if theirs is None:
        return
    PointsAccount.objects.get_or_create(household=keep, defaults={"community_id": keep.community_id})
    mine = PointsAccount.objects.select_for_update().get(household=keep)
    journal.change(theirs, joining=True)
    journal.change(mine, joining=True)
    for row in PointsEntry.objects.filter(household=drop).order_by("pk"):
        journal.change(row, household_id=keep.pk)
    journal.change(mine, joining=False)
    theirs.refresh_from_db()
    journal.remove(theirs)
