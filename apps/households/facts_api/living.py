"""Presence, the title of the new flat and the old house through the API."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from apps.households import actions
from apps.households.facts_api.base import FactFilter, FactInput, FactViewSet, records
from apps.households.models import Household, Presence


class PresenceSerializer(serializers.ModelSerializer):
    """How a household lives for a time. `until` null: it still does."""

    since = serializers.DateField(source="started", allow_null=True)
    until = serializers.DateField(source="ended", allow_null=True)

    class Meta:
        model = Presence
        fields = ("id", "household", "status", "place", "reason", "months_at_home", "since", "until")
        read_only_fields = fields


class PresenceInput(FactInput):
    """How a household lives from a day on; what held before ends that day."""

    start = serializers.DateField()

    class Meta:
        model = Presence
        fields = ("household", "status", "start", "place", "reason", "months_at_home")


class PresenceFilter(FactFilter):
    class Meta:
        model = Presence
        fields = ("status", "reason")


@records(PresenceInput, PresenceSerializer)
class PresenceViewSet(FactViewSet):
    """Residence status over time."""

    model = Presence
    filterset_class = PresenceFilter

    def record(self, **given: Any) -> Presence:
        return actions.presence_record(**given)


class TitleInput(serializers.ModelSerializer):
    """The title of the new flat; `title_issued` null: not known."""

    class Meta:
        model = Household
        fields = ("title_issued", "title_issued_on", "title_number")
        extra_kwargs = {"title_issued": {"required": True}}


class OldHouseInput(serializers.ModelSerializer):
    """What became of the old house; compensation in yuan. What is left out is emptied."""

    class Meta:
        model = Household
        fields = ("old_house", "demolished_on", "reclaimed_on", "compensation_yuan", "compensation_paid_on")
        extra_kwargs = {"old_house": {"required": True}}


def given(inputs: Any, request: Request) -> dict[str, Any]:
    """The inputs of a request, checked."""
    read = inputs(data=request.data)
    read.is_valid(raise_exception=True)
    return read.validated_data
