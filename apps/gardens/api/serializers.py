"""What the API shows of gardens, and takes for each step."""

from typing import Any

from rest_framework import serializers

from apps.core.api import NamedSerializer, WithSteps
from apps.gardens.changes import Beside
from apps.gardens.models import (
    AllocationDraft,
    GardenOffer,
    GardenPlot,
    GardenRequest,
    GardenRound,
    GardenTenure,
    GardenZone,
    LockerHolding,
    Objection,
    PlotSwap,
    Reclaim,
    ToolLocker,
    WaitlistEntry,
)
from apps.gardens.policies import objection_steps_for, offer_steps_for, steps_for, tenure_steps_for
from apps.households.api import CodedSerializer


class ZoneSerializer(serializers.ModelSerializer):
    """A piece of land with plots; what is null was not collected."""

    community = NamedSerializer()
    plots = serializers.IntegerField(source="plots_n")

    class Meta:
        model = GardenZone
        fields = (
            "id", "community", "code", "name", "plots", "rows", "columns", "cell_width_m", "cell_depth_m", "angle",
            "water", "accessible", "latitude", "longitude", "altitude_m", "closed_on", "note",
        )  # fmt: skip
        read_only_fields = fields


class PlotSerializer(serializers.ModelSerializer):
    """A garden plot. `held`: a household has it, or will."""

    community = NamedSerializer()
    zone = NamedSerializer()
    held = serializers.BooleanField()
    usable = serializers.BooleanField(source="is_usable")

    class Meta:
        model = GardenPlot
        fields = (
            "id", "community", "zone", "number", "row", "column", "block", "place", "area_m2", "water", "accessible",
            "condition", "usable", "held", "latitude", "longitude", "altitude_m", "retired_on", "note",
        )  # fmt: skip
        read_only_fields = fields


class LockerSerializer(serializers.ModelSerializer):
    """A tool locker, with the household that has it today."""

    community = NamedSerializer()
    zone = NamedSerializer(allow_null=True)
    holder = serializers.SerializerMethodField()

    class Meta:
        model = ToolLocker
        fields = (
            "id",
            "community",
            "zone",
            "number",
            "size_l",
            "accessible",
            "condition",
            "holder",
            "retired_on",
            "note",
        )
        read_only_fields = fields

    def get_holder(self, locker: Any) -> str | None:
        """The household's code; null: nobody has it."""
        return locker.held[0].household.code if locker.held else None


class HoldingSerializer(serializers.ModelSerializer):
    """Who has which locker, and had it."""

    household = CodedSerializer()
    locker = NamedSerializer()
    since = serializers.DateField(source="started")
    until = serializers.DateField(source="ended", allow_null=True)

    class Meta:
        model = LockerHolding
        fields = ("id", "household", "locker", "since", "until")
        read_only_fields = fields


class RoundSerializer(WithSteps):
    """A round, with the steps that the person who asks may take now."""

    community = NamedSerializer()
    zones = NamedSerializer(many=True)
    state_name = serializers.CharField(source="get_state_display")
    published = serializers.IntegerField(source="published_id", allow_null=True)
    possible_steps = serializers.SerializerMethodField()

    class Meta:
        model = GardenRound
        fields = (
            "id", "community", "name", "state", "state_name", "zones", "registration_ends_on", "use_from", "use_to",
            "seed", "published", "published_on", "objections_until", "sign_by", "possible_steps",
        )  # fmt: skip
        read_only_fields = fields

    def get_possible_steps(self, row: GardenRound) -> list[str]:
        return [step.name for step in steps_for(row, self.context["request"].user)]


class DraftSerializer(serializers.ModelSerializer):
    """A computed allocation: its constraints, its figures beside first-come and lottery, and its proof."""

    round = NamedSerializer()
    proven = serializers.BooleanField(source="is_proven")
    constraints = serializers.JSONField(source="constraints_asked")
    totals = serializers.JSONField()

    class Meta:
        model = AllocationDraft
        fields = (
            "id", "round", "number", "name", "constraints", "seed", "method", "totals", "cost", "bound", "proven",
            "content_hash", "made_at",
        )  # fmt: skip
        read_only_fields = fields


class HouseholdInDraftSerializer(serializers.Serializer):
    """A household of a draft: seconds on foot one way, null without a plot; `change` measured by the walk."""

    code = serializers.CharField()
    building = serializers.CharField(source="place")
    plot = serializers.CharField(allow_blank=True)
    seconds = serializers.IntegerField(allow_null=True)
    sentence = serializers.SerializerMethodField()
    other_plot = serializers.CharField(allow_blank=True)
    other_seconds = serializers.IntegerField(allow_null=True)
    more_seconds = serializers.IntegerField(allow_null=True)
    change = serializers.CharField()

    def get_sentence(self, row: Beside) -> str:
        return str(self.context["told"][row.code])


class RequestSerializer(serializers.ModelSerializer):
    """A household's need in a round, whether it is eligible, and why not."""

    round = NamedSerializer()
    household = CodedSerializer()
    reason_name = serializers.CharField(source="get_reason_display")

    class Meta:
        model = GardenRequest
        fields = (
            "id", "round", "household", "channel", "registered_at", "together", "needs_accessible", "keep_present",
            "note", "eligibility", "reason", "reason_name", "reason_note", "frailty", "weight", "waited",
        )  # fmt: skip
        read_only_fields = fields


class OfferSerializer(WithSteps):
    """A plot offered to a household, to be signed."""

    round = NamedSerializer()
    household = CodedSerializer()
    plot = NamedSerializer()
    is_overdue = serializers.BooleanField()
    possible_steps = serializers.SerializerMethodField()

    class Meta:
        model = GardenOffer
        fields = (
            "id",
            "round",
            "household",
            "plot",
            "state",
            "sign_by",
            "settled_at",
            "why",
            "is_overdue",
            "possible_steps",
        )
        read_only_fields = fields

    def get_possible_steps(self, offer: GardenOffer) -> list[str]:
        return [step.name for step in offer_steps_for(offer, self.context["request"].user)]


class TenureSerializer(WithSteps):
    """Who has which plot, for how long, and whether it is used."""

    round = NamedSerializer(allow_null=True)
    household = CodedSerializer()
    plot = NamedSerializer()
    since = serializers.DateField(source="started")
    until = serializers.DateField(source="ended", allow_null=True)
    possible_steps = serializers.SerializerMethodField()

    class Meta:
        model = GardenTenure
        fields = (
            "id", "round", "household", "plot", "since", "until", "state", "idle_since", "cure_by", "ended_by",
            "possible_steps",
        )  # fmt: skip
        read_only_fields = fields

    def get_possible_steps(self, tenure: GardenTenure) -> list[str]:
        return [step.name for step in tenure_steps_for(tenure, self.context["request"].user)]


class ObjectionSerializer(WithSteps):
    """An objection, the decision on it, and what moved."""

    round = NamedSerializer()
    household = CodedSerializer()
    moved = serializers.JSONField()
    possible_steps = serializers.SerializerMethodField()

    class Meta:
        model = Objection
        fields = (
            "id", "round", "household", "state", "text", "recorded_at", "decided_at", "why", "remedy", "moved",
            "possible_steps",
        )  # fmt: skip
        read_only_fields = fields

    def get_possible_steps(self, objection: Objection) -> list[str]:
        return [step.name for step in objection_steps_for(objection, self.context["request"].user)]


class WaitSerializer(serializers.ModelSerializer):
    """A household on the waitlist."""

    round = NamedSerializer()
    household = CodedSerializer()

    class Meta:
        model = WaitlistEntry
        fields = ("id", "round", "household", "place", "state")
        read_only_fields = fields


class SwapSerializer(serializers.ModelSerializer):
    """Two households that swap their plots when both have agreed."""

    household = CodedSerializer()
    other_household = CodedSerializer()

    class Meta:
        model = PlotSwap
        fields = (
            "id",
            "tenure",
            "other",
            "household",
            "other_household",
            "state",
            "agreed_at",
            "other_agreed_at",
            "why",
        )
        read_only_fields = fields


class ReclaimSerializer(serializers.ModelSerializer):
    """A proposal to reclaim an idle plot; `agreed` null: not decided."""

    household = CodedSerializer()

    class Meta:
        model = Reclaim
        fields = ("id", "tenure", "household", "why", "proposed_at", "agreed", "decided_at", "decision_note")
        read_only_fields = fields
