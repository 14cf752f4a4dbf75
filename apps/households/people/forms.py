"""Forms over the nouns of a person's file, for dialogs."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.forms import DayField
from apps.households.models import Skill
from apps.households.people.nouns import Noun
from apps.households.vocabulary import PhoneOwner

EMPTY = [("", "—")]


def noun_form(noun: Noun, data: Any = None, row: Any = None) -> forms.Form:
    """The form that records a fact, or corrects `row`: the columns of its model, and from when to when it holds."""
    fields: dict[str, forms.Field] = {}
    for name, field in forms.fields_for_model(noun.model, noun.inputs).items():
        if isinstance(field, forms.TypedChoiceField) and field.required:
            offered: Any = [choice for choice in list(field.choices) if choice[0] not in ("", None)]  # type: ignore[arg-type]
            if len(offered) <= 6:
                field.choices = offered
                field.widget = forms.RadioSelect(choices=offered)
        fields[name] = field
    for name in noun.secret:
        kept = row is not None and getattr(row, name)
        fields[name] = forms.CharField(
            label=noun.model._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
            required=False,
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            help_text=_("Something is entered. Leave empty to keep it.") if kept else "",
        )
    fields["starts"] = DayField(label=_("since"))
    fields["ends"] = DayField(
        label=_("until"), required=False, help_text=_("Empty while it lasts; from this day on it no longer holds.")
    )
    made: Any = type("NounForm", (forms.Form,), fields)
    return made(data, initial=_initial(noun, row))


def _initial(noun: Noun, row: Any) -> dict[str, Any]:
    if row is not None:
        return {"starts": row.started, "ends": row.ended, **{name: getattr(row, name) for name in noun.inputs}}
    today = clock.today()
    if noun.by_year:
        return {"starts": date(today.year, 1, 1), "ends": date(today.year + 1, 1, 1)}
    return {"starts": today}


class ContactForm(forms.Form):
    """One more telephone number."""

    phone = forms.CharField(label=_("phone"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    phone_of = forms.ChoiceField(label=_("whose phone"), choices=[*EMPTY, *PhoneOwner.choices], required=False)
    note = forms.CharField(label=_("note"), max_length=40, required=False)


class SkillForm(forms.Form):
    """One of the county's skills, or own words."""

    skill = forms.ModelChoiceField(label=_("skill"), queryset=Skill.objects.none(), required=False)
    words = forms.CharField(label=_("in own words"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skill"].queryset = Skill.objects.filter(retired=False).order_by("name", "pk")  # type: ignore[attr-defined]
