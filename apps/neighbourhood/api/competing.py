"""Competitions, entries and objections through the REST API: the actions and refusals of the pages."""

from typing import Any

from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import NothingInput, Registers, changes, creates, keyed, posts
from apps.core.lists.api import ExportMixin
from apps.core.requests import key_of
from apps.neighbourhood import actions
from apps.neighbourhood.api.base import KEYED, Given, step
from apps.neighbourhood.api.inputs import (
    CompetitionChange,
    CompetitionInput,
    EnterInput,
    JudgeInput,
    MarksInput,
    ObjectInput,
    UpholdInput,
    WhyInput,
)
from apps.neighbourhood.api.serializers import CompetitionObjectionSerializer, CompetitionSerializer, EntrySerializer
from apps.neighbourhood.filters import CompetitionFilter, EntryFilter, ObjectionFilter
from apps.neighbourhood.models import Competition, CompetitionEntry, CompetitionObjection


def _enter(row: Competition, user: Any, given: Given) -> None:
    actions.competition_enter(competition=row, by=user, **keyed(given, user, KEYED))


def _appoint(row: Competition, user: Any, given: Given) -> None:
    actions.judge_appoint(competition=row, by=user, **keyed(given, user, KEYED))


def _object(row: Competition, user: Any, given: Given) -> None:
    actions.objection_record(competition=row, by=user, **keyed(given, user, KEYED))


def _mark(row: CompetitionEntry, user: Any, given: Given) -> None:
    marks = {key_of(key) or 0: value for key, value in given["marks"].items()}
    actions.marks_give(entry=row, by=user, judge=keyed(given, user, KEYED)["judge"], marks=marks)


class CompetitionViewSet(ExportMixin, Registers, ScopedReadViewSet):
    """Competitions, with every step."""

    model = Competition
    queryset = Competition.objects.none()
    filterset_class = CompetitionFilter
    serializer_class = CompetitionSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community").prefetch_related("criteria").order_by("-judged_from", "-pk")

    create = creates(
        CompetitionInput, lambda user, given: actions.competition_plan(by=user, **given), CompetitionSerializer,
        "competitions_plan",
    )  # fmt: skip
    partial_update = changes(
        CompetitionChange, lambda row, user, given: actions.competition_change(competition=row, by=user, **given),
        CompetitionSerializer, "competitions_change",
    )  # fmt: skip
    begin_judging = step("competition", "begin_judging", CompetitionSerializer)
    publish = step("competition", "publish", CompetitionSerializer)
    judge_again = step("competition", "judge_again", CompetitionSerializer)
    settle = step("competition", "settle", CompetitionSerializer)
    cancel = step("competition", "cancel", CompetitionSerializer)
    enter = posts("enter", EnterInput, _enter, CompetitionSerializer, "competition_enter")
    enter_all = posts(
        "enter-all", NothingInput, lambda row, user, given: actions.competition_enter_all(competition=row, by=user),
        CompetitionSerializer, "competition_enter_all",
    )  # fmt: skip
    appoint = posts("appoint", JudgeInput, _appoint, CompetitionSerializer, "competition_appoint")
    object = posts("object", ObjectInput, _object, CompetitionSerializer, "competition_object")


class EntryViewSet(ExportMixin, ScopedReadViewSet):
    """Who competes, in the order of the doors."""

    model = CompetitionEntry
    queryset = CompetitionEntry.objects.none()
    filterset_class = EntryFilter
    serializer_class = EntrySerializer

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("competition", "household", "building")
        return rows.order_by("competition", "building__number", "place_label", "pk")

    mark = posts("mark", MarksInput, _mark, EntrySerializer, "competition_entry_mark")
    withdraw = posts(
        "withdraw", WhyInput, lambda row, user, given: actions.entry_withdraw(entry=row, by=user, **given),
        EntrySerializer, "competition_entry_withdraw",
    )  # fmt: skip


class ObjectionViewSet(ExportMixin, ScopedReadViewSet):
    """What households hold against published results."""

    model = CompetitionObjection
    queryset = CompetitionObjection.objects.none()
    filterset_class = ObjectionFilter
    serializer_class = CompetitionObjectionSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("household", "competition", "entry").order_by("-recorded_at", "-pk")

    uphold = step("objection", "uphold", CompetitionObjectionSerializer, UpholdInput)
    reject = step("objection", "reject", CompetitionObjectionSerializer)
