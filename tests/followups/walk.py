"""Samples of visits for the walk over every address."""

import uuid
from typing import Any

from apps.core.periods import since
from apps.followups.models import IntegrationStage, TaskStep, VisitPhoto, VisitStep
from tests.complaints.walk import picture
from tests.followups.factories import (
    LONG_AGO,
    AnswerFactory,
    CaseloadFactory,
    ClashFactory,
    LevelFactory,
    OccasionFactory,
    TaskFactory,
    VisitFactory,
)
from tests.harness.walk import Side


def objects(side: Side) -> dict[str, Any]:
    household, mark = side["households.household"], side.mark
    visit = VisitFactory(household=household, note=mark)
    task = TaskFactory(household=household, visit=visit, text=mark)
    return {
        "followups.caseload": CaseloadFactory(household=household, why=mark),
        "followups.level": LevelFactory(household=household, why=mark),
        "followups.integrationstage": IntegrationStage.objects.create(
            household=household, community=household.community, stage="demand", why=mark, period=since(LONG_AGO)
        ),
        "followups.occasion": OccasionFactory(household=household, note=mark),
        "followups.visit": visit,
        "followups.visitstep": VisitStep.objects.create(visit=visit, step="shift", why=mark),
        "followups.visitphoto": VisitPhoto.objects.create(
            visit=visit, client_id=uuid.uuid4(), image=picture(), width=8, height=8
        ),
        "followups.answer": AnswerFactory(household=household, visit=visit, answers={"people": 3}),
        "followups.visitclash": ClashFactory(visit=visit, mine=mark),
        "followups.task": task,
        "followups.taskstep": TaskStep.objects.create(task=task, step="extend", why=mark),
    }


ROUTES = {
    "admin:followups_visit_do": lambda side: {"object_id": side["followups.visit"].pk, "deed": "shift"},
    "admin:followups_visit_photo": lambda side: {
        "object_id": side["followups.visit"].pk, "photo": side["followups.visitphoto"].pk,
    },
    "admin:followups_visit_key_in_household": lambda side: {"household": side["households.household"].pk},
    "admin:followups_caseload_balance": lambda side: {"community": side.community.pk},
    "admin:followups_caseload_hand_over": lambda side: {"worker": side["followups.caseload"].worker_id},
    "admin:followups_answer_do": lambda side: {"object_id": side["followups.answer"].pk, "deed": "none"},
    "admin:followups_occasion_do": lambda side: {"object_id": side["followups.occasion"].pk, "deed": "withdraw"},
    "followups:form": lambda side: {"pk": side["followups.visit"].pk},
    "admin:followups_task_do": lambda side: {"object_id": side["followups.task"].pk, "deed": "done"},
    "admin:followups_visitclash_do": lambda side: {"object_id": side["followups.visitclash"].pk, "deed": "mine"},
}  # fmt: skip
