"""Read questionnaires and their versions; publish a draft."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.core.api import ScopedReadViewSet, WithSteps
from apps.core.api_posts import posts
from apps.instruments.actions import version_publish
from apps.instruments.filters import InstrumentFilter, VersionFilter
from apps.instruments.models import Instrument, InstrumentVersion
from apps.instruments.policies import may
from apps.instruments.workflow import WORKFLOW


class InstrumentSerializer(serializers.ModelSerializer):
    """A questionnaire. What it asks stands in its versions."""

    class Meta:
        model = Instrument
        fields = ("id", "key", "name", "name_en", "kind", "subject", "retired_on")
        read_only_fields = fields


class VersionSerializer(WithSteps):
    """A version; `content` is its definition: groups of questions, expressions as trees, and scores."""

    key = serializers.CharField(source="instrument.key", read_only=True)
    content = serializers.SerializerMethodField()
    possible_steps = serializers.SerializerMethodField()

    class Meta:
        model = InstrumentVersion
        fields = ("id", "instrument", "key", "number", "state", "content_hash", "note", "shipped", "published_at",
                  "content", "possible_steps")  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.DictField())
    def get_content(self, row: InstrumentVersion) -> dict[str, Any]:
        return dict(row.content)

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_possible_steps(self, row: InstrumentVersion) -> list[str]:
        return [
            step.name for step in WORKFLOW.available(row.state) if may(row, step.name, self.context["request"].user)
        ]


class PublishInput(serializers.Serializer):
    """What the version changes."""

    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class InstrumentViewSet(ScopedReadViewSet):
    """Questionnaires of the county."""

    model = Instrument
    serializer_class = InstrumentSerializer
    filterset_class = InstrumentFilter
    order = ("kind", "key")


class VersionViewSet(ScopedReadViewSet):
    """Versions of questionnaires; `?current=true` are those that are asked now."""

    model = InstrumentVersion
    serializer_class = VersionSerializer
    filterset_class = VersionFilter
    joins = ("instrument",)
    order = ("instrument__kind", "instrument__key", "-number")

    publish = posts(
        "publish", PublishInput, lambda row, user, given: version_publish(version=row, by=user, **given),
        VersionSerializer, "instrument_version_publish",
    )  # fmt: skip
