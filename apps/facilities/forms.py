"""Forms of the staff pages. What a step needs is asked by the policy, which refuses in the same words everywhere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from apps.core.forms import DayField
from apps.core.rule_fields import Row, RowsField
from apps.facilities.hours import WEEK, parse_spans, spans_text
from apps.facilities.models import Facility
from apps.facilities.vocabulary import Result, Severity, StaffRole
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
    starts_as = forms.ChoiceField(choices=State.choices, initial=State.OPEN, label=_("state"), required=False)

    class Meta:
        model = Facility
        fields = (
            "community", "kind", "name", "building", "address", "phone", "capacity", "capacity_unit", "hours",
            "hours_note", "note", "latitude", "longitude", "altitude_m",
        )  # fmt: skip


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


class DefectForm(forms.Form):
    """Something is broken."""

    text = forms.CharField(label=_("what is wrong"), widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}))
    severity = forms.ChoiceField(
        choices=Severity.choices, widget=forms.RadioSelect, initial=Severity.HINDERS, label=_("how bad")
    )
