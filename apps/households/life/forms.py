"""What is asked for when something happened to a household: one form for each kind of event."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.communities.models import Community
from apps.core import clock
from apps.core.forms import DayField
from apps.households.life.draft import event_words
from apps.households.life.fields import CodeField, ReachableCode, RoomField
from apps.households.life.newcomer import Newcomer
from apps.households.models import Household, LifeEvent, Member, Transfer
from apps.households.vocabulary import Relation, Sex

JOINING = [("", "—"), *((value, label) for value, label in Relation.choices if value != Relation.HEAD)]
Several = forms.ModelMultipleChoiceField


class LifeForm(forms.Form):
    """What all events ask for, then what the kind needs; choices are those of the household."""

    happened_on = DayField(label=gettext_lazy("happened on"))
    note = forms.CharField(label=gettext_lazy("note"), required=False, max_length=200)
    document = forms.CharField(label=gettext_lazy("document number"), required=False, max_length=60)

    def __init__(self, household: Household, user: Any, data: Any = None) -> None:
        super().__init__(data, initial={"happened_on": clock.today()})
        self.household, self.user = household, user
        self.fields["happened_on"].widget.attrs["max"] = clock.today().isoformat()
        self.people = present(household)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.queryset is None:
                field.queryset = self.people
            if isinstance(field, RoomField | CodeField | ReachableCode):
                field.community, field.user = household.community_id, user
        self.order_fields(
            ["happened_on", *[n for n in self.fields if n not in LifeForm.base_fields], "note", "document"]
        )

    def answers(self) -> dict[str, Any]:
        """The arguments of the action."""
        return dict(self.cleaned_data)


def present(household: Household) -> Any:
    """Those who belong to the household today, and whoever will."""
    rows = Member.objects.filter(memberships__household=household, memberships__period__holds_on=clock.today())
    return rows.order_by("memberships__pk", "pk")


def one(label: Any, **more: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(label=label, queryset=None, **more)


def several(label: Any, **more: Any) -> forms.ModelMultipleChoiceField:
    return Several(label=label, queryset=None, widget=forms.CheckboxSelectMultiple, **more)


def new_head() -> forms.ModelChoiceField:
    return one(
        gettext_lazy("new head"), required=False, help_text=gettext_lazy("Needed where the head goes and others stay.")
    )


def relation(**more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("relation to the head"), choices=JOINING, required=False, **more)


class NewPersonForm(LifeForm):
    """Somebody who is not in the register yet."""

    name = forms.CharField(label=gettext_lazy("name"), max_length=60)
    sex = forms.ChoiceField(label=gettext_lazy("sex"), choices=Sex.choices, required=False, widget=forms.RadioSelect)
    id_number = forms.CharField(
        label=gettext_lazy("identity number"), required=False, max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class BirthForm(NewPersonForm):
    relation = relation(initial="child")


class MarriageInForm(NewPersonForm):
    birth_date = DayField(label=gettext_lazy("birth date"), required=False)
    spouse = one(gettext_lazy("married to"), required=False)
    relation = relation(help_text=gettext_lazy("Empty: it follows from whom they married."))

    def answers(self) -> dict[str, Any]:
        given = super().answers()
        new = Newcomer(*(given.pop(name) for name in ("name", "sex", "birth_date", "id_number")))
        return {**given, "newcomer": new}


class DeathForm(LifeForm):
    member = one(gettext_lazy("who died"))
    new_head = new_head()


class MarriageOutForm(LifeForm):
    member = one(gettext_lazy("who"))
    to_household = CodeField(
        label=gettext_lazy("into household (code)"), required=False,
        help_text=gettext_lazy("Empty where they leave the community's register."),
    )  # fmt: skip
    relation = relation()
    destination = forms.CharField(label=gettext_lazy("where to"), required=False, max_length=80)
    new_head = new_head()


class SplitForm(LifeForm):
    members = several(gettext_lazy("who founds the new household"))
    head = one(gettext_lazy("its head"))
    shares_dwelling = forms.BooleanField(label=gettext_lazy("both stay in the same flat"), required=False)
    dwelling = RoomField(label=gettext_lazy("other room"), required=False, help_text="3-2-501")
    new_head = new_head()
    code = forms.CharField(
        label=gettext_lazy("code of the new household"), required=False, max_length=20,
        help_text=gettext_lazy("Empty: the next free one."),
    )  # fmt: skip


class MergeForm(LifeForm):
    into = CodeField(label=gettext_lazy("into household (code)"))


class HeadForm(LifeForm):
    new_head = one(gettext_lazy("new head"))


class DepartureForm(LifeForm):
    members = several(
        gettext_lazy("who leaves"), required=False, help_text=gettext_lazy("Nobody chosen: the whole household.")
    )
    to_household = CodeField(
        label=gettext_lazy("into household (code)"), required=False,
        help_text=gettext_lazy("Empty where they leave the community's register."),
    )  # fmt: skip
    relation = relation()
    destination = forms.CharField(label=gettext_lazy("where to"), required=False, max_length=80)
    new_head = new_head()

    def answers(self) -> dict[str, Any]:
        given = super().answers()
        word = given.pop("relation")
        return {**given, "relations": {member.pk: word for member in given["members"]}}


class ReturnForm(LifeForm):
    members = several(gettext_lazy("who came back"))
    head = one(gettext_lazy("head"), required=False)
    dwelling = RoomField(label=gettext_lazy("room"), required=False, help_text="3-2-501")

    def __init__(self, household: Household, user: Any, data: Any = None) -> None:
        super().__init__(household, user, data)
        left = gone(household)
        for name in ("members", "head"):
            self.fields[name].queryset = left  # type: ignore[attr-defined]


def gone(household: Household) -> Any:
    """Those who once belonged to the household and belong to none today."""
    here = Member.objects.filter(memberships__period__holds_on=clock.today()).values("pk")
    once = Member.objects.filter(memberships__household=household, died_on__isnull=True).values("pk")
    rows = Member.objects.filter(pk__in=once, community=household.community_id).exclude(pk__in=here)
    return rows.order_by("name_key", "pk")


class MoveForm(LifeForm):
    dwelling = RoomField(label=gettext_lazy("new room"), help_text="3-2-501")


class TransferForm(LifeForm):
    to_community = forms.ModelChoiceField(label=gettext_lazy("receiving community"), queryset=Community.objects.none())
    member = one(gettext_lazy("only this person"), required=False)
    new_head = new_head()
    marriage = forms.BooleanField(label=gettext_lazy("because of a marriage"), required=False)

    def __init__(self, household: Household, user: Any, data: Any = None) -> None:
        super().__init__(household, user, data)
        others = Community.objects.exclude(pk=household.community_id).order_by("name")
        self.fields["to_community"].queryset = others  # type: ignore[attr-defined]
        self.fields["note"].label = _("reason")

    def answers(self) -> dict[str, Any]:
        given = super().answers()
        why = given.pop("note")
        return {**given, "why": why}


class CorrectionForm(forms.Form):
    """Which event, and what is wrong with it."""

    event = forms.ModelChoiceField(label=gettext_lazy("event"), queryset=LifeEvent.objects.none())
    what = forms.ChoiceField(
        label=gettext_lazy("what is wrong"), widget=forms.RadioSelect, initial="cancel",
        choices=[("cancel", gettext_lazy("it never happened")), ("change", gettext_lazy("day or document"))],
    )  # fmt: skip
    happened_on = DayField(label=gettext_lazy("right day"), required=False)
    document = forms.CharField(label=gettext_lazy("document number"), required=False, max_length=60)
    why = forms.CharField(label=gettext_lazy("why it is corrected"), max_length=200)

    def __init__(self, household: Household, user: Any, data: Any = None) -> None:
        super().__init__(data)
        self.household, self.user = household, user
        rows = LifeEvent.objects.visible_to(user).standing().about(household)
        events: Any = self.fields["event"]
        events.queryset = rows.filter(household=household)
        events.label_from_instance = event_words

    def answers(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class AcceptHouseholdForm(forms.Form):
    """Where the household will live, and its code here."""

    code = forms.CharField(
        label=gettext_lazy("code of the household here"), required=False, max_length=20,
        help_text=gettext_lazy("Empty: it keeps its code."),
    )  # fmt: skip
    dwelling = RoomField(label=gettext_lazy("room"), required=False, help_text="3-2-501")


class AcceptPersonForm(forms.Form):
    """Whose household the person joins."""

    to_household = CodeField(label=gettext_lazy("into household (code)"))
    relation = forms.ChoiceField(label=gettext_lazy("relation to the head"), choices=JOINING, required=False)


class WhyForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("reason"), required=False, max_length=200)


def transfer_form(step: str, transfer: Transfer, data: Any = None) -> forms.Form:
    """What a step asks for."""
    accept = AcceptHouseholdForm if transfer.member_id is None else AcceptPersonForm
    form: forms.Form = (accept if step == "accept" else WhyForm)(data, auto_id=f"{step}_%s")
    for field in form.fields.values():
        if isinstance(field, RoomField | CodeField):
            field.community = transfer.to_community_id
    return form
