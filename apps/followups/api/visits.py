"""Visits, tasks and clashes through the REST API: the actions and refusals of the pages."""

from collections.abc import Callable
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.actions import open_record
from apps.accounts.models import Staff
from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import Registers, creates, keyed, posts
from apps.core.lists.api import ExportMixin
from apps.core.requests import address_of
from apps.followups.actions import BY_STEP, BY_TASK_STEP, clash_settle, task_open, visit_record
from apps.followups.api.inputs import (
    ClashSettleInput,
    HouseholdTaskInput,
    TaskOwnerInput,
    UnplannedVisitInput,
    VisitCorrectInput,
    VisitRecordInput,
    VisitShiftInput,
    VisitStepInput,
    VisitWorkerInput,
)
from apps.followups.api.serializers import ClashSerializer, TaskSerializer, VisitSerializer
from apps.followups.filters import ClashFilter, TaskFilter, VisitFilter
from apps.followups.models import Task, Visit, VisitClash
from apps.households.models import Household

Given = dict[str, Any]
KEYED: dict[str, Any] = {"worker": Staff, "owner": Staff, "household": Household}


def _recorded(user: Any, given: Given) -> Visit:
    """A visit that was made, with everything that was told."""
    filled = {key: (one["version"], one["answers"]) for key, one in given.pop("instruments").items()}
    tasks = [keyed(task, user, KEYED) for task in given.pop("tasks")]
    visit, _made = visit_record(by=user, instruments=filled, tasks=tasks, **given)
    return visit


def _step(name: str, inputs: Any = VisitStepInput) -> Callable[..., Response]:
    def act(row: Visit, user: Any, given: Given) -> None:
        BY_STEP[name](visit=row, by=user, **keyed(given, user, KEYED))

    return posts(name.replace("_", "-"), inputs, act, VisitSerializer, f"visits_{name}")


class OpensFile:
    """What is told of one row stands in the household's file: looking is logged like opening that."""

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One of them."""
        row = self.get_object()  # type: ignore[attr-defined]
        open_record(staff=request.user, subject=row.household, address=address_of(request))
        return Response(self.get_serializer(row).data)  # type: ignore[attr-defined]


class VisitViewSet(OpensFile, Registers, ExportMixin, ScopedReadViewSet):
    """Visits, with every step; POST records one that nobody had planned."""

    model = Visit
    queryset = Visit.objects.none()
    filterset_class = VisitFilter
    serializer_class = VisitSerializer
    joins = ("community", "household", "worker", "done_by")
    order = ("due_on", "pk")

    create = creates(
        UnplannedVisitInput, lambda user, given: _recorded(user, keyed(given, user, KEYED)), VisitSerializer,
        "visits_create",
    )  # fmt: skip
    record = posts(
        "record", VisitRecordInput, lambda row, user, given: _recorded(user, {"visit": row, **given}), VisitSerializer,
        "visits_record",
    )  # fmt: skip
    not_met = _step("not_met")
    shift = _step("shift", VisitShiftInput)
    reassign = _step("reassign", VisitWorkerInput)
    cancel = _step("cancel")
    correct = _step("correct", VisitCorrectInput)


def _task(name: str, inputs: Any = VisitStepInput) -> Callable[..., Response]:
    def act(row: Task, user: Any, given: Given) -> None:
        BY_TASK_STEP[name](task=row, by=user, **keyed(given, user, KEYED))

    return posts(name.replace("_", "-"), inputs, act, TaskSerializer, f"tasks_{name}")


class TaskViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """Tasks for households, with every step; POST opens one."""

    model = Task
    queryset = Task.objects.none()
    filterset_class = TaskFilter
    serializer_class = TaskSerializer
    joins = ("household", "owner")
    order = ("due_on", "pk")

    create = creates(
        HouseholdTaskInput, lambda user, given: task_open(by=user, **keyed(given, user, KEYED)), TaskSerializer,
        "tasks_create",
    )  # fmt: skip
    done = _task("done")
    cancel = _task("cancel")
    hand_over = _task("hand_over", TaskOwnerInput)
    extend = _task("extend", VisitShiftInput)


class ClashViewSet(ExportMixin, ScopedReadViewSet):
    """Two answers to the same, until somebody says which holds."""

    model = VisitClash
    queryset = VisitClash.objects.none()
    filterset_class = ClashFilter
    serializer_class = ClashSerializer
    joins = ("household",)
    order = ("-made_at", "-pk")

    settle = posts(
        "settle", ClashSettleInput, lambda row, user, given: clash_settle(clash=row, by=user, **given), ClashSerializer,
        "visit_clashes_settle",
    )  # fmt: skip
