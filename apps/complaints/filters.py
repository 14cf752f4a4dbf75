"""Filters of complaints, for admin lists, API and exports."""

import re
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import Staff
from apps.communities.filters import buildings_beside
from apps.communities.models import Community
from apps.complaints.models import Complaint
from apps.complaints.models.complaint import TRACKING_LENGTH
from apps.complaints.vocabulary import Category, Channel, Kind, Urgency
from apps.complaints.workflow import HANDLERS, State
from apps.core import clock
from apps.core.filters import FilterSet, OneOfMany, visible
from apps.core.text import CODE_ALPHABET, prose, squash

BUILDING_WORD = re.compile(r"^(\d{1,3})(?:\s*(?:栋|号楼|幢)|-)(?:\s*(\d{1,2})\s*(?:单元)?)?$")


def _handlers(request: Any) -> QuerySet:
    """Those who deal with complaints, within scope."""
    return visible(Staff)(request).filter(role__in=HANDLERS).order_by("name", "pk")


def tracking_start(words: str) -> str:
    """The search words as the beginning of a tracking code, or "" where they cannot be one."""
    code = re.sub(r"[\s-]", "", words).upper()
    return code if 3 <= len(code) <= TRACKING_LENGTH and set(code) <= set(CODE_ALPHABET) else ""


def matching(typed: str) -> Q:
    """Complaints that search words mean: a tracking code, a building ("3栋2单元", "3-2"), or words of the text."""
    words = squash(typed)
    found = Q(text__icontains=prose(typed)) | Q(place__icontains=words)
    if code := tracking_start(words):
        found |= Q(tracking__startswith=code)
    if place := BUILDING_WORD.match(words):
        where = Q(building__number=int(place[1]))
        found |= where & Q(unit=int(place[2])) if place[2] else where
    return found


def day_span(day: Any) -> tuple[datetime, datetime]:
    """The first moment of a local day, and of the next."""
    start = timezone.make_aware(datetime.combine(day, time()))
    return start, start + timedelta(days=1)


class ComplaintFilter(FilterSet):
    """Which complaints."""

    shown_after: ClassVar[dict[str, str]] = {"building": "community"}

    q = django_filters.CharFilter(method="search", label=_("number, words, 3-2 (building and unit)"))
    stage = django_filters.ChoiceFilter(
        choices=[("pending", _("to be done")), ("open", _("open")), ("final", _("finished"))],
        method="at_stage",
        label=_("stage"),
    )
    state = django_filters.MultipleChoiceFilter(choices=State.choices, label=_("state"), widget=OneOfMany)
    category = django_filters.ChoiceFilter(choices=Category.choices, label=_("category"))
    community = django_filters.ModelChoiceFilter(queryset=visible(Community), label=_("community"))
    building = django_filters.ModelChoiceFilter(queryset=buildings_beside, label=_("building"))
    urgency = django_filters.ChoiceFilter(choices=Urgency.choices, label=_("clock"))
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label=_("kind"))
    channel = django_filters.ChoiceFilter(choices=Channel.choices, label=_("came in by"))
    handler = django_filters.ModelChoiceFilter(queryset=_handlers, label=_("handler"))
    mine = django_filters.BooleanFilter(method="is_mine", label=_("given to me"))
    overdue = django_filters.BooleanFilter(method="is_overdue", label=_("overdue"))
    due_today = django_filters.BooleanFilter(method="is_due_today", label=_("due today"))
    submitted = django_filters.DateFromToRangeFilter(field_name="submitted_at", label=_("came in"))

    # Asked by the tabs over the list and by links; the bar keeps them without showing them.
    unseen = ("stage", "kind", "channel", "mine", "overdue", "due_today")

    class Meta:
        model = Complaint
        fields: tuple[str, ...] = ()

    @property
    def form(self) -> forms.Form:
        """The form of the bar, with every state offered."""
        if not hasattr(self, "_form"):
            form = super().form
            every = gettext("%(label)s: all") % {"label": capfirst(str(form.fields["state"].label))}
            form.fields["state"].widget.choices = [("", every), *State.choices]
        return self._form

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(matching(value))

    def at_stage(self, queryset: Any, name: str, value: str) -> QuerySet:
        return getattr(queryset, value)()

    def is_mine(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        mine = Q(handler=self.request.user)
        return queryset.filter(mine if value else ~mine)

    def is_overdue(self, queryset: Any, name: str, value: bool) -> QuerySet:
        late = queryset.model.objects.overdue().values("pk")
        return queryset.overdue() if value else queryset.exclude(pk__in=late)

    def is_due_today(self, queryset: Any, name: str, value: bool) -> QuerySet:
        now = clock.now()
        _start, end = day_span(clock.today())
        due = queryset.due_within(now, end)
        return due if value else queryset.exclude(pk__in=due.values("pk"))
