"""What pages and phones ask about gardens. Words and limits come from the models; actions do the rest."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import clock, rules
from apps.core.forms import DayField
from apps.core.requests import key_of
from apps.gardens.models import (
    AllocationDraft,
    GardenPlot,
    GardenRequest,
    GardenRound,
    GardenTenure,
    GardenZone,
    YieldNote,
)
from apps.gardens.models.zone import MOST_ROWS
from apps.gardens.rules import FIRST_WORDS, PLOT_M2, WHO_FIRST
from apps.gardens.vocabulary import Condition, Found, Growing, Remedy, Water
from apps.households.asking import household_field

ROWS, COLUMNS = 4, 10  # a drawing begins with so many
DEPTH_M = 3


def _field(model: Any, name: str, **options: Any) -> Any:
    return model._meta.get_field(name).formfield(**options)


class LayoutForm(forms.Form):
    """The measures of a grid."""

    rows = forms.IntegerField(label=_("rows"), min_value=1, max_value=MOST_ROWS)
    columns = forms.IntegerField(label=_("columns"), min_value=1, max_value=MOST_ROWS)
    cell_width_m = forms.DecimalField(label=_("plot width (m)"), min_value=0.5, max_value=100, decimal_places=1)
    cell_depth_m = forms.DecimalField(label=_("plot depth (m)"), min_value=0.5, max_value=100, decimal_places=1)
    angle = forms.IntegerField(
        label=_("turned by (°)"), min_value=0, max_value=359, help_text=_("0: rows run from west to east")
    )

    @staticmethod
    def of(zone: GardenZone) -> dict[str, Any]:
        """The measures that a zone has, or those to begin with: plots of the usual area."""
        width = round(rules.value_of(PLOT_M2.key) / DEPTH_M, 1)
        usual = {"rows": ROWS, "columns": COLUMNS, "cell_width_m": width, "cell_depth_m": DEPTH_M, "angle": 0}
        return {name: getattr(zone, name) or value for name, value in usual.items()}

    def size(self) -> tuple[int, int]:
        """Rows and columns as typed, within what can be drawn."""
        if self.is_bound:
            found = [key_of(self.data.get(name)) or self.initial[name] for name in ("rows", "columns")]
        else:
            found = [self.initial["rows"], self.initial["columns"]]
        return min(found[0], MOST_ROWS), min(found[1], MOST_ROWS)


class PlotForm(forms.Form):
    """A single plot."""

    number = _field(GardenPlot, "number")
    block = _field(GardenPlot, "block")
    place = _field(GardenPlot, "place", initial=1)
    area_m2 = _field(GardenPlot, "area_m2")
    water = forms.ChoiceField(label=_("water"), choices=[("", _("not collected")), *Water.choices], required=False)
    accessible = forms.BooleanField(label=_("fit for disabled people"), required=False)
    condition = forms.ChoiceField(label=_("condition"), choices=Condition.choices, initial=Condition.GOOD)


class GiveLockerForm(forms.Form):
    """Who gets a locker."""

    household = household_field(_("household"))
    day = DayField(label=_("since"), initial=clock.today)


class DayForm(forms.Form):
    """On which day."""

    day = DayField(label=_("on"), initial=clock.today)


class WishesForm(forms.Form):
    """What a household wishes."""

    needs_accessible = forms.BooleanField(label=_("needs an accessible plot"), required=False)
    keep_present = forms.BooleanField(label=_("keeps its present plot"), required=False)
    together = _field(GardenRequest, "together")
    note = _field(GardenRequest, "note")


class NeedForm(WishesForm):
    """A household's need, registered by staff."""

    household = household_field(_("household"))
    field_order = ("household", "needs_accessible", "keep_present", "together", "note")


class SeedForm(forms.Form):
    """The lottery seed: drawn here, or from a public draw."""

    seed = forms.CharField(
        label=_("lottery seed"), max_length=64, required=False,
        help_text=_("Numbers of a public draw, if there is one. Empty: drawn now by chance. It then stays."),
    )  # fmt: skip


class DecideForm(forms.Form):
    """A person decides on eligibility."""

    eligible = forms.ChoiceField(
        label=_("decision"), widget=forms.RadioSelect,
        choices=[("yes", _("eligible")), ("no", pgettext_lazy("request for a plot", "not eligible"))],
    )  # fmt: skip
    why = forms.CharField(label=_("why"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class ObjectionForm(forms.Form):
    """What a household holds against the list, recorded by staff."""

    household = household_field(_("household"))
    text = forms.CharField(
        label=_("what it objects to"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500})
    )


class UpholdForm(forms.Form):
    """An objection is right: what changes."""

    remedy = forms.ChoiceField(label=_("what changes"), choices=Remedy.choices, widget=forms.RadioSelect)
    about = household_field(_("household concerned"), required=False)
    plot = forms.CharField(label=_("plot that cannot be used"), max_length=12, required=False)
    why = forms.CharField(label=_("why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class SignForm(forms.Form):
    """Who signed on paper."""

    signer = forms.CharField(label=_("who signed"), max_length=60, required=False)


class ConsentedForm(SignForm):
    """Who signed at the door, having read what is agreed."""

    signer = forms.CharField(label=_("who signed"), max_length=60)
    consented = forms.BooleanField(
        label=_("has read the agreement, agrees, and has signed it"),
        error_messages={"required": _("Show the agreement first; tick when the household agrees.")},
    )


class VisitForm(forms.Form):
    """One look at a plot."""

    found = forms.ChoiceField(
        label=pgettext_lazy("garden plot", "found"), choices=Found.choices, widget=forms.RadioSelect
    )
    done_on = DayField(label=_("seen on"), initial=clock.today)
    note = forms.CharField(label=_("note"), max_length=200, required=False)


class YieldForm(forms.Form):
    """What a plot gave in a month."""

    month = forms.DateField(
        label=_("month"), input_formats=["%Y-%m", "%Y-%m-%d"], initial=lambda: clock.today().strftime("%Y-%m"),
        widget=forms.DateInput(format="%Y-%m", attrs={"type": "month"}),
    )  # fmt: skip
    growing = forms.ChoiceField(label=_("grown"), choices=Growing.choices, initial=Growing.VEGETABLES)
    yield_kg = _field(YieldNote, "yield_kg", min_value=0)
    saved_yuan = _field(YieldNote, "saved_yuan", min_value=0)
    note = _field(YieldNote, "note")


class SwapForm(forms.Form):
    """With whom a household swaps."""

    other = forms.ModelChoiceField(label=_("with the plot"), queryset=GardenTenure.objects.none())
    agreed_note = forms.CharField(
        label=_("how the first agreed"), max_length=120, required=False, help_text=_("on paper, by telephone, here")
    )

    def __init__(self, tenure: GardenTenure, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = GardenTenure.objects.visible_to(user).live().filter(community=tenure.community_id)
        field: Any = self.fields["other"]
        field.queryset = rows.exclude(pk=tenure.pk).select_related("plot", "household").order_by("plot__number")
        field.label_from_instance = lambda row: f"{row.plot.number} · {row.household.code}"


class AgreedForm(forms.Form):
    """How a household agreed."""

    agreed_note = forms.CharField(label=_("how it agreed"), max_length=120)


class ReclaimForm(forms.Form):
    """The decision on a proposal to reclaim."""

    agreed = forms.ChoiceField(
        label=_("decision"), choices=[("yes", _("reclaim the plot")), ("no", _("leave it"))], widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("why"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class DraftForm(forms.Form):
    """The constraints of a draft; each can be lifted to see what it costs."""

    name = forms.CharField(label=_("what is tried"), max_length=60, required=False)
    together = forms.BooleanField(
        label=_("those who ask to be together get adjoining plots"), required=False, initial=True
    )
    accessible = forms.BooleanField(label=_("accessible plots go to those who need them"), required=False, initial=True)
    keep = forms.BooleanField(label=_("who asks to keep the present plot keeps it"), required=False, initial=True)
    priority = forms.ChoiceField(
        label=_("served first where plots do not suffice"), choices=list(FIRST_WORDS.items()), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"priority": rules.value_of(WHO_FIRST.key), "together": True, "accessible": True,
                                      "keep": True})  # fmt: skip
        super().__init__(*args, **kwargs)


class PublishForm(forms.Form):
    """Which draft is published."""

    draft = forms.ModelChoiceField(label=_("draft"), queryset=AllocationDraft.objects.none(), widget=forms.HiddenInput)

    def __init__(self, round: GardenRound, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["draft"]
        field.queryset = AllocationDraft.objects.filter(round=round)
