"""What pages and dialogs ask about a field. Words and limits come from the models; actions do the rest."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.forms import DayField
from apps.core.geo import Datum
from apps.core.requests import key_of
from apps.farmland.models import Crop, Parcel, ParcelUse, Village
from apps.farmland.placing import Place
from apps.farmland.vocabulary import LandKind, Right, Use

FACTS = ("area_mu", "kind", "crop", "right", "village", "name", "code", "note")


def _field(model: Any, name: str, **options: Any) -> Any:
    return model._meta.get_field(name).formfield(**options)


class NamedForm(forms.Form):
    """Several of these stand on one page: the ids of their fields begin with the name of the form."""

    begins = "field"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.begins}_%s")
        super().__init__(*args, **kwargs)


class FactsForm(NamedForm):
    """What is said of a field."""

    area_mu = forms.DecimalField(
        label=_("area (mu)"), min_value=0, max_digits=8, decimal_places=2, help_text=_("1 mu is 666.7 m²")
    )
    kind = forms.ChoiceField(label=_("kind of land"), choices=LandKind.choices)
    crop = forms.ModelChoiceField(
        label=_("crop"), queryset=Crop.objects.none(), required=False, empty_label=_("not known")
    )
    right = forms.ChoiceField(label=_("right to the land"), choices=Right.choices)
    village = forms.ModelChoiceField(
        label=_("village"), queryset=Village.objects.none(), required=False, empty_label=_("not known")
    )
    name = forms.CharField(label=_("what people call it"), max_length=40, required=False)
    code = forms.CharField(
        label=_("parcel code"), max_length=24, required=False, help_text=_("from the certificate of contracted land")
    )
    note = forms.CharField(label=_("note"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["crop"].queryset = Crop.objects.filter(retired=False).order_by("name", "pk")
        fields["village"].queryset = Village.objects.order_by("name", "pk")


def facts_of(parcel: Parcel) -> dict[str, Any]:
    """First values of FactsForm."""
    values = {name: getattr(parcel, name) for name in FACTS}
    return {**values, "crop": parcel.crop_id, "village": parcel.village_id}


class PlaceFields(NamedForm):
    """Where a field lies: coordinates as text, in the system that they are named in."""

    coordinates = forms.CharField(
        label=_("coordinates"), max_length=120, required=False, help_text=_("such as 30.2715, 109.4862")
    )
    datum = forms.ChoiceField(label=_("coordinates given in"), choices=Datum.choices, initial=Datum.WGS84)
    altitude = forms.FloatField(
        label=_("altitude (m)"), required=False, min_value=-200, max_value=9000,
        help_text=_("Without it the way is taken as level."),
    )  # fmt: skip

    def place(self) -> Place | None:
        """By the coordinates, else by the village where it has a place; None where neither is said."""
        answers = self.cleaned_data
        if answers.get("coordinates"):
            try:
                return Place.by_coordinates(
                    answers["coordinates"], Datum(answers["datum"]), altitude_m=answers["altitude"]
                )
            except InvalidInput as error:
                error.field = "coordinates"
                raise
        village = answers.get("village")
        if village is not None and village.latitude is not None:
            return Place.by_village(village, altitude_m=answers["altitude"])
        return None


class RegisterForm(FactsForm, PlaceFields):
    """A field that is new to the register."""

    use = forms.ChoiceField(label=_("use"), choices=[("", _("not known")), *Use.choices], required=False)
    use_since = DayField(label=_("used so since"), required=False)
    field_order = ("area_mu", "kind", "crop", "right", "use", "use_since", "village", "coordinates", "datum",
                   "altitude", "name", "code", "note")  # fmt: skip

    def inputs(self) -> dict[str, Any]:
        """What the action takes."""
        answers = self.cleaned_data
        kept = {name: answers[name] for name in (*FACTS, "use", "use_since")}
        return {**kept, "place": self.place()}


class PlaceForm(PlaceFields):
    """The place of a field that is registered: pointed at on the map, by coordinates, or by its village."""

    begins = "place"

    latitude = forms.FloatField(label=_("latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("longitude"), required=False, min_value=-180, max_value=180)
    village = forms.ModelChoiceField(
        label=_("by its village"), queryset=Village.objects.none(), required=False, empty_label=_("no")
    )
    field_order = ("latitude", "longitude", "altitude", "coordinates", "datum", "village")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["village"].queryset = Village.objects.filter(latitude__isnull=False).order_by("name", "pk")

    def place(self) -> Place | None:
        """What was typed comes before what was pointed at: it is more exact."""
        found = super().place()
        answers = self.cleaned_data
        if found is not None or answers.get("latitude") is None or answers.get("longitude") is None:
            return found
        return Place.on_map(answers["latitude"], answers["longitude"], Datum.WGS84, altitude_m=answers["altitude"])


class UseForm(NamedForm):
    """Who works a field from a day on."""

    begins = "use"

    parcel = forms.ModelChoiceField(label=_("field of land"), queryset=Parcel.objects.none())
    use = forms.ChoiceField(label=_("use"), choices=Use.choices, widget=forms.RadioSelect)
    start = DayField(label=_("since"))
    partner = forms.CharField(
        label=_("leased to or from"), max_length=60, required=False,
        help_text=_("a household, a cooperative, a company"),
    )  # fmt: skip
    yuan_a_year = _field(ParcelUse, "yuan_a_year")
    note = forms.CharField(label=_("note"), max_length=120, required=False)

    def __init__(self, rows: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parcel"].queryset = rows  # type: ignore[attr-defined]
        self.initial.setdefault("start", clock.today())
        only = key_of(self.initial.get("parcel"))
        if only is not None:
            self.fields["parcel"].widget = forms.HiddenInput()


class GiveUpForm(NamedForm):
    """From which day a field is no longer theirs."""

    begins = "given_up"

    on = DayField(label=_("given up on"))
