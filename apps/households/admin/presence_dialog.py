"""The quick action “record residence” of the file; the pattern for others."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import clock
from apps.core.forms import DayField
from apps.households.actions import presence_record
from apps.households.file import HOW_THEY_LIVE, Dialog, add_dialog
from apps.households.models import Household
from apps.households.vocabulary import ResidenceStatus, SecondHome


class PresenceForm(forms.Form):
    """How the household lives, and since when."""

    status = forms.ChoiceField(
        label=gettext_lazy("residence status"), choices=ResidenceStatus.choices, widget=forms.RadioSelect
    )
    start = DayField(label=gettext_lazy("from which day"))
    place = forms.CharField(label=gettext_lazy("where they live"), required=False, max_length=80)
    reason = forms.ChoiceField(
        label=gettext_lazy("why"),
        choices=[("", "—"), *SecondHome.choices],
        required=False,
        help_text=gettext_lazy("Of two homes, or of having moved back."),
    )
    months_at_home = forms.IntegerField(
        label=gettext_lazy("months at home a year"),
        required=False,
        min_value=0,
        max_value=12,
        help_text=gettext_lazy("Of two homes: how many months of a year they are here. The 8-month rule counts them."),
    )


def _form(household: Household, user: Any, data: Any) -> PresenceForm:
    return PresenceForm(data, initial={"start": clock.today()})


def _act(household: Household, user: Any, answers: dict[str, Any]) -> str:
    row = presence_record(household=household, by=user, **answers)
    return _("Recorded: %(status)s.") % {"status": row.get_status_display()}


add_dialog(
    Dialog(
        key="presence",
        words=gettext_lazy("Record residence"),
        icon="home_pin",
        form=_form,
        act=_act,
        may=lambda household, user: user.has_perm("households.add_presence") and household.left_on is None,
        button=gettext_lazy("Record"),
        group=HOW_THEY_LIVE,
        hint=gettext_lazy("What held before ends on this day."),
    )
)
