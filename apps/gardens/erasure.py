"""What is erased of the plots of a household that left long ago: words about people; plots, days and amounts stay."""

from typing import Any

import pgtrigger

from apps.gardens.models import (
    GardenOffer,
    GardenRequest,
    Objection,
    PlotSwap,
    PlotVisit,
    Reclaim,
    TenureStep,
    YieldNote,
)
from apps.households.models import Household
from apps.households.privacy.erasing import blank_with_history, erases_household

ERASED = "—"  # where the database asks for a reason
BLANK: dict[Any, dict[str, Any]] = {
    GardenRequest: {"note": "", "reason_note": "", "oldest_age": None},
    GardenOffer: {"signer": "", "why": ""},
    YieldNote: {"note": ""},
    PlotSwap: {"agreed_note": "", "other_agreed_note": "", "why": ""},
    Reclaim: {"why": ERASED, "decision_note": ""},
    Objection: {"text": ""},
}


@erases_household
def gardens_erase(household: Household, people: list[int]) -> dict[str, int]:
    """Blank the words of the household's requests, offers and notes, with their history; rows by table."""
    done = blank_with_history(household, BLANK)
    PlotSwap.objects.filter(other_household=household).update(**BLANK[PlotSwap])
    decided: tuple[Any, ...] = (Objection, getattr(Objection, "pgh_event_model"))  # noqa: B009 — added by pghistory
    for model in decided:
        model.objects.filter(household=household).exclude(why="").update(why=ERASED)
    with pgtrigger.ignore("gardens.PlotVisit:append_only", "gardens.TenureStep:append_only"):
        done[PlotVisit._meta.db_table] = PlotVisit.objects.filter(household=household).update(note="")
        done[TenureStep._meta.db_table] = TenureStep.objects.filter(household=household).update(why="")
    return done
