"""Households entered twice, through the API: the same decisions, the same refusals."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api import NamedSerializer, ScopedReadViewSet
from apps.households.actions.household_merging import households_merge, households_not_same, households_propose
from apps.households.likeness.api import MayView, MergeInput, MergeSerializer
from apps.households.likeness.filters import LikelyHouseholdsFilter
from apps.households.models import LikelyHouseholds
from apps.households.models.duplicate_household import HouseholdLikeness


class PairHouseholdSerializer(serializers.Serializer):
    """One of the two."""

    id = serializers.IntegerField()
    code = serializers.CharField()
    community = NamedSerializer()


class LikelyHouseholdsSerializer(serializers.ModelSerializer):
    """Two households that may be one, and why."""

    first = PairHouseholdSerializer()
    second = PairHouseholdSerializer()
    reasons = serializers.ListField(child=serializers.ChoiceField(choices=HouseholdLikeness.choices))
    proposed_by = serializers.CharField(source="proposed_by.name", allow_null=True, default=None)

    class Meta:
        model = LikelyHouseholds
        fields = ("id", "first", "second", "reasons", "proposed_by", "found_at")
        read_only_fields = fields


class HouseholdMergeInput(MergeInput):
    """As with people; `same` names people entered twice: person who goes, and who of the household that stays it is."""

    same = serializers.DictField(child=serializers.IntegerField(), default=dict)

    def validate_same(self, value: dict[str, int]) -> dict[int, int]:
        try:
            return {int(other): one for other, one in value.items()}
        except ValueError as error:
            raise serializers.ValidationError("keys of people") from error


class LikelyHouseholdsViewSet(ScopedReadViewSet):
    """Likely duplicate households of which both are within scope."""

    model = LikelyHouseholds
    queryset = LikelyHouseholds.objects.none()
    serializer_class = LikelyHouseholdsSerializer
    filterset_class = LikelyHouseholdsFilter
    permission_classes = (MayView,)

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.with_households().order_by("-found_at", "-pk")

    @extend_schema(request=HouseholdMergeInput, responses={201: MergeSerializer})
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str) -> Response:
        """Make one household of two."""
        pair = self.get_object()
        given = HouseholdMergeInput(data=request.data)
        given.is_valid(raise_exception=True)
        data = given.validated_data
        two = (pair.first, pair.second)
        keep, drop = two if data["keep"] == "first" else two[::-1]
        made = households_merge(
            keep=keep, drop=drop, by=request.user, same=data["same"], choices=data["choices"], why=data["why"]
        )
        return Response(MergeSerializer(made).data, status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=LikelyHouseholdsSerializer)
    @action(detail=True, methods=["post"])
    def propose(self, request: Request, pk: str) -> Response:
        """Say that they should become one; where the county asks for four eyes, somebody else merges them."""
        row = households_propose(pair=self.get_object(), by=request.user)
        return Response(LikelyHouseholdsSerializer(row).data)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"], url_path="not-same")
    def not_same(self, request: Request, pk: str) -> Response:
        """These are two households."""
        pair = self.get_object()
        households_not_same(one=pair.first, other=pair.second, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)
