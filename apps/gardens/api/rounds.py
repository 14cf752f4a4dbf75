"""Rounds, drafts, requests and objections through the REST API: the actions and refusals of the pages."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import Registers, changes, creates, one_of, posts
from apps.core.lists.api import ExportMixin
from apps.gardens.actions import (
    BY_STEP,
    draft_make,
    eligibility_decide,
    objection_file,
    objection_reject,
    objection_uphold,
    request_change,
    request_register,
    request_withdraw,
    round_change,
    round_open,
    round_register_all,
)
from apps.gardens.allocation import Constraints, Problem
from apps.gardens.api.inputs import (
    DecideInput,
    DraftInput,
    NeedInput,
    ObjectionInput,
    PublishInput,
    RoundChange,
    RoundInput,
    SeedInput,
    UpholdInput,
    WhyInput,
    WishesInput,
)
from apps.gardens.api.serializers import (
    DraftSerializer,
    HouseholdInDraftSerializer,
    ObjectionSerializer,
    RequestSerializer,
    RoundSerializer,
)
from apps.gardens.changes import beside, other_named
from apps.gardens.drafts import published_file
from apps.gardens.explaining import results
from apps.gardens.filters import ObjectionFilter, RequestFilter, RoundFilter
from apps.gardens.models import AllocationDraft, GardenPlot, GardenRequest, GardenRound, Objection
from apps.gardens.rules import FIRST, priority
from apps.households.models import Household

Given = dict[str, Any]


def _step(name: str, inputs: Any = WhyInput) -> Callable[..., Response]:
    def act(row: GardenRound, user: Any, given: Given) -> None:
        if "draft" in given:
            given["draft"] = AllocationDraft.objects.visible_to(user).filter(round=row, pk=given["draft"]).first()
        BY_STEP[name](round=row, by=user, **given)

    return posts(name.replace("_", "-"), inputs, act, RoundSerializer, f"garden_rounds_{name}")


def _need(row: GardenRound, user: Any, given: Given) -> None:
    household = one_of(Household, user, given.pop("household"), "household")
    request_register(round=row, household=household, by=user, **given)


def _draft(row: GardenRound, user: Any, given: Given) -> None:
    order = FIRST[given["served_first"]] if "served_first" in given else priority()
    kept = {name: given[name] for name in ("together", "accessible", "keep")}
    draft_make(round=row, by=user, name=given["name"], constraints=Constraints(priority=order, **kept))


def _object(row: GardenRound, user: Any, given: Given) -> None:
    household = one_of(Household, user, given["household"], "household")
    objection_file(round=row, household=household, by=user, text=given["text"])


class RoundViewSet(Registers, ExportMixin, ScopedReadViewSet):
    """Garden rounds, with every step."""

    model = GardenRound
    filterset_class = RoundFilter
    serializer_class = RoundSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community").prefetch_related("zones").order_by("-created_at", "-pk")

    create = creates(
        RoundInput, lambda user, given: round_open(by=user, **given), RoundSerializer, "garden_rounds_create"
    )
    partial_update = changes(
        RoundChange, lambda row, user, given: round_change(round=row, by=user, **given), RoundSerializer,
        "garden_rounds_partial_update",
    )  # fmt: skip
    end_registration = _step("end_registration")
    reopen_registration = _step("reopen_registration")
    settle_eligibility = _step("settle_eligibility", SeedInput)
    publish = _step("publish", PublishInput)
    revise = _step("revise")
    begin_signing = _step("begin_signing")
    begin_use = _step("begin_use")
    close = _step("close")
    give_up = _step("give_up")
    register = posts("register", NeedInput, _need, RoundSerializer, "garden_rounds_register")
    register_all = posts(
        "register-all", WhyInput, lambda row, user, given: round_register_all(round=row, by=user), RoundSerializer,
        "garden_rounds_register_all",
    )  # fmt: skip
    draft = posts("draft", DraftInput, _draft, RoundSerializer, "garden_rounds_draft")
    object = posts("object", ObjectionInput, _object, RoundSerializer, "garden_rounds_object")


class DraftViewSet(ScopedReadViewSet):
    """Computed allocations, and their files to compute them again."""

    model = AllocationDraft
    filterset_class = None
    serializer_class = DraftSerializer

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("round").order_by("-round", "number", "pk")
        return rows if self.action in ("file", "households") else rows.defer("inputs", "outputs")

    @extend_schema(responses={(200, "application/json"): OpenApiResponse(OpenApiTypes.OBJECT)})
    @action(detail=True)
    def file(self, request: Request, pk: str) -> HttpResponse:
        """All that an outsider needs to compute it again: codes, no names."""
        return HttpResponse(published_file(self.get_object()), content_type="application/json")

    @extend_schema(
        parameters=[OpenApiParameter("beside", str, description="A way (first_come, lottery) or a draft's number.")],
        responses=HouseholdInDraftSerializer(many=True), operation_id="garden_drafts_households",
    )  # fmt: skip
    @action(detail=True, pagination_class=None)
    def households(self, request: Request, pk: str) -> Response:
        """Every household: its plot, its walk, the sentence why, and what changes beside another allocation."""
        draft = self.get_object()
        problem = Problem.read(draft.inputs)
        told = {one.code: one.sentence for one in results(draft)}
        rows = beside(problem, draft.plots, other_named(draft, problem, request.query_params.get("beside", "")))
        return Response(HouseholdInDraftSerializer(rows, many=True, context={"told": told}).data)


class RequestViewSet(ExportMixin, ScopedReadViewSet):
    """Requests for plots."""

    model = GardenRequest
    filterset_class = RequestFilter
    serializer_class = RequestSerializer
    joins = ("round__community", "household")
    order = ("-round", "registered_at", "pk")

    decide = posts(
        "decide", DecideInput, lambda row, user, given: eligibility_decide(request=row, by=user, **given),
        RequestSerializer, "garden_requests_decide",
    )  # fmt: skip
    change = posts(
        "change", WishesInput, lambda row, user, given: request_change(request=row, by=user, **given),
        RequestSerializer, "garden_requests_change",
    )  # fmt: skip
    withdraw = posts(
        "withdraw", WhyInput, lambda row, user, given: request_withdraw(request=row, by=user, **given),
        RequestSerializer, "garden_requests_withdraw",
    )  # fmt: skip


def _uphold(row: Objection, user: Any, given: Given) -> None:
    about = one_of(Household, user, given["about"], "about") if "about" in given else None
    plot = one_of(GardenPlot, user, given["plot"], "plot") if "plot" in given else None
    objection_uphold(objection=row, by=user, why=given["why"], remedy=given["remedy"], about=about, plot=plot)


class ObjectionViewSet(ScopedReadViewSet):
    """Objections to published lists."""

    model = Objection
    filterset_class = ObjectionFilter
    serializer_class = ObjectionSerializer
    joins = ("round", "household")
    order = ("-recorded_at", "-pk")

    uphold = posts("uphold", UpholdInput, _uphold, ObjectionSerializer, "garden_objections_uphold")
    reject = posts(
        "reject", WhyInput, lambda row, user, given: objection_reject(objection=row, by=user, **given),
        ObjectionSerializer, "garden_objections_reject",
    )  # fmt: skip
