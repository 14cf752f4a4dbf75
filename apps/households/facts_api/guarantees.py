"""Checks of guarantees through the API."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.households import actions
from apps.households.facts_api.base import REFUSAL, FactFilter, FactInput, FactViewSet, records
from apps.households.models import GuaranteeCheck


class GuaranteeCheckSerializer(serializers.ModelSerializer):
    """What a check found. Of each guarantee the newest that was not withdrawn counts; none: unchecked."""

    class Meta:
        model = GuaranteeCheck
        fields = ("id", "household", "guarantee", "result", "grade", "checked_on", "note", "withdrawn")
        read_only_fields = fields


class GuaranteeCheckInput(FactInput):
    """What a check found; `grade` of housing only."""

    class Meta:
        model = GuaranteeCheck
        fields = ("household", "guarantee", "result", "grade", "checked_on", "note")


class GuaranteeCheckFilter(FactFilter):
    newest = django_filters.BooleanFilter(method="only_newest")

    class Meta:
        model = GuaranteeCheck
        fields = ("guarantee", "result", "withdrawn")

    def only_newest(self, queryset: Any, name: str, value: bool) -> Any:
        return queryset.newest() if value else queryset


@records(GuaranteeCheckInput, GuaranteeCheckSerializer)
class GuaranteeCheckViewSet(FactViewSet):
    """Checks of guarantees."""

    model = GuaranteeCheck
    filterset_class = GuaranteeCheckFilter

    def record(self, **given: Any) -> GuaranteeCheck:
        return actions.guarantee_check(**given)

    @extend_schema(request=None, responses={200: GuaranteeCheckSerializer, 403: REFUSAL})
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """It was entered by mistake: the check before it counts again."""
        row = actions.guarantee_withdraw(check=self.get_object(), by=request.user)
        return Response(self.get_serializer(row).data)
