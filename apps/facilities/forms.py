"""Forms of the staff pages. What a step needs is asked by the policy, which refuses in the same words everywhere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from apps.core.forms import DayField, PhotosField
from apps.core.geo import Coordinates, Datum
from apps.core.rule_fields import Row, RowsField
from apps.facilities.hours import WEEK, parse_spans, spans_text
from apps.facilities.models import Facility
from apps.facilities.vocabulary import PHOTOS_EACH, Result, Severity, StaffRole
from apps.facilities.workflow import State


def hours_field() -> RowsField:
    """A line for each weekday: 08:00-12:00 14:00-17:30; an empty line is a day off."""

    def pack(parts: list[Any]) -> dict[str, Any]:
        found = {}
        for day, text in zip(WEEK, parts or [""] * 7, strict=True):
            try:
                spans = parse_spans(text or "")
            except ValidationError as error:
                raise ValidationError(f"{WEEKDAYS[int(day) - 1]}: {' '.join(error.messages)}") from error
            if spans:
                found[day] = spans
        return found

    def unpack(value: Any) -> list[Any]:
        return [spans_text((value or {}).get(day) or []) for day in WEEK]

    def line(day: str) -> Row:
        box = UnfoldAdminTextInputWidget(attrs={"placeholder": "08:00-12:00 14:00-17:30"})
        field = forms.CharField(required=False, widget=box, label=_("opening hours"))
        return Row(WEEKDAYS[int(day) - 1], (field,))

    return RowsField(
        tuple(line(day) for day in WEEK),
        pack=pack,
        unpack=unpack,
        required=False,
        label=_("opening hours"),
        help_text=_("An empty line is a day off. All lines empty: not collected."),
    )


class FacilityForm(forms.ModelForm):
    """Registering a facility, or changing what is known of it."""

    hours = hours_field()
    datum = forms.ChoiceField(
        choices=Datum.choices, initial=Datum.WGS84, required=False, label=_("coordinates given in"),
        widget=UnfoldAdminSelectWidget,
        help_text=_("What is kept is always WGS-84; a click on the map is too."),
    )  # fmt: skip
    starts_as = forms.ChoiceField(
        choices=State.choices, initial=State.OPEN, label=_("state"), required=False, widget=UnfoldAdminSelectWidget
    )

    class Meta:
        model = Facility
        fields = (
            "community", "kind", "name", "building", "address", "phone", "capacity", "capacity_unit", "hours",
            "hours_note", "on_holidays", "note", "latitude", "longitude", "altitude_m",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Coordinates of a map published in China are turned to WGS-84 once, here; the form then says so."""
        given = super().clean() or self.cleaned_data
        if (
            given.get("datum") == Datum.GCJ02
            and given.get("latitude") is not None
            and given.get("longitude") is not None
        ):
            place = Coordinates(given["latitude"], given["longitude"], Datum.GCJ02).to(Datum.WGS84)
            given["latitude"], given["longitude"] = (round(degree, 6) for degree in place.pair)
        return given


class WhyForm(forms.Form):
    """A step of the workflow."""

    why = forms.CharField(required=False, label=_("Why"), widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}))


class StaffingForm(forms.Form):
    """How many of a role are needed and in post, from a day on."""

    role = forms.ChoiceField(choices=StaffRole.choices, label=_("role"))
    need = forms.IntegerField(min_value=0, max_value=500, label=_("needed"))
    in_post = forms.IntegerField(
        min_value=0, max_value=500, required=False, label=_("in post"), help_text=_("Empty: not collected.")
    )
    day = DayField(label=_("since"))


class InspectionForm(forms.Form):
    """What an inspection found."""

    result = forms.ChoiceField(choices=Result.choices, widget=forms.RadioSelect, label=_("result"))
    findings = forms.CharField(
        required=False, label=_("findings"), widget=forms.Textarea(attrs={"rows": 2, "maxlength": 1000})
    )
    done_on = DayField(label=_("made"))
    photos = PhotosField(most=PHOTOS_EACH)


class DefectForm(forms.Form):
    """Something is broken."""

    text = forms.CharField(label=_("what is wrong"), widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}))
    severity = forms.ChoiceField(
        choices=Severity.choices, widget=forms.RadioSelect, initial=Severity.HINDERS, label=_("how bad")
    )
    photos = PhotosField(most=PHOTOS_EACH)


class DefectStepForm(forms.Form):
    """What became of a defect, with photos of the repair."""

    why = forms.CharField(required=False)
    photos = PhotosField(most=PHOTOS_EACH)
