"""The class of a household over time through the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.households import actions
from apps.households.facts_api.base import FactFilter, FactInput, FactViewSet, records
from apps.households.models import ClassPeriod
from apps.households.vocabulary import HouseholdClass


class ClassPeriodSerializer(serializers.ModelSerializer):
    """The class a household had for a time. `until` null: it still has."""

    since = serializers.DateField(source="started", allow_null=True)
    until = serializers.DateField(source="ended", allow_null=True)

    class Meta:
        model = ClassPeriod
        fields = ("id", "household", "kind", "reason", "document", "since", "until")
        read_only_fields = fields


class ClassInput(FactInput):
    """Which class a household has from a day on, and why; what held before ends that day."""

    start = serializers.DateField()
    reason = serializers.CharField(max_length=200, allow_blank=True)

    class Meta:
        model = ClassPeriod
        fields = ("household", "kind", "start", "reason", "document")


class ClassCorrectionInput(serializers.Serializer):
    """The right class, the right day, or both; neither: they never had this class."""

    kind = serializers.ChoiceField(choices=HouseholdClass.choices, required=False)
    start = serializers.DateField(required=False)
    why = serializers.CharField(max_length=200, allow_blank=True)


class ClassPeriodFilter(FactFilter):
    class Meta:
        model = ClassPeriod
        fields = ("kind",)


@records(ClassInput, ClassPeriodSerializer)
class ClassPeriodViewSet(FactViewSet):
    """Household classes over time."""

    model = ClassPeriod
    filterset_class = ClassPeriodFilter

    def record(self, **given: Any) -> ClassPeriod:
        return actions.class_record(**given)

    @extend_schema(request=ClassCorrectionInput, responses={200: ClassPeriodSerializer, 204: None})
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, pk: str) -> Response:
        """Put an entry right; 204 where it was taken back."""
        row = self.get_object()
        given = ClassCorrectionInput(data=request.data)
        given.is_valid(raise_exception=True)
        right = actions.class_correct(household=row.household, by=request.user, period=row, **given.validated_data)
        return Response(status=204) if right is None else Response(self.get_serializer(right).data)
