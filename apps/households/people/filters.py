"""The filters of people, for admin lists, API and exports."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.communities.models import Community
from apps.core import clock
from apps.core.filters import FilterSet, visible
from apps.households.ages import born_by
from apps.households.models import (
    Contact,
    Disability,
    HealthRecord,
    Insurance,
    LabourAbility,
    Member,
    Membership,
    MemberSkill,
    Schooling,
    Skill,
)
from apps.households.people.livelihood import able_members, with_where_working
from apps.households.search import members_matching, searched_in_list
from apps.households.vocabulary import (
    DisabilityCategory,
    DisabilityGrade,
    Education,
    Health,
    InsuranceBranch,
    InsuranceScheme,
    Labour,
    PhoneOwner,
    Sex,
    Work,
    WorkPlace,
)

UNKNOWN = ("unknown", _("not collected"))
NO_MEDICAL, NO_OLD_AGE = "no_medical", "no_old_age"
INSURANCES = [
    (NO_MEDICAL, _("no medical insurance")),
    ("unknown_medical", _("medical insurance not collected")),
    (NO_OLD_AGE, _("no old-age insurance")),
    ("unknown_old_age", _("old-age insurance not collected")),
]
WORKING = [*WorkPlace.choices, ("none", Work.NOT_WORKING.label), UNKNOWN]


class ContactFilter(FilterSet):
    """Which further telephone numbers."""

    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))
    phone_of = django_filters.ChoiceFilter(choices=PhoneOwner.choices, label=_("whose phone"))

    class Meta:
        model = Contact
        fields: tuple[str, ...] = ()


class MemberFilter(FilterSet):
    """Which people."""

    q = django_filters.CharFilter(method="search", label=_("name, pinyin, 3-2-501, household code, last four digits"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))
    sex = django_filters.ChoiceFilter(choices=Sex.choices, label=_("sex"))
    age_from = django_filters.NumberFilter(method="at_least", label=_("age from"), min_value=0, max_value=150)
    age_to = django_filters.NumberFilter(method="at_most", label=_("age to"), min_value=0, max_value=150)
    labour = django_filters.ChoiceFilter(
        choices=[*Labour.choices, UNKNOWN], method="of_labour", label=_("labour ability")
    )
    able = django_filters.BooleanFilter(method="is_able", label=_("able to work"))
    working = django_filters.ChoiceFilter(choices=WORKING, method="works", label=_("place of work"))
    health = django_filters.ChoiceFilter(choices=[*Health.choices, UNKNOWN], method="of_health", label=_("health"))
    disability = django_filters.ChoiceFilter(
        choices=[("any", pgettext_lazy("disability card", "any")), *DisabilityCategory.choices],
        method="of_disability",
        label=_("disability card"),
    )
    grade = django_filters.ChoiceFilter(
        choices=DisabilityGrade.choices, method="of_grade", label=_("grade of disability")
    )
    insurance = django_filters.ChoiceFilter(choices=INSURANCES, method="of_insurance", label=_("insurance"))
    school = django_filters.BooleanFilter(method="at_school", label=_("at school"))
    skill = django_filters.ModelChoiceFilter(
        queryset=Skill.objects.order_by("name", "pk"), method="of_skill", label=_("skill")
    )
    education = django_filters.ChoiceFilter(choices=Education.choices, label=_("education"))
    registered = django_filters.BooleanFilter(method="is_registered", label=_("registered today"))

    class Meta:
        model = Member
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(members_matching(searched_in_list(value)))

    def at_least(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(birth_date__lte=born_by(int(value), clock.today()))

    def at_most(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return queryset.filter(birth_date__gt=born_by(int(value) + 1, clock.today()))

    def of_labour(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return _holding(queryset, LabourAbility, value, labour=value)

    def is_able(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        able = Q(pk__in=able_members(clock.today()).order_by().values("pk"))
        return queryset.filter(able if value else ~able)

    def works(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        rows = with_where_working(queryset)
        if value == UNKNOWN[0]:
            return rows.filter(work_now__isnull=True)
        if value == "none":
            return rows.filter(work_now=Work.NOT_WORKING)
        return rows.filter(work_at=value).exclude(work_now=Work.NOT_WORKING)

    def of_health(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return _holding(queryset, HealthRecord, value, health=value)

    def of_disability(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return _holding(queryset, Disability, value, **({} if value == "any" else {"category": value}))

    def of_grade(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        return _holding(queryset, Disability, str(value), grade=int(value))

    def of_insurance(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        branch = InsuranceBranch.MEDICAL if value.endswith("medical") else InsuranceBranch.OLD_AGE
        rows = Insurance.objects.current().filter(branch=branch).order_by()
        if value in (NO_MEDICAL, NO_OLD_AGE):
            return queryset.filter(pk__in=rows.filter(scheme=InsuranceScheme.NONE).values("member"))
        return queryset.exclude(pk__in=rows.values("member"))

    def at_school(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        pupils = Q(pk__in=Schooling.objects.current().order_by().values("member"))
        return queryset.filter(pupils if value else ~pupils)

    def of_skill(self, queryset: QuerySet, name: str, value: Skill) -> QuerySet:
        return queryset.filter(pk__in=MemberSkill.objects.filter(skill=value).order_by().values("member"))

    def is_registered(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        today = Q(pk__in=Membership.objects.current().order_by().values("member"))
        return queryset.filter(today if value else ~today)


def _holding(queryset: QuerySet, model: Any, value: str, **said: Any) -> QuerySet:
    """People of whom a row of the model says this today; of whom none says anything, where that is asked for."""
    rows = model.objects.current().order_by()
    if value == UNKNOWN[0]:
        return queryset.exclude(pk__in=rows.values("member"))
    return queryset.filter(pk__in=rows.filter(**said).values("member"))
