"""What the API shows of visits."""

from typing import Any

from rest_framework import serializers

from apps.core.api import NamedSerializer, WithSteps
from apps.followups.models import Answer, Caseload, Level, Occasion, Task, Visit, VisitClash
from apps.followups.policies import steps_for, task_steps_for
from apps.households.api import CodedSerializer


class VisitSerializer(WithSteps):
    """A visit: why and when, what became of it, and the steps that the person who asks may take now."""

    community = NamedSerializer()
    household = CodedSerializer()
    worker = NamedSerializer(allow_null=True)
    done_by = NamedSerializer(allow_null=True)
    state_name = serializers.CharField(source="get_state_display")
    overdue = serializers.BooleanField(source="is_overdue")
    possible_steps = serializers.SerializerMethodField()

    class Meta:
        model = Visit
        fields = (
            "id", "community", "household", "worker", "kind", "causes", "instruments", "opens_on", "due_on",
            "first_due_on", "shift_why", "state", "state_name", "overdue", "attempts", "place", "started_at",
            "ended_at", "done_on", "done_by", "channel", "met", "present_status", "refused_why", "note",
            "possible_steps",
        )  # fmt: skip
        read_only_fields = fields

    def get_possible_steps(self, row: Visit) -> list[str]:
        return [step.name for step in steps_for(row, self.context["request"].user)]


class TaskSerializer(WithSteps):
    """Something to be done for a household, and the steps that the person who asks may take now."""

    household = CodedSerializer()
    owner = NamedSerializer(allow_null=True)
    state_name = serializers.CharField(source="get_state_display")
    overdue = serializers.BooleanField(source="is_overdue")
    possible_steps = serializers.SerializerMethodField()

    class Meta:
        model = Task
        fields = (
            "id", "household", "visit", "kind", "text", "owner", "due_on", "state", "state_name", "overdue", "done_on",
            "escalated_at", "possible_steps",
        )  # fmt: skip
        read_only_fields = fields

    def get_possible_steps(self, row: Task) -> list[str]:
        return [step.name for step in task_steps_for(row, self.context["request"].user)]


class ClashSerializer(serializers.ModelSerializer):
    """Two answers to the same: what the visit says (`mine`), the register (`theirs`), and what had been read."""

    household = CodedSerializer()
    mine: Any = serializers.JSONField()
    theirs: Any = serializers.JSONField()
    base: Any = serializers.JSONField()

    class Meta:
        model = VisitClash
        fields = (
            "id",
            "household",
            "visit",
            "field",
            "mine",
            "theirs",
            "base",
            "why",
            "state",
            "made_at",
            "settled_at",
        )
        read_only_fields = fields


class SpanSerializer(serializers.ModelSerializer):
    """A fact about a household that holds for a time; until null: to this day."""

    household = CodedSerializer()
    since = serializers.DateField(source="started")
    until = serializers.DateField(source="ended", allow_null=True)


class CaseloadSerializer(SpanSerializer):
    """Who looks after a household."""

    worker = NamedSerializer()

    class Meta:
        model = Caseload
        fields = ("id", "household", "worker", "since", "until", "why")
        read_only_fields = fields


class LevelSerializer(SpanSerializer):
    """How closely a household is followed."""

    class Meta:
        model = Level
        fields = ("id", "household", "level", "since", "until", "why")
        read_only_fields = fields


class OccasionSerializer(serializers.ModelSerializer):
    """What happened to a household and asked for a visit."""

    household = CodedSerializer()
    by = NamedSerializer(allow_null=True)

    class Meta:
        model = Occasion
        fields = ("id", "household", "kind", "happened_on", "note", "told_by", "by", "withdrawn", "created_at")
        read_only_fields = fields


class AnswerSerializer(serializers.ModelSerializer):
    """One questionnaire as it was answered, in the version that was asked; words stay out, they are kept encrypted."""

    household = CodedSerializer()
    instrument = serializers.CharField(source="version.instrument.key")
    version = serializers.IntegerField(source="version.number")
    answers: Any = serializers.JSONField()
    scores: Any = serializers.JSONField()

    class Meta:
        model = Answer
        fields = (
            "id", "household", "member", "visit", "instrument", "version", "answers", "scores", "asked", "missing",
            "answered_on", "replaces",
        )  # fmt: skip
        read_only_fields = fields
