"""What is erased of the visits to a household that left long ago: words and pictures; days, codes and figures stay."""

from functools import partial
from typing import Any

import pgtrigger
from django.db import transaction

from apps.followups.models import (
    Answer,
    Caseload,
    IntegrationStage,
    Level,
    Occasion,
    Task,
    TaskStep,
    Visit,
    VisitClash,
    VisitPhoto,
    VisitStep,
)
from apps.households.models import Household
from apps.households.privacy.erasing import blank_with_history, erases_household

ERASED = "—"  # where the database asks for words
BLANK: dict[Any, dict[str, Any]] = {
    Caseload: {"why": ""},
    IntegrationStage: {"why": ERASED},
    Level: {"why": ERASED},
    Occasion: {"note": "", "told_by": ""},
    Visit: {"note": "", "refused_why": "", "met": []},
    VisitClash: {"mine": None, "theirs": None, "base": None, "why": ""},
    Task: {"text": ERASED},
}


@erases_household
def followups_erase(household: Household, people: list[int]) -> dict[str, int]:
    """Blank words of visits, tasks and answers, and delete their pictures; rows by table."""
    done = blank_with_history(household, BLANK)
    for photo in VisitPhoto.objects.filter(visit__household=household).order_by("pk"):
        transaction.on_commit(partial(photo.image.storage.delete, str(photo.image.name)))
    done[VisitPhoto._meta.db_table] = VisitPhoto.objects.filter(visit__household=household).delete()[0]
    with pgtrigger.ignore(
        "followups.Answer:append_only", "followups.VisitStep:append_only", "followups.TaskStep:append_only"
    ):
        done[Answer._meta.db_table] = Answer.objects.filter(household=household).update(private=None)
        VisitStep.objects.filter(visit__household=household).exclude(why="").update(why="")
        TaskStep.objects.filter(task__household=household).exclude(why="").update(why="")
    return done
