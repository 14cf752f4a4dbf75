"""What is asked when two people of two households marry."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.text import tidy_name
from apps.households.life.fields import ReachableCode
from apps.households.life.forms import LifeForm, one, present, relation
from apps.households.models import Household, Member


class MarriageForm(LifeForm):
    """Two of two households: the other one by its code, its people by name or key."""

    member = one(gettext_lazy("who of this household"))
    other_household = ReachableCode(
        label=gettext_lazy("the other household (code)"),
        help_text=gettext_lazy("Where two communities have this code: community/code."),
    )  # fmt: skip
    spouse_name = forms.CharField(label=gettext_lazy("whom they marry (name)"), max_length=60)
    live_here = forms.ChoiceField(
        label=gettext_lazy("where they live from now on"), widget=forms.RadioSelect, initial="here",
        choices=[("here", gettext_lazy("in this household")), ("there", gettext_lazy("in the other household"))],
        required=False,
    )  # fmt: skip
    relation = relation(help_text=gettext_lazy("Of whoever moves. Empty: it follows from whom they married."))
    new_head = forms.CharField(
        label=gettext_lazy("new head (name)"), required=False, max_length=60,
        help_text=gettext_lazy("Needed where the head of a household moves and others stay."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        other = cleaned.get("other_household")
        if other is None or not cleaned.get("spouse_name"):
            return cleaned
        spouse = named(other, cleaned["spouse_name"])
        if spouse is None:
            self.add_error("spouse_name", _("Nobody of this name belongs to that household."))
        cleaned["spouse"] = spouse
        left = other if cleaned.get("live_here") != "there" else self.household
        head = cleaned.get("new_head") or ""
        cleaned["new_head"] = named(left, head) if head else None
        if head and cleaned["new_head"] is None:
            self.add_error("new_head", _("Nobody of this name belongs to that household."))
        return cleaned

    def answers(self) -> dict[str, Any]:
        given = {k: v for k, v in self.cleaned_data.items() if k not in ("other_household", "spouse_name")}
        return {**given, "live_here": given["live_here"] != "there"}


def named(household: Household, name: str) -> Member | None:
    """Somebody of the household by name or key."""
    people = present(household)
    by_key = people.filter(pk=name) if name.isdecimal() and len(name) < 19 else people.none()
    return by_key.first() or people.filter(name=tidy_name(name)).first()
