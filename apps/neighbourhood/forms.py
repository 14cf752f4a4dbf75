"""What pages ask about community life. Words and limits come from the models; actions do the rest."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.accounts.models import Staff
from apps.communities.models import Building
from apps.core.forms import DayField, WhyForm
from apps.households.asking import household_field
from apps.households.models import Member
from apps.neighbourhood.models import Competition, CompetitionEntry, Criterion, GroupMember, Reward
from apps.neighbourhood.vocabulary import Cause, GroupRole, Remedy, Unit

CRITERION = re.compile(r"(?P<name>.+?)[\s:：]+(?P<most>\d{1,3})")


class CriteriaField(forms.CharField):
    """One criterion a line with its most marks: kitchen 10. Its value is a list of (name, most)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        options.setdefault("help_text", _("one a line, with the most marks: kitchen 10"))
        super().__init__(label=_("what judges look at"), max_length=600, **options)

    def clean(self, value: Any) -> Any:
        found = []
        for line in filter(None, (line.strip() for line in str(super().clean(value) or "").splitlines())):
            read = CRITERION.fullmatch(line)
            if read is None:
                raise ValidationError(_t("Write each line like: kitchen 10."), code="invalid")
            found.append((read["name"], int(read["most"])))
        return found


class CompetitionForm(forms.ModelForm):
    """A competition and its criteria."""

    criteria = CriteriaField()

    class Meta:
        model = Competition
        fields = ("name", "kind", "unit", "judged_from", "judged_until", "prizes", "note")
        widgets: ClassVar[dict[str, Any]] = {"prizes": forms.TextInput}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            rows = self.instance.criteria.order_by("place")
            self.initial["criteria"] = "\n".join(f"{row.name} {row.most}" for row in rows)


class EnterForm(forms.Form):
    """Who is entered: a household, or a building."""

    def __init__(self, row: Competition, user: Any, data: Any) -> None:
        super().__init__(data)
        if row.unit == Unit.HOUSEHOLD:
            self.fields["household"] = household_field(_("household"))
        else:
            rows = Building.objects.visible_to(user).filter(community=row.community_id).order_by("number")
            self.fields["building"] = forms.ModelChoiceField(queryset=rows, label=_("building"))


class JudgeForm(forms.Form):
    """One of the staff, or a resident with the household to which he belongs."""

    name = forms.CharField(label=_("name of a resident"), max_length=40, required=False)
    household = household_field(_("household of the resident"), required=False)
    field_order = ("staff", "name", "household")

    def __init__(self, row: Competition, user: Any, data: Any) -> None:
        super().__init__(data)
        self.fields["staff"] = forms.ModelChoiceField(
            queryset=staff_of(row.community, user), label=_("member of staff"), required=False
        )
        self.order_fields(self.field_order)


def staff_of(community: Any, user: Any) -> Any:
    """Staff whom this person sees and who may take part in what happens here."""
    return Staff.objects.visible_to(user).filter(is_active=True).order_by("username")


class DismissForm(WhyForm):
    """Which judge, and why."""

    field_order = ("judge", "why")

    def __init__(self, row: Competition, data: Any) -> None:
        super().__init__(data)
        judges = row.judges.filter(dismissed=False).order_by("pk")
        self.fields["judge"] = forms.ModelChoiceField(queryset=judges, label=_("judge"))
        self.order_fields(self.field_order)


class MarksForm(forms.Form):
    """A judge's marks of one entry: a number for each criterion."""

    def __init__(self, entry: CompetitionEntry, judges: Any, data: Any) -> None:
        super().__init__(data)
        self.fields["judge"] = forms.ModelChoiceField(queryset=judges, label=_("judge"), initial=judges.first())
        for row in Criterion.objects.filter(competition=entry.competition_id).order_by("place"):
            words = _t("%(criterion)s (0 to %(most)s)") % {"criterion": row.name, "most": row.most}
            self.fields[f"mark_{row.pk}"] = forms.IntegerField(label=words, min_value=0, max_value=row.most)

    @property
    def marks(self) -> dict[int, int]:
        """By key of the criterion."""
        given = self.cleaned_data
        return {int(name[5:]): value for name, value in given.items() if name.startswith("mark_")}


class ObjectForm(forms.Form):
    """Who objects, and to what."""

    household = household_field(_("household"))
    text = forms.CharField(label=_("what it objects to"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class UpholdForm(WhyForm):
    """What changes, and why."""

    remedy = forms.ChoiceField(label=_("what changes"), choices=Remedy.choices)
    score = forms.DecimalField(label=_("score"), required=False, max_digits=7, decimal_places=2, min_value=0)
    field_order = ("remedy", "score", "why")


class AwardForm(forms.Form):
    """Points and what for."""

    points = forms.IntegerField(label=_("points"), min_value=1, max_value=10_000)
    cause = forms.ChoiceField(label=pgettext_lazy("points", "for"), choices=Cause.choices, initial=Cause.HELP)
    text = forms.CharField(label=_("in words"), max_length=100, required=False)


class WriteOffForm(WhyForm):
    """How many points are written off, and why."""

    points = forms.IntegerField(label=_("points"), min_value=1, required=False, help_text=_("Left empty: all of them."))
    field_order = ("points", "why")


class RedeemForm(forms.Form):
    """What is redeemed, and how many."""

    pieces = forms.IntegerField(label=_("how many"), min_value=1, max_value=100, initial=1)
    field_order = ("reward", "pieces")

    def __init__(self, community: Any, user: Any, data: Any) -> None:
        super().__init__(data)
        rows = Reward.objects.visible_to(user).offered().filter(community=community, stock__gt=0)
        self.fields["reward"] = RewardChoice(queryset=rows, label=_("reward"))
        self.order_fields(self.field_order)


class RewardChoice(forms.ModelChoiceField):
    """A reward with its price and what is left."""

    def label_from_instance(self, obj: Any) -> str:
        words = _t("%(reward)s · %(points)s points · %(left)s left")
        return words % {"reward": obj.name, "points": obj.points, "left": obj.stock}


class StockForm(forms.Form):
    """How many came in (or, negative, are gone), and why."""

    pieces = forms.IntegerField(label=_("pieces"), help_text=_("with a minus where they are gone"))
    why = forms.CharField(label=_("why"), max_length=100)


class JoinForm(forms.Form):
    """Who joins a group, and as what."""

    role = forms.ChoiceField(label=_("role in the group"), choices=GroupRole.choices, initial=GroupRole.MEMBER)
    on = DayField(label=_("since"), required=False)
    field_order = ("household", "name", "role", "on")
    household = household_field(_("household"))
    name = forms.CharField(label=pgettext_lazy("community life", "name"), max_length=40)

    def member(self, household: Any, user: Any) -> Member | None:
        """The person of this name in the household."""
        rows = Member.objects.visible_to(user).filter(memberships__household=household)
        return rows.filter(name=self.cleaned_data["name"].strip()).order_by("pk").first()


class LeaveForm(forms.Form):
    """Who leaves a group."""

    def __init__(self, group: Any, user: Any, data: Any) -> None:
        super().__init__(data)
        rows = GroupMember.objects.visible_to(user).filter(group=group).current()
        rows = rows.select_related("member").order_by("role", "pk")
        self.fields["membership"] = GroupMemberChoice(queryset=rows, label=_("member of a group"))


class GroupMemberChoice(forms.ModelChoiceField):
    """A member by name and role."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.member.name} · {obj.get_role_display()}"


class AttendForm(forms.Form):
    """Which household came, and how many of it."""

    household = household_field(_("household"))
    people = forms.IntegerField(label=_("people who came"), min_value=0, max_value=20, initial=1)


class OthersForm(forms.Form):
    """People who came and belong to no household on the register."""

    others = forms.IntegerField(label=_("others who came"), min_value=0, max_value=10_000)


class MinutesForm(forms.Form):
    """The minutes of a meeting."""

    minutes = forms.CharField(label=_("minutes"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 8}))


class OwnerForm(forms.Form):
    """Who sees to a decision, until when, and the votes."""

    due_on = DayField(label=_("to be done by"), required=False)
    ayes = forms.IntegerField(label=pgettext_lazy("community life", "for"), min_value=0, required=False)
    noes = forms.IntegerField(label=_("against"), min_value=0, required=False)
    abstained = forms.IntegerField(label=_("abstained"), min_value=0, required=False)
    field_order = ("text", "owner", "due_on", "ayes", "noes", "abstained")

    def __init__(self, community: Any, user: Any, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["owner"] = forms.ModelChoiceField(
            queryset=staff_of(community, user), label=_("sees to it"), required=False
        )
        self.order_fields(self.field_order)


class DecisionForm(OwnerForm):
    """What was decided."""

    text = forms.CharField(label=_("what was decided"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class SignUpForm(forms.Form):
    """Which household signs up, with how many."""

    household = household_field(_("household"))
    people = forms.IntegerField(label=_("people"), min_value=1, max_value=20, initial=1)


class ActivitySignUpForm(forms.Form):
    """For which activity, with how many."""

    people = forms.IntegerField(label=_("people"), min_value=1, max_value=20, initial=1)
    field_order = ("activity", "people")

    def __init__(self, activities: Any, data: Any) -> None:
        super().__init__(data)
        label = pgettext_lazy("community life", "activity")
        self.fields["activity"] = forms.ModelChoiceField(queryset=activities, label=label)
        self.order_fields(self.field_order)
