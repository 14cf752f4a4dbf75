"""What the API takes for each step of visits."""

from rest_framework import serializers

from apps.followups.vocabulary import REPORTED, ClashState, RiskLevel, TaskKind, VisitPlace
from apps.households.vocabulary import ResidenceStatus

BASE = (
    "What had been read of the registers, by field. Of a field left out, what the register said before the day of the "
    "visit counts as read. Where a register says something else by now, nothing is overwritten: both stay as a clash."
)


class VisitWhyInput(serializers.Serializer):
    """Inputs of a step."""

    why = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)


class VisitStepInput(VisitWhyInput):
    """Inputs of a step. Sent again with the same `client_id`, it counts once, and the row is shown as it is now."""

    client_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class VisitShiftInput(VisitStepInput):
    """Another day, and why."""

    due_on = serializers.DateField(required=False, allow_null=True, default=None)


class VisitWorkerInput(VisitStepInput):
    """Key of who is to make it."""

    worker = serializers.IntegerField(required=False, allow_null=True, default=None)


class TaskOwnerInput(VisitStepInput):
    """Key of who is to do it."""

    owner = serializers.IntegerField(required=False, allow_null=True, default=None)


class FilledInput(serializers.Serializer):
    """One questionnaire: `version` is the hash of the version that was asked (empty: the one to ask now)."""

    version = serializers.CharField(required=False, allow_blank=True, default="", max_length=64)
    answers = serializers.DictField()


class VisitTaskInput(serializers.Serializer):
    """Something to be done; `owner` left out: by who opens it."""

    text = serializers.CharField(max_length=200)
    kind = serializers.ChoiceField(choices=TaskKind.choices, default=TaskKind.FOLLOW_UP)
    due_on = serializers.DateField(required=False, allow_null=True, default=None)
    owner = serializers.IntegerField(required=False, allow_null=True, default=None)


class HouseholdTaskInput(VisitTaskInput):
    """A task for a household. The same `client_id` twice is one task."""

    client_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    household = serializers.IntegerField(help_text="Key of the household.")


class VisitRecordInput(serializers.Serializer):
    """A visit that was made. The same `client_id` twice is one visit."""

    client_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    done_on = serializers.DateField(required=False, allow_null=True, default=None)
    started_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    ended_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    place = serializers.ChoiceField(choices=VisitPlace.choices, default=VisitPlace.HOME)
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=1000)
    met = serializers.ListField(child=serializers.IntegerField(), required=False, default=list)
    present_status = serializers.ChoiceField(choices=ResidenceStatus.choices, required=False, default="")
    refused_why = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)
    instruments = serializers.DictField(child=FilledInput(), required=False, default=dict, help_text="By key.")
    tasks = VisitTaskInput(many=True, required=False, default=list)
    base = serializers.DictField(required=False, default=dict, help_text=BASE)


class UnplannedVisitInput(VisitRecordInput):
    """A visit of which nobody had planned that it be made; an open one of the household counts as made."""

    household = serializers.IntegerField(help_text="Key of the household.")


class VisitCorrectInput(VisitStepInput):
    """Answers put right, by the key of the questionnaire, in the version that was asked."""

    instruments = serializers.DictField(child=serializers.DictField(), required=False, default=dict)


class ClashSettleInput(serializers.Serializer):
    """Which of the two holds: the visit's ("mine") or the register's ("theirs")."""

    keep = serializers.ChoiceField(choices=[ClashState.MINE.value, ClashState.THEIRS.value])


class CaseloadInput(VisitWhyInput):
    """Who looks after a household from today."""

    household = serializers.IntegerField(help_text="Key of the household.")
    worker = serializers.IntegerField(help_text="Key of the worker.")


class OccasionInput(serializers.Serializer):
    """Something that happened to a household on a day (today)."""

    household = serializers.IntegerField(help_text="Key of the household.")
    kind = serializers.ChoiceField(choices=REPORTED)
    happened_on = serializers.DateField(required=False, allow_null=True, default=None)
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)
    told_by = serializers.CharField(required=False, allow_blank=True, default="", max_length=40)


class RiskLevelInput(VisitWhyInput):
    """How closely a household is followed from a day (today) on, and why."""

    household = serializers.IntegerField(help_text="Key of the household.")
    level = serializers.ChoiceField(choices=RiskLevel.choices)
    start = serializers.DateField(required=False, allow_null=True, default=None)
