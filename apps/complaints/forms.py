"""Forms of the staff pages: one per step, from the workflow's data, and filing for a resident.

No field is required here: what a step needs is asked by the policy, which refuses with the same code and words in
every face. The browser is told all the same, so that nobody has to send a form to learn it.
"""

from typing import Any

from django import forms
from django.db.models import Case, Count, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.models import Staff
from apps.communities.models import Building, Community
from apps.complaints.models import Complaint
from apps.complaints.models.extension import MOST_DAYS
from apps.complaints.policies import possible_handlers, possible_topics
from apps.complaints.vocabulary import Category, Kind, Satisfaction, Urgency
from apps.complaints.words import place_words
from apps.complaints.workflow import STEPS, WHY_IS_PUBLIC, inputs_of
from apps.core.workflow import Transition
from apps.households.models import Household
from apps.households.search import households_matching

WHY_LABELS = {
    "resolve": gettext_lazy("What was done"),
    "ask_info": gettext_lazy("What is missing"),
    "give_info": gettext_lazy("What we know now"),
    "call_back": gettext_lazy("What the resident said"),
}
TOPICS_SHOWN = 60


def handler_choices(complaint: Complaint, by: Any) -> list[tuple[Any, str]]:
    """Possible handlers with how many open complaints each has."""
    open_rows = Complaint.objects.open().filter(handler=OuterRef("pk")).order_by().values("handler")
    load = Coalesce(Subquery(open_rows.annotate(n=Count("pk")).values("n")), 0)
    people = possible_handlers(complaint, by).exclude(pk=complaint.handler_id).annotate(in_hand=load)
    words = _("%(name)s · %(role)s · %(count)s in hand")
    return [
        (person.pk, words % {"name": person.name, "role": person.get_role_display(), "count": person.in_hand})
        for person in people
    ]


def topic_choices(complaint: Complaint, by: Any) -> list[tuple[Any, str]]:
    """Possible topics, those of the same matter first, then the newest."""
    rows = possible_topics(complaint, by).select_related("building", "community")
    same = Case(When(category=complaint.category, then=0), default=1)
    rows = rows.defer("reporter_name", "reporter_phone").order_by(same, "-submitted_at", "-pk")
    return [
        (row.pk, f"{row} · {row.get_category_display()} · {place_words(row)} · {row.text[:16]}")
        for row in rows[:TOPICS_SHOWN]
    ]


def _chosen(queryset: Any, choices: list[tuple[Any, str]], label: str, none: str) -> forms.ModelChoiceField:
    """Offers `choices`; whatever else of `queryset` is sent, the policy refuses in its own words."""
    field = forms.ModelChoiceField(queryset, required=False, label=label)
    field.choices = [("", none), *choices]
    return field


class StepForm(forms.Form):
    """The form of one step of one complaint."""

    def __init__(self, step: Transition, complaint: Complaint, by: Any, data: Any = None) -> None:
        super().__init__(data, prefix=None, auto_id=f"{step.name}_%s")
        self.step, self.complaint, self.by = step, complaint, by
        for name in inputs_of(step.name):
            self.fields[name] = self._field(name)
            if name in step.requires:
                self.fields[name].widget.attrs["required"] = True

    def _field(self, name: str) -> forms.Field:
        match name:
            case "handler":
                people = Staff.objects.visible_to(self.by)
                return _chosen(people, handler_choices(self.complaint, self.by), _("Given to"), _("Choose a person"))
            case "into":
                rows = Complaint.objects.visible_to(self.by)
                return _chosen(rows, topic_choices(self.complaint, self.by), _("Into"), _("Choose a complaint"))
            case "satisfaction":
                return forms.ChoiceField(
                    choices=Satisfaction.choices, widget=forms.RadioSelect, required=False, label=_("The resident is")
                )
            case "urgency":
                return self._urgency()
            case "days":
                widget = forms.NumberInput(attrs={"min": 1, "max": MOST_DAYS})
                return forms.IntegerField(required=False, label=_("More days needed"), widget=widget)
        return self._why()

    def _urgency(self) -> forms.Field:
        as_it_is = _("as it is: %(clock)s") % {"clock": self.complaint.get_urgency_display()}
        first = _("Choose a clock") if "urgency" in self.step.requires else as_it_is
        return forms.ChoiceField(choices=[("", first), *Urgency.choices], required=False, label=_("Clock"))

    def _why(self) -> forms.Field:
        name = self.step.name
        optional = "" if "why" in self.step.requires else _("may stay empty")
        read_by_resident = _("The resident reads this.") if name in WHY_IS_PUBLIC else ""
        return forms.CharField(
            required=False,
            label=WHY_LABELS.get(name, _("Why") if "why" in self.step.requires else _("Note")),
            help_text=read_by_resident,
            widget=forms.Textarea(attrs={"rows": 2, "maxlength": 1000, "placeholder": optional}),
        )

    def inputs(self) -> dict[str, Any]:
        """What was given, as the action takes it."""
        return {name: "" if value is None and name == "why" else value for name, value in self.cleaned_data.items()}


def step_form(name: str, complaint: Complaint, by: Any, data: Any = None) -> StepForm:
    """The form of a step by its name."""
    return StepForm(STEPS[name], complaint, by, data)


class MultiplePhotos(forms.ClearableFileInput):
    """A file box that takes several."""

    allow_multiple_selected = True


class FilingForm(forms.Form):
    """代居民登记: a complaint that staff file for a resident."""

    community = forms.ModelChoiceField(Community.objects.none(), label=gettext_lazy("Community"))
    category = forms.ChoiceField(
        choices=Category.choices, widget=forms.RadioSelect, label=gettext_lazy("What it is about")
    )
    text = forms.CharField(
        required=False,
        label=gettext_lazy("In their words"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 1000}),
    )
    building = forms.ModelChoiceField(
        Building.objects.none(), required=False, label=gettext_lazy("Building"), empty_label=gettext_lazy("not known")
    )
    unit = forms.IntegerField(
        required=False, min_value=1, label=gettext_lazy("Unit"), widget=forms.NumberInput(attrs={"max": 30})
    )
    place = forms.CharField(required=False, max_length=60, label=gettext_lazy("Where exactly"))
    household = forms.CharField(
        required=False,
        label=gettext_lazy("Household"),
        help_text=gettext_lazy("Room (3-2-501), code or name, if it concerns one."),
    )
    kind = forms.ChoiceField(choices=Kind.choices, label=gettext_lazy("Kind"), initial=Kind.COMPLAINT)
    channel = forms.ChoiceField(
        choices=[("office", gettext_lazy("at the office")), ("at_the_door", gettext_lazy("filed by staff"))],
        label=gettext_lazy("Came in"),
    )
    reporter_name = forms.CharField(required=False, max_length=40, label=gettext_lazy("Their name"))
    reporter_phone = forms.CharField(
        required=False,
        max_length=20,
        label=gettext_lazy("Their phone"),
        help_text=gettext_lazy("Both may stay empty. They are kept encrypted and shown only for a reason."),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, by: Any, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.by = by
        communities = Community.objects.visible_to(by).order_by("name")
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        buildings = Building.objects.visible_to(by).select_related("community").order_by("community__name", "number")
        self.fields["building"].queryset = buildings  # type: ignore[attr-defined]
        only = list(communities[:2])
        if len(only) == 1:
            self.fields["community"].initial = only[0].pk
            self.fields["community"].widget = forms.HiddenInput()

    def clean_household(self) -> Household | None:
        """The household that a code or a room names, within scope."""
        words = self.cleaned_data["household"].strip()
        if not words:
            return None
        found = Household.objects.visible_to(self.by).active().filter(households_matching(words))
        households = list(found.order_by("pk")[:2])
        if len(households) != 1:
            raise forms.ValidationError(_("No single household was found by this. Correct it, or leave it empty."))
        return households[0]
