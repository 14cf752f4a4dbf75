"""What the API takes to register rows of community life and for each step."""

from typing import Any

from rest_framework import serializers

from apps.core.api import RowInput
from apps.neighbourhood.actions import (
    ACTIVITY_FIELDS,
    COMPETITION_FIELDS,
    DECISION_FIELDS,
    GROUP_FIELDS,
    MEETING_FIELDS,
    REWARD_FIELDS,
)
from apps.neighbourhood.models import Activity, Competition, Meeting, MeetingDecision, ResidentsGroup, Reward
from apps.neighbourhood.vocabulary import MOST_PEOPLE, Cause, Remedy

MOST_PIECES = 100_000


class WhyInput(serializers.Serializer):
    """A reason, where a step needs one."""

    why = serializers.CharField(required=False, allow_blank=True, default="", max_length=300)


class UpholdInput(WhyInput):
    """What changes."""

    remedy = serializers.ChoiceField(choices=Remedy.choices)
    score = serializers.DecimalField(max_digits=7, decimal_places=2, min_value=0, required=False, allow_null=True)


class CriterionInput(serializers.Serializer):
    """One thing that judges look at, with the most marks."""

    name = serializers.CharField(max_length=30)
    most = serializers.IntegerField(min_value=1, max_value=100)


class CompetitionChange(RowInput):
    """What is known of a competition; `criteria` replaces all of them."""

    criteria = CriterionInput(many=True, required=False)

    class Meta:
        model = Competition
        fields: tuple[str, ...] = (*COMPETITION_FIELDS, "criteria")

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """Criteria as the actions take them."""
        if "criteria" not in given:
            return given
        return given | {"criteria": [(one["name"], one["most"]) for one in given["criteria"]]}


class CompetitionInput(CompetitionChange):
    """A competition that is planned."""

    class Meta(CompetitionChange.Meta):
        fields = ("community", *COMPETITION_FIELDS, "unit", "criteria")


class EnterInput(serializers.Serializer):
    """Who is entered: the key of a household or of a building."""

    household = serializers.IntegerField(required=False, allow_null=True)
    building = serializers.IntegerField(required=False, allow_null=True)


class JudgeInput(serializers.Serializer):
    """Who judges: a member of the staff, or a resident by name and household."""

    staff = serializers.IntegerField(required=False, allow_null=True)
    household = serializers.IntegerField(required=False, allow_null=True)
    name = serializers.CharField(required=False, allow_blank=True, default="", max_length=40)


class MarksInput(serializers.Serializer):
    """A judge's marks by key of the criterion."""

    judge = serializers.IntegerField()
    marks = serializers.DictField(child=serializers.IntegerField(min_value=0))


class ObjectInput(serializers.Serializer):
    """Who objects, to what."""

    household = serializers.IntegerField()
    text = serializers.CharField(max_length=500, allow_blank=True, default="")


class AwardInput(serializers.Serializer):
    """Points for a household."""

    household = serializers.IntegerField()
    points = serializers.IntegerField(min_value=1, max_value=10_000)
    cause = serializers.ChoiceField(choices=Cause.choices, default=Cause.OTHER)
    text = serializers.CharField(required=False, allow_blank=True, default="", max_length=100)


class RewardChange(RowInput):
    """What is known of a reward."""

    class Meta:
        model = Reward
        fields: tuple[str, ...] = REWARD_FIELDS


class RewardInput(RewardChange):
    """A reward that is new."""

    class Meta(RewardChange.Meta):
        fields = ("community", *REWARD_FIELDS)


class StockInput(serializers.Serializer):
    """How many came in, or (negative) are gone, and why."""

    pieces = serializers.IntegerField(min_value=-MOST_PIECES, max_value=MOST_PIECES)
    why = serializers.CharField(max_length=100, allow_blank=True, default="")


class RedeemInput(serializers.Serializer):
    """What a household redeems; `client_id` makes sending it twice harmless."""

    household = serializers.IntegerField()
    reward = serializers.IntegerField()
    pieces = serializers.IntegerField(min_value=1, max_value=100, default=1)
    client_id = serializers.UUIDField(required=False, allow_null=True, default=None)


class GroupChange(RowInput):
    """What is known of a group."""

    class Meta:
        model = ResidentsGroup
        fields: tuple[str, ...] = GROUP_FIELDS


class GroupInput(GroupChange):
    """A group that is new."""

    class Meta(GroupChange.Meta):
        fields = ("community", *GROUP_FIELDS)


class MeetingChange(RowInput):
    """What is known of a meeting."""

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = MEETING_FIELDS


class MeetingInput(MeetingChange):
    """A meeting that is called."""

    class Meta(MeetingChange.Meta):
        fields = ("community", *MEETING_FIELDS)


class MinutesInput(serializers.Serializer):
    """The minutes."""

    minutes = serializers.CharField(max_length=5_000, allow_blank=True, default="")


class AttendInput(serializers.Serializer):
    """How many of a household came; 0: nobody. `at`: when it was noted, where it is sent later."""

    household = serializers.IntegerField()
    people = serializers.IntegerField(min_value=0, max_value=MOST_PEOPLE)
    at = serializers.DateTimeField(required=False)


class DecideInput(serializers.Serializer):
    """What was decided, who sees to it until when, and the votes."""

    text = serializers.CharField(max_length=300, allow_blank=True, default="")
    owner = serializers.IntegerField(required=False, allow_null=True)
    due_on = serializers.DateField(required=False, allow_null=True)
    ayes = serializers.IntegerField(min_value=0, required=False, allow_null=True)
    noes = serializers.IntegerField(min_value=0, required=False, allow_null=True)
    abstained = serializers.IntegerField(min_value=0, required=False, allow_null=True)


class DecisionInput(RowInput):
    """The same of a decision that is not closed."""

    class Meta:
        model = MeetingDecision
        fields = DECISION_FIELDS


class ActivityChange(RowInput):
    """What is known of an activity."""

    class Meta:
        model = Activity
        fields: tuple[str, ...] = ACTIVITY_FIELDS


class ActivityInput(ActivityChange):
    """An activity that is announced."""

    class Meta(ActivityChange.Meta):
        fields = ("community", *ACTIVITY_FIELDS)


class SignUpInput(serializers.Serializer):
    """Who signs up, with how many; `client_id` makes sending it twice harmless."""

    household = serializers.IntegerField()
    people = serializers.IntegerField(min_value=1, max_value=20, default=1)
    client_id = serializers.UUIDField(required=False, allow_null=True, default=None)
