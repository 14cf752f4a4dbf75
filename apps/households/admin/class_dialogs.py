"""The class of a household: recorded from a day on, with a reason; an entry that was wrong is put right."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import clock, ui
from apps.core.forms import DayField
from apps.households import actions
from apps.households.file import HOW_THEY_LIVE, PUT_RIGHT, Dialog, add_dialog
from apps.households.models import ClassPeriod, Household
from apps.households.vocabulary import HouseholdClass


class ClassForm(forms.Form):
    """Which class, since when, and who said so."""

    kind = forms.ChoiceField(
        label=gettext_lazy("household class"), choices=HouseholdClass.choices, widget=forms.RadioSelect
    )
    start = DayField(label=gettext_lazy("from which day"))
    reason = forms.CharField(
        label=gettext_lazy("reason"), max_length=200, help_text=gettext_lazy("Why, or who decided it.")
    )
    document = forms.CharField(label=gettext_lazy("document number"), required=False, max_length=60)


class PeriodField(forms.ModelChoiceField):
    """An entry as people know it: class, and since when."""

    def label_from_instance(self, obj: Any) -> str:
        return _("%(kind)s, since %(day)s") % {"kind": obj, "day": ui.exact(obj.started)}


class ClassCorrectionForm(forms.Form):
    """Which entry, and what is right."""

    period = PeriodField(label=gettext_lazy("entry"), queryset=ClassPeriod.objects.none())
    what = forms.ChoiceField(
        label=gettext_lazy("what is wrong"), widget=forms.RadioSelect, initial="change",
        choices=[("change", gettext_lazy("class or day")), ("never", gettext_lazy("they never had this class"))],
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("right class"), choices=[("", "—"), *HouseholdClass.choices], required=False
    )
    start = DayField(label=gettext_lazy("right day"), required=False)
    why = forms.CharField(label=gettext_lazy("why it is corrected"), max_length=200)

    def __init__(self, household: Household, user: Any, data: Any) -> None:
        super().__init__(data)
        rows = ClassPeriod.objects.visible_to(user).filter(household=household)
        self.fields["period"].queryset = rows.order_by("-period")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("what") == "change" and not cleaned.get("kind") and not cleaned.get("start"):
            self.add_error("kind", _("Choose the right class, the right day, or both."))
        return cleaned


def _record(household: Household, user: Any, answers: dict[str, Any]) -> str:
    row = actions.class_record(household=household, by=user, **answers)
    return _("Recorded: %(status)s.") % {"status": row}


def _correct(household: Household, user: Any, answers: dict[str, Any]) -> None:
    right = {} if answers["what"] == "never" else {"kind": answers["kind"], "start": answers["start"]}
    actions.class_correct(household=household, by=user, period=answers["period"], why=answers["why"], **right)


add_dialog(
    Dialog(
        key="class",
        words=gettext_lazy("Record the class"),
        icon="label",
        form=lambda household, user, data: ClassForm(data, initial={"start": clock.today()}),
        act=_record,
        may=lambda household, user: user.has_perm("households.change_household") and household.left_on is None,
        button=gettext_lazy("Record"),
        hint=gettext_lazy("What held before ends on this day."),
        group=HOW_THEY_LIVE,
    )
)
add_dialog(
    Dialog(
        key="class-correct",
        words=gettext_lazy("Correct the class"),
        icon="label_off",
        form=ClassCorrectionForm,
        act=_correct,
        may=lambda household, user: user.has_perm("households.change_household"),
        hint=gettext_lazy("The history keeps what stood there."),
        group=PUT_RIGHT,
    )
)
