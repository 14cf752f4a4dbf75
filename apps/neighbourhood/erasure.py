"""What is erased of a household that left long ago: words about it; points, places and attendance stay as numbers."""

from typing import Any

import pgtrigger
from django.db.models import Q

from apps.core.models.base import log_of
from apps.households.models import Household
from apps.households.privacy.erasing import blank_with_history, erases_household
from apps.neighbourhood.models import (
    Award,
    CompetitionEntry,
    CompetitionObjection,
    CompetitionStep,
    Judge,
    PointsEntry,
    Redemption,
    StockMove,
)

ERASED = "—"  # where the database asks for words
BLANK: dict[Any, dict[str, Any]] = {
    CompetitionObjection: {"text": ""},
    Award: {"text": ""},
    CompetitionEntry: {"place_label": ERASED},
}


@erases_household
def life_erase(household: Household, people: list[int]) -> dict[str, int]:
    """Blank the words of objections, awards and redemptions with their history; rows by table."""
    _entries_told(household)
    done = blank_with_history(household, BLANK)
    for model in (CompetitionObjection, Award, Redemption):
        for rows in (model, getattr(model, "pgh_event_model")):  # noqa: B009 — added by pghistory
            rows.objects.filter(household=household).exclude(why="").update(why=ERASED)
    with pgtrigger.ignore(log_of(PointsEntry), log_of(StockMove)):
        done[PointsEntry._meta.db_table] = PointsEntry.objects.filter(household=household).update(text=ERASED)
    for judge in Judge.objects.filter(household=household):
        judge.name = f"{ERASED}{judge.pk}"
        judge.save(update_fields=["name"])
    return done


def _entries_told(household: Household) -> None:
    """The log of a competition names an entry by its door, and why it was taken out: words about who lived there."""
    with pgtrigger.ignore(log_of(CompetitionStep)):
        for entry in CompetitionEntry.objects.filter(household=household).order_by("pk"):
            steps = CompetitionStep.objects.filter(competition=entry.competition_id)
            told = Q(why=entry.place_label) | Q(why__startswith=f"{entry.place_label}: ")
            steps.filter(told).update(why=ERASED)
