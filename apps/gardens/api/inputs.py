"""What the API takes for each step of gardens."""

from rest_framework import serializers

from apps.core.api import RowInput
from apps.gardens.actions import LOCKER_FIELDS, PLOT_FIELDS, ROUND_FIELDS, ZONE_FIELDS
from apps.gardens.models import GardenPlot, GardenRound, GardenZone, ToolLocker
from apps.gardens.rules import FIRST_WORDS
from apps.gardens.vocabulary import Found, Growing, Remedy


class WhyInput(serializers.Serializer):
    """Inputs of a step."""

    why = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)


class SeedInput(WhyInput):
    """The seed of a public draw; empty: drawn by chance."""

    seed = serializers.CharField(required=False, allow_blank=True, default="", max_length=64)


class PublishInput(WhyInput):
    """Which draft is published."""

    draft = serializers.IntegerField()


class DraftInput(serializers.Serializer):
    """The constraints of a draft."""

    name = serializers.CharField(required=False, allow_blank=True, default="", max_length=60)
    together = serializers.BooleanField(default=True)
    accessible = serializers.BooleanField(default=True)
    keep = serializers.BooleanField(default=True)
    served_first = serializers.ChoiceField(choices=list(FIRST_WORDS), required=False)


class WishesInput(serializers.Serializer):
    """What a household wishes."""

    together = serializers.CharField(required=False, allow_blank=True, max_length=12)
    needs_accessible = serializers.BooleanField(required=False)
    keep_present = serializers.BooleanField(required=False)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)


class NeedInput(WishesInput):
    """A household's need; the same `client_id` twice is one request."""

    household = serializers.IntegerField(help_text="Key of the household.")
    client_id = serializers.UUIDField(required=False)


class ObjectionInput(serializers.Serializer):
    """What a household holds against the list."""

    household = serializers.IntegerField(help_text="Key of the household.")
    text = serializers.CharField(max_length=500, allow_blank=True)


class DecideInput(WhyInput):
    """A person's decision on eligibility."""

    eligible = serializers.BooleanField()


class SignInput(WhyInput):
    """Who signed on paper."""

    signer = serializers.CharField(required=False, allow_blank=True, default="", max_length=60)


class UpholdInput(WhyInput):
    """What an upheld objection changes."""

    remedy = serializers.ChoiceField(choices=Remedy.choices, allow_blank=True)
    about = serializers.IntegerField(required=False, help_text="Key of the household concerned.")
    plot = serializers.IntegerField(required=False, help_text="Key of the plot that cannot be used.")


class VisitInput(serializers.Serializer):
    """One look at a plot."""

    found = serializers.ChoiceField(choices=Found.choices)
    done_on = serializers.DateField(required=False)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class YieldInput(serializers.Serializer):
    """What a plot gave in a month."""

    month = serializers.DateField(required=False)
    growing = serializers.ChoiceField(choices=Growing.choices, default=Growing.VEGETABLES)
    yield_kg = serializers.DecimalField(max_digits=7, decimal_places=1, min_value=0, required=False, allow_null=True)
    saved_yuan = serializers.DecimalField(max_digits=8, decimal_places=2, min_value=0, required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class SwapInput(serializers.Serializer):
    """With whom, and how the first agreed."""

    other = serializers.IntegerField(help_text="Key of the other tenure.")
    agreed_note = serializers.CharField(required=False, allow_blank=True, max_length=120, default="")


class ConsentInput(serializers.Serializer):
    """Which of the two agreed, and how."""

    household = serializers.IntegerField(help_text="Key of the household.")
    agreed_note = serializers.CharField(max_length=120, allow_blank=True)


class ReclaimInput(WhyInput):
    """The decision on a proposal to reclaim."""

    agreed = serializers.BooleanField()


class GiveInput(serializers.Serializer):
    """Who gets a locker, from which day on."""

    household = serializers.IntegerField(help_text="Key of the household.")
    day = serializers.DateField(required=False)


class DayInput(serializers.Serializer):
    """On which day (today)."""

    day = serializers.DateField(required=False)


class LayInput(serializers.Serializer):
    """Places of a grid without a plot, as [row, column]."""

    leave_out = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(min_value=1), min_length=2, max_length=2),
        required=False, default=list,
    )  # fmt: skip


class ZoneChange(RowInput):
    """What is known of a zone. With rows, columns and the measures of a plot, its plots are laid when it is new."""

    class Meta:
        model = GardenZone
        fields = ZONE_FIELDS


class ZoneInput(ZoneChange):
    """A zone that is new to the register."""

    class Meta(ZoneChange.Meta):
        fields = ("community", *ZONE_FIELDS)


class PlotChange(RowInput):
    """What is known of a plot."""

    class Meta:
        model = GardenPlot
        fields = PLOT_FIELDS


class PlotInput(PlotChange):
    """A single plot that is new to its zone."""

    class Meta(PlotChange.Meta):
        fields = ("zone", *PLOT_FIELDS)


class LockerChange(RowInput):
    """What is known of a tool locker."""

    class Meta:
        model = ToolLocker
        fields = LOCKER_FIELDS


class LockerInput(LockerChange):
    """A locker that is new to the register."""

    class Meta(LockerChange.Meta):
        fields = ("community", *LOCKER_FIELDS)


class RoundChange(RowInput):
    """Name, days and zones of a round, before anything is published."""

    class Meta:
        model = GardenRound
        fields = (*ROUND_FIELDS, "zones")


class RoundInput(RoundChange):
    """A round that is opened."""

    class Meta(RoundChange.Meta):
        fields = ("community", *ROUND_FIELDS, "zones")
