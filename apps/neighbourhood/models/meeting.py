"""Meetings of residents: who came, and what was decided and came of it."""

from datetime import date, datetime
from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.communities.models import SiteOwned
from apps.core import clock
from apps.core.models import Stamped, StepLog, append_only
from apps.core.querysets import ScopedQuerySet
from apps.core.workflow import state_field
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned
from apps.neighbourhood.models.base import OfMeeting
from apps.neighbourhood.models.group import ResidentsGroup
from apps.neighbourhood.vocabulary import MOST_PEOPLE
from apps.neighbourhood.workflow import DECISION_WORKFLOW, MEETING_WORKFLOW, DecisionState, MeetingState


class MeetingQuerySet(ScopedQuerySet):
    """Meetings."""

    def ahead(self, moment: datetime | None = None) -> Self:
        """Called, and not begun yet; the soonest first."""
        rows = self.filter(state=MeetingState.CALLED, starts_at__gte=moment or clock.now())
        return rows.order_by("starts_at", "pk")


class Meeting(FSMModelMixin, SiteOwned, Stamped):
    """A meeting of a group, or of all residents. `agenda` has one point a line."""

    title = models.CharField(pgettext_lazy("meeting", "title"), max_length=60)
    group = models.ForeignKey(
        ResidentsGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings",
        verbose_name=_("residents' group"), help_text=_("empty: all residents"),
    )  # fmt: skip
    state = state_field(MEETING_WORKFLOW, verbose_name=_("state"))
    venue = models.CharField(_("place"), max_length=60)
    starts_at = models.DateTimeField(_("begins"))
    agenda = models.TextField(_("agenda"), max_length=2_000, help_text=_("one point a line"))
    minutes = models.TextField(_("minutes"), max_length=5_000, blank=True)
    others = models.PositiveIntegerField(_("others who came"), default=0, editable=False)
    why = models.CharField(_("why it was cancelled"), max_length=200, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("community life", "meeting")
        verbose_name_plural = pgettext_lazy("community life", "meetings")
        ordering = ("-starts_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CANCELLED) | ~Q(why=""),
                name="neighbourhood_cancelled_meeting_says_why",
                violation_error_message=_("Please write why."),
            ),
        )
        indexes = (models.Index(fields=("community", "state", "starts_at"), name="neighbourhood_meetings"),)
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(MEETING_WORKFLOW.edges())),)

    def __str__(self) -> str:
        return self.title

    @property
    def points_of_agenda(self) -> list[str]:
        """The agenda, point by point."""
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]


class MeetingStep(OfMeeting, StepLog):
    """One step of one meeting."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="steps", db_index=False,
        verbose_name=pgettext_lazy("community life", "meeting"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("step of a meeting")
        verbose_name_plural = _("steps of meetings")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("meeting", "at"), name="neighbourhood_meet_steps"),)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"


class AttendanceQuerySet(ScopedQuerySet):
    """Households at meetings."""

    def came(self) -> Self:
        """Those of which somebody was there."""
        return self.filter(people__gt=0)


class MeetingAttendance(HouseholdOwned):
    """A household at a meeting, and how many of it came; 0: nobody after all. The latest word counts, by `noted_at`."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="attendances", db_index=False,
        verbose_name=pgettext_lazy("community life", "meeting"),
    )  # fmt: skip
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="meetings", verbose_name=_("household")
    )
    people = models.PositiveSmallIntegerField(_("people"), default=1)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("noted by")
    )
    noted_at = models.DateTimeField(_("noted on"), default=clock.now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("household at a meeting")
        verbose_name_plural = _("households at meetings")
        ordering = ("meeting", "pk")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "household"), name="neighbourhood_at_a_meeting_once"),
            models.CheckConstraint(
                condition=Q(people__gte=0, people__lte=MOST_PEOPLE),
                name="neighbourhood_people_at_a_meeting_sane",
                violation_error_message=_("Between 1 and 20 people of one household."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.household_id} {self.people}"


class DecisionQuerySet(ScopedQuerySet):
    """Decisions."""

    def open(self) -> Self:
        """To be carried out."""
        return self.filter(state=DecisionState.OPEN)

    def overdue(self, day: date | None = None) -> Self:
        """Open, and due before the day."""
        return self.open().filter(due_on__lt=day or clock.today())


@pghistory.track()
class MeetingDecision(FSMModelMixin, OfMeeting, Stamped):
    """What a meeting decided, how many were for it, who sees to it until when, and what came of it."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="decisions",
        verbose_name=pgettext_lazy("community life", "meeting"),
    )  # fmt: skip
    text = models.CharField(_("what was decided"), max_length=300)
    state = state_field(DECISION_WORKFLOW, verbose_name=_("state"))
    ayes = models.PositiveIntegerField(pgettext_lazy("community life", "for"), null=True, blank=True)
    noes = models.PositiveIntegerField(_("against"), null=True, blank=True)
    abstained = models.PositiveIntegerField(_("abstained"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("sees to it"),
    )  # fmt: skip
    due_on = models.DateField(_("to be done by"), null=True, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=300, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("closed by"),
    )  # fmt: skip
    settled_at = models.DateTimeField(pgettext_lazy("community life", "closed on"), null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision of a meeting")
        verbose_name_plural = _("decisions of meetings")
        ordering = (F("due_on").asc(nulls_last=True), "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state=DecisionState.OPEN, settled_at__isnull=True)
                | (~Q(state=DecisionState.OPEN) & Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="neighbourhood_decision_closed_with_outcome",
                violation_error_message=_("Write what came of it."),
            ),
        )
        indexes = (models.Index(fields=("state", "due_on"), name="neighbourhood_decisions_due"),)
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(DECISION_WORKFLOW.edges())),)

    def __str__(self) -> str:
        return self.text[:40]
