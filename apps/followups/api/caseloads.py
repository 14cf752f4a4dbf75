"""Caseloads, risk levels, occasions and answers through the REST API."""

from typing import Any

from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import NothingInput, Registers, creates, keyed, posts
from apps.core.lists.api import ExportMixin
from apps.followups.actions import caseload_assign, level_set, occasion_report, occasion_withdraw
from apps.followups.api.inputs import CaseloadInput, OccasionInput, RiskLevelInput
from apps.followups.api.serializers import AnswerSerializer, CaseloadSerializer, LevelSerializer, OccasionSerializer
from apps.followups.api.visits import KEYED, OpensFile
from apps.followups.filters import AnswerFilter, CaseloadFilter, LevelFilter, OccasionFilter
from apps.followups.models import Answer, Caseload, Level, Occasion


def _assign(user: Any, given: dict[str, Any]) -> Caseload:
    found = keyed(given, user, KEYED)
    household = found.pop("household")
    caseload_assign(households=[household], by=user, **found)
    row: Caseload = Caseload.objects.current().get(household=household)
    return row


class CaseloadViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """Who looks after which household; POST gives one to a worker from today."""

    model = Caseload
    queryset = Caseload.objects.none()
    filterset_class = CaseloadFilter
    serializer_class = CaseloadSerializer
    joins = ("household", "worker")
    order = ("-period", "-pk")
    create = creates(CaseloadInput, _assign, CaseloadSerializer, "caseloads_create")


class LevelViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """How closely households are followed; POST sets it from a day on."""

    model = Level
    queryset = Level.objects.none()
    filterset_class = LevelFilter
    serializer_class = LevelSerializer
    joins = ("household",)
    order = ("-period", "-pk")
    create = creates(
        RiskLevelInput, lambda user, given: level_set(by=user, **keyed(given, user, KEYED)), LevelSerializer,
        "levels_create",
    )  # fmt: skip


class OccasionViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """What happened to households; POST records it and plans a visit at once."""

    model = Occasion
    queryset = Occasion.objects.none()
    filterset_class = OccasionFilter
    serializer_class = OccasionSerializer
    joins = ("household", "by")
    order = ("-happened_on", "-pk")
    create = creates(
        OccasionInput, lambda user, given: occasion_report(by=user, **keyed(given, user, KEYED)), OccasionSerializer,
        "occasions_create",
    )  # fmt: skip
    withdraw = posts(
        "withdraw", NothingInput, lambda row, user, given: occasion_withdraw(occasion=row, by=user), OccasionSerializer,
        "occasions_withdraw",
    )  # fmt: skip


class AnswerViewSet(OpensFile, ExportMixin, ScopedReadViewSet):
    """Answered questionnaires."""

    model = Answer
    queryset = Answer.objects.none()
    filterset_class = AnswerFilter
    serializer_class = AnswerSerializer

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("household", "version__instrument").defer("private")
        return rows.order_by("-answered_on", "-pk")
