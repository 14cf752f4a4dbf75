"""What the API shows of community life."""

from typing import Any

from rest_framework import serializers

from apps.core.api import NamedSerializer, WithSteps
from apps.households.api import CodedSerializer
from apps.neighbourhood import policies
from apps.neighbourhood.models import (
    Activity,
    Award,
    Competition,
    CompetitionEntry,
    CompetitionObjection,
    Criterion,
    Meeting,
    MeetingDecision,
    PointsAccount,
    PointsEntry,
    Redemption,
    ResidentsGroup,
    Reward,
    SignUp,
)


def steps(of: Any) -> Any:
    """The names of the steps that the person who asks may take now."""

    def possible(self: Any, row: Any) -> list[str]:
        return [step.name for step in of(row, self.context["request"].user)]

    possible.__annotations__ = {"return": list[str]}
    return possible


class CriterionSerializer(serializers.ModelSerializer):
    """One thing that judges look at."""

    class Meta:
        model = Criterion
        fields = ("id", "place", "name", "most")
        read_only_fields = fields


class CompetitionSerializer(WithSteps):
    """A competition; `prizes` are points for the first, second, … place."""

    community = NamedSerializer()
    criteria = CriterionSerializer(many=True)
    possible_steps = serializers.SerializerMethodField()
    get_possible_steps = steps(policies.steps_for)

    class Meta:
        model = Competition
        fields = (
            "id", "community", "name", "kind", "unit", "state", "judged_from", "judged_until", "criteria", "prizes",
            "published_on", "objections_until", "settled_on", "why", "note", "possible_steps",
        )  # fmt: skip
        read_only_fields = fields


class EntrySerializer(serializers.ModelSerializer):
    """An entry; `final_score` is null until results are published."""

    household = CodedSerializer(allow_null=True)
    building = NamedSerializer()
    final_score = serializers.DecimalField(max_digits=7, decimal_places=2, allow_null=True)

    class Meta:
        model = CompetitionEntry
        fields = ("id", "competition", "household", "building", "place_label", "withdrawn", "final_score")
        read_only_fields = fields


class CompetitionObjectionSerializer(WithSteps):
    """What a household holds against results."""

    household = CodedSerializer()
    possible_steps = serializers.SerializerMethodField()
    get_possible_steps = steps(policies.objection_steps_for)

    class Meta:
        model = CompetitionObjection
        fields = (
            "id", "competition", "entry", "household", "state", "text", "channel", "recorded_at", "decided_at", "why",
            "remedy", "possible_steps",
        )  # fmt: skip
        read_only_fields = fields


class AwardSerializer(WithSteps):
    """Points for a household and what for."""

    household = CodedSerializer()
    possible_steps = serializers.SerializerMethodField()
    get_possible_steps = steps(policies.award_steps_for)

    class Meta:
        model = Award
        fields = (
            "id", "household", "state", "points", "cause", "text", "competition", "activity", "needs_check", "made_by",
            "made_at", "checked_by", "checked_at", "why", "possible_steps",
        )  # fmt: skip
        read_only_fields = fields


class AccountSerializer(serializers.ModelSerializer):
    """What a household has now."""

    household = CodedSerializer()

    class Meta:
        model = PointsAccount
        fields = ("id", "household", "balance")
        read_only_fields = fields


class PointsEntrySerializer(serializers.ModelSerializer):
    """A line of the ledger; `reverses` is the line that it takes back."""

    household = CodedSerializer()

    class Meta:
        model = PointsEntry
        fields = ("id", "household", "kind", "points", "text", "award", "redemption", "reverses", "by", "at")
        read_only_fields = fields


class RewardSerializer(serializers.ModelSerializer):
    """What points are redeemed for, and how many are left."""

    community = NamedSerializer()

    class Meta:
        model = Reward
        fields = ("id", "community", "name", "points", "unit", "stock", "retired", "note")
        read_only_fields = fields


class RedemptionSerializer(WithSteps):
    """What a household took for its points."""

    household = CodedSerializer()
    reward = NamedSerializer()
    possible_steps = serializers.SerializerMethodField()
    get_possible_steps = steps(policies.redemption_steps_for)

    class Meta:
        model = Redemption
        fields = (
            "id", "household", "reward", "state", "pieces", "points", "channel", "asked_at", "settled_at", "why",
            "possible_steps",
        )  # fmt: skip
        read_only_fields = fields


class GroupSerializer(serializers.ModelSerializer):
    """A group that residents run themselves."""

    community = NamedSerializer()
    building = NamedSerializer(allow_null=True)

    class Meta:
        model = ResidentsGroup
        fields = ("id", "community", "name", "kind", "building", "purpose", "founded_on", "ended_on", "why")
        read_only_fields = fields


class DecisionSerializer(WithSteps):
    """What a meeting decided; votes are null where nobody counted."""

    possible_steps = serializers.SerializerMethodField()
    get_possible_steps = steps(policies.decision_steps_for)

    class Meta:
        model = MeetingDecision
        fields = (
            "id", "meeting", "text", "state", "ayes", "noes", "abstained", "owner", "due_on", "outcome", "settled_at",
            "possible_steps",
        )  # fmt: skip
        read_only_fields = fields


class MeetingSerializer(WithSteps):
    """A meeting; `group` null: of all residents."""

    community = NamedSerializer()
    group = NamedSerializer(allow_null=True)
    homes_n = serializers.IntegerField(help_text="households that came")
    possible_steps = serializers.SerializerMethodField()
    get_possible_steps = steps(policies.meeting_steps_for)

    class Meta:
        model = Meeting
        fields = (
            "id", "community", "title", "group", "state", "venue", "starts_at", "agenda", "minutes", "others",
            "homes_n", "why", "possible_steps",
        )  # fmt: skip
        read_only_fields = fields


class ActivitySerializer(WithSteps):
    """An activity; `places` null: as many as come."""

    community = NamedSerializer()
    group = NamedSerializer(allow_null=True)
    possible_steps = serializers.SerializerMethodField()
    get_possible_steps = steps(policies.activity_steps_for)

    class Meta:
        model = Activity
        fields = (
            "id", "community", "name", "kind", "state", "group", "venue", "starts_at", "ends_at", "sign_up_until",
            "places", "taken", "points", "others", "why", "note", "possible_steps",
        )  # fmt: skip
        read_only_fields = fields


class SignUpSerializer(serializers.ModelSerializer):
    """A household that signed up; `came` null: not noted."""

    household = CodedSerializer()

    class Meta:
        model = SignUp
        fields = ("id", "activity", "household", "state", "people", "came", "channel", "signed_at")
        read_only_fields = fields
