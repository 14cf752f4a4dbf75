"""What pages ask about visits, tasks and caseloads. Words and limits come from the models; actions do the rest."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.accounts.models import Staff
from apps.core import clock
from apps.core.forms import DayField
from apps.followups.actions.tasks import USUAL_DAYS
from apps.followups.caseloads import workers_for
from apps.followups.models import Level, Task, Visit
from apps.followups.vocabulary import REPORTED, RiskLevel, TaskKind, VisitPlace


def who_field(household: Any, label: Any, **options: Any) -> forms.ModelChoiceField:
    """Somebody who can look after this household."""
    return forms.ModelChoiceField(queryset=workers_for([household.community_id]), label=label, **options)


class NotMetForm(forms.Form):
    """What was found at the door, where somebody noted it."""

    why = forms.CharField(label=_("what was found"), max_length=200, required=False)


class HowForm(forms.Form):
    """How it was done, where somebody noted it."""

    why = forms.CharField(label=_("how"), max_length=200, required=False)


class ShiftForm(forms.Form):
    """Another day, and why."""

    due_on = DayField(label=_("new day"))
    why = forms.CharField(label=_("why"), max_length=200)


class WorkerForm(forms.Form):
    """Who is to do it."""

    def __init__(self, household: Any, data: Any) -> None:
        super().__init__(data)
        self.fields["worker"] = who_field(household, _("worker"))
        self.fields["why"] = forms.CharField(label=_("why"), max_length=200, required=False)


class TaskForm(forms.Form):
    """Something to be done for a household."""

    kind = forms.ChoiceField(label=_("kind of task"), choices=TaskKind.choices)
    text = forms.CharField(label=_("what is to be done"), max_length=Task._meta.get_field("text").max_length)
    due_on = DayField(label=pgettext_lazy("task", "due on"))
    field_order = ("kind", "text", "owner", "due_on")

    def __init__(self, household: Any, data: Any, **options: Any) -> None:
        super().__init__(data, initial={"due_on": clock.today() + timedelta(days=USUAL_DAYS)}, **options)
        self.fields["owner"] = who_field(household, pgettext_lazy("task", "owner"), required=False)
        self.order_fields(self.field_order)


class OwnerForm(forms.Form):
    """Who does a task from now on."""

    def __init__(self, household: Any, data: Any) -> None:
        super().__init__(data)
        self.fields["owner"] = who_field(household, pgettext_lazy("task", "owner"))
        self.fields["why"] = forms.CharField(label=_("why"), max_length=200, required=False)


class LevelForm(forms.Form):
    """How closely a household is followed from a day on."""

    level = forms.ChoiceField(label=_("risk level"), choices=RiskLevel.choices)
    why = forms.CharField(label=_("why"), max_length=Level._meta.get_field("why").max_length)


class OccasionForm(forms.Form):
    """What happened to a household and asks for a visit."""

    kind = forms.ChoiceField(label=_("what happened"), choices=REPORTED)
    happened_on = DayField(label=pgettext_lazy("occasion", "happened on"), initial=clock.today)
    note = forms.CharField(label=_("note"), max_length=200, required=False)
    told_by = forms.CharField(label=pgettext_lazy("occasion", "told by"), max_length=40, required=False)


class FactsForm(forms.Form):
    """What a paper form says of the visit itself; its questionnaires are asked by their own form."""

    day = DayField(label=_("day of the visit"), initial=clock.today)
    began = forms.TimeField(label=_("began"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    ended = forms.TimeField(
        label=pgettext_lazy("visit", "ended"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    place = forms.ChoiceField(
        label=pgettext_lazy("visit", "where"),
        choices=VisitPlace.choices,
        widget=forms.RadioSelect,
        initial=VisitPlace.HOME,
    )
    met = forms.TypedMultipleChoiceField(
        label=_("who was met"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    refused_why = forms.CharField(
        label=_("why they refused"), max_length=Visit._meta.get_field("refused_why").max_length, required=False
    )
    note = forms.CharField(
        label=_("note"), max_length=Visit._meta.get_field("note").max_length, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, people: list[tuple[int, str]], data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        met: Any = self.fields["met"]
        met.choices = people


class HandOverForm(forms.Form):
    """Whose households go to whom. Without a name they are spread over the others."""

    to = forms.ModelChoiceField(
        queryset=Staff.objects.none(), label=pgettext_lazy("hand over", "to"), required=False,
        empty_label=_("spread over the others, buildings kept together"),
    )  # fmt: skip
    why = forms.CharField(label=_("why"), max_length=200)

    def __init__(self, others: Any, data: Any) -> None:
        super().__init__(data)
        to: Any = self.fields["to"]
        to.queryset = others
