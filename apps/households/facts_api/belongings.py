"""Durable assets and debts through the API."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.households import actions
from apps.households.facts_api.base import REFUSAL, FactFilter, FactInput, FactViewSet, records
from apps.households.models import Asset, Debt


class AssetSerializer(serializers.ModelSerializer):
    """How many of a durable thing there are; 0: none."""

    class Meta:
        model = Asset
        fields = ("id", "household", "kind", "count", "note")
        read_only_fields = fields


class AssetInput(FactInput):
    """How many of a durable thing there are; 0: none."""

    class Meta:
        model = Asset
        fields = ("household", "kind", "count", "note")
        extra_kwargs = {"count": {"required": True}}


class AssetFilter(FactFilter):
    class Meta:
        model = Asset
        fields = ("kind",)


@records(AssetInput, AssetSerializer)
class AssetViewSet(FactViewSet):
    """Durable assets."""

    model = Asset
    filterset_class = AssetFilter

    def record(self, **given: Any) -> Asset:
        return actions.asset_record(**given)


class DebtSerializer(serializers.ModelSerializer):
    """Money borrowed, yuan; `settled_on` null: still owed."""

    class Meta:
        model = Debt
        fields = ("id", "household", "kind", "amount", "lender", "since", "settled_on", "note")
        read_only_fields = fields


class DebtInput(FactInput):
    """Money borrowed, yuan."""

    class Meta:
        model = Debt
        fields = ("household", "kind", "amount", "lender", "since", "note")


class SettleInput(serializers.Serializer):
    """The day on which it was paid back (today)."""

    settled_on = serializers.DateField(required=False)


class DebtFilter(FactFilter):
    settled = django_filters.BooleanFilter(field_name="settled_on", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Debt
        fields = ("kind", "lender")


@records(DebtInput, DebtSerializer)
class DebtViewSet(FactViewSet):
    """Debts."""

    model = Debt
    filterset_class = DebtFilter

    def record(self, **given: Any) -> Debt:
        return actions.debt_record(**given)

    @extend_schema(request=SettleInput, responses={200: DebtSerializer, 403: REFUSAL})
    @action(detail=True, methods=["post"])
    def settle(self, request: Request, pk: str) -> Response:
        """It was paid back."""
        given = SettleInput(data=request.data)
        given.is_valid(raise_exception=True)
        row = actions.debt_settle(debt=self.get_object(), by=request.user, **given.validated_data)
        return Response(self.get_serializer(row).data)
