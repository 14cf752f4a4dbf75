"""Plans of seasons through the REST API: computed, edited, adopted."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import NothingInput, one_of, posts
from apps.core.lists.api import ExportMixin
from apps.shuttles.actions import plan_adopt, plan_edit
from apps.shuttles.api.inputs import PlanEditInput
from apps.shuttles.api.serializers import PlanSerializer
from apps.shuttles.filters import PlanFilter
from apps.shuttles.models import ShuttlePlan, ShuttleStop, Vehicle


def _edit(row: ShuttlePlan, user: Any, given: dict[str, Any]) -> None:
    move = {one["trip"]: one["departs"] for one in given["move"]}
    vehicle = {one["trip"]: one_of(Vehicle, user, one["vehicle"], "vehicle") for one in given["vehicle"]}
    add = [
        {
            "departs": one["departs"],
            "stops": [one_of(ShuttleStop, user, key, "stops") for key in one["stops"]],
            "vehicle": one_of(Vehicle, user, one["vehicle"], "vehicle") if one["vehicle"] else None,
        }
        for one in given["add"]
    ]
    plan_edit(plan=row, by=user, drop=given["drop"], move=move, vehicle=vehicle, add=add, name=given["name"])


class PlanViewSet(ExportMixin, ScopedReadViewSet):
    """Computed plans, with their figures and their file."""

    model = ShuttlePlan
    queryset = ShuttlePlan.objects.none()
    filterset_class = PlanFilter
    serializer_class = PlanSerializer

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("season").order_by("-season", "number", "pk")
        return rows if self.action == "file" else rows.defer("inputs", "outputs")

    @extend_schema(responses={(200, "application/json"): OpenApiResponse(OpenApiTypes.OBJECT)})
    @action(detail=True)
    def file(self, request: Request, pk: str) -> Response:
        """What went into the plan and what came out."""
        row = self.get_object()
        return Response({"inputs": row.inputs, "outputs": row.outputs, "totals": row.totals})

    adopt = posts(
        "adopt", NothingInput, lambda row, user, given: plan_adopt(plan=row, by=user), PlanSerializer,
        "shuttle_plans_adopt",
    )  # fmt: skip
    edit = posts("edit", PlanEditInput, _edit, PlanSerializer, "shuttle_plans_edit")
