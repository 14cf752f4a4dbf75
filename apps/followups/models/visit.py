"""Visits: due, done, moved, and what happened to them."""

from datetime import date, timedelta
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.core import clock
from apps.core.models import Photo, Stamped, StepLog, append_only
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import through
from apps.core.workflow import state_field
from apps.followups.models.base import living_in
from apps.followups.vocabulary import Channel, ShiftWhy, Shot, VisitKind, VisitPlace
from apps.followups.workflow import WORKFLOW, VisitState
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned
from apps.households.vocabulary import ResidenceStatus


class VisitQuerySet(ScopedQuerySet):
    """Visits."""

    def open(self) -> Self:
        """Still to be made."""
        return self.filter(state=VisitState.DUE)

    def done(self) -> Self:
        """Made."""
        return self.filter(state=VisitState.DONE)

    def overdue(self, day: date | None = None) -> Self:
        """To be made, and the day is past."""
        return self.open().filter(due_on__lt=day or clock.today())

    def done_late(self) -> Self:
        """Made, and later than it was due."""
        return self.done().filter(done_on__gt=F("due_on"))

    def of_worker(self, worker: Any) -> Self:
        """In the hands of this worker."""
        return self.filter(worker=worker)


def _strings(words: Any, length: int = 40) -> ArrayField:
    return ArrayField(models.CharField(max_length=length), verbose_name=words, default=list, blank=True)


class Visit(FSMModelMixin, HouseholdOwned, Stamped):
    """One visit to one household: a household has one open at a time, for all the reasons there are.

    `causes` are keys of needs (followups.needs) and `instruments` keys of the questionnaires to be filled in.
    `first_due_on` is the day that the rule says, `due_on` the day after all shifts, `opens_on` from when it may stand
    on a worker's list. `attempts` counts how often nobody was met. `met` are keys of members.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="visits", verbose_name=_("household"), db_index=False
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="visits",
        verbose_name=_("worker"), db_index=False,
    )  # fmt: skip
    kind = models.CharField(_("kind of visit"), max_length=8, choices=VisitKind.choices, default=VisitKind.ROUTINE)
    causes = _strings(pgettext_lazy("visit", "reasons"))
    instruments = _strings(_("questionnaires"))
    opens_on = models.DateField(_("from"), default=clock.today)
    due_on = models.DateField(pgettext_lazy("visit", "due on"), default=clock.today)
    first_due_on = models.DateField(_("due by the rule"), default=clock.today)
    shift_why = models.CharField(_("why moved"), max_length=12, choices=ShiftWhy.choices, blank=True)
    state = state_field(WORKFLOW, verbose_name=_("state"))
    attempts = models.PositiveSmallIntegerField(_("times nobody was met"), default=0)
    place = models.CharField(
        pgettext_lazy("visit", "where they were met"), max_length=12, choices=VisitPlace.choices, blank=True
    )
    started_at = models.DateTimeField(_("began"), null=True, blank=True)
    ended_at = models.DateTimeField(pgettext_lazy("visit", "ended"), null=True, blank=True)
    done_on = models.DateField(_("day of the visit"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("visited by"), db_index=False,
    )  # fmt: skip
    channel = models.CharField(_("recorded how"), max_length=8, choices=Channel.choices, blank=True)
    client_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    met = ArrayField(models.BigIntegerField(), verbose_name=_("who was met"), default=list, blank=True)
    present_status = models.CharField(_("residence status"), max_length=16, choices=ResidenceStatus.choices, blank=True)
    refused_why = models.CharField(_("why they refused"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("household",),
                condition=Q(state=VisitState.DUE),
                name="followups_one_open_visit",
                violation_error_message=_("This household already has a visit that is to be made."),
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.DONE) | Q(done_on__isnull=False),
                name="followups_done_visit_has_a_day",
                violation_error_message=_("Enter the day of the visit."),
            ),
            models.CheckConstraint(
                condition=Q(started_at__isnull=True) | Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="followups_visit_in_order",
                violation_error_message=_("A visit ends after it began."),
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("due_on")),
                name="followups_visit_opens_before_due",
                violation_error_message=_("A visit is due no earlier than it may be made."),
            ),
        )
        indexes = (
            models.Index(fields=("household", "-due_on"), name="followups_visits_of_home"),
            models.Index(fields=("household", "-done_on"), condition=Q(state="done"), name="followups_visits_made"),
            models.Index(fields=("worker", "due_on"), condition=Q(state="due"), name="followups_visits_of_worker"),
            models.Index(fields=("community", "due_on"), condition=Q(state="due"), name="followups_visits_due"),
            models.Index(fields=("community", "-done_on"), condition=Q(state="done"), name="followups_visits_done"),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(WORKFLOW.edges())),)

    def __str__(self) -> str:
        return f"{self.due_on} {self.get_state_display()}"

    @property
    def is_overdue(self) -> bool:
        """The same as VisitQuerySet.overdue, which a test proves."""
        return self.state == VisitState.DUE and self.due_on < clock.today()

    @property
    def lasted(self) -> timedelta | None:
        """How long it took; None where either end is not known."""
        return None if self.started_at is None or self.ended_at is None else self.ended_at - self.started_at


class OfVisit(models.Model):
    """A row of a visit, seen with it."""

    scope_community = "visit__community"
    in_buildings = staticmethod(living_in("visit__household"))
    row_security = through("followups_visit", "visit_id")
    objects: Any = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class VisitStep(OfVisit, StepLog):
    """One step of one visit."""

    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, related_name="steps", verbose_name=_("visit"), db_index=False
    )

    class Meta:
        verbose_name = _("step of a visit")
        verbose_name_plural = _("steps of visits")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("visit", "at"), name="followups_visit_steps"),)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"


class VisitPhoto(OfVisit, Photo):
    """A photo or a signature of a visit, by the key that the phone gave it: sent twice, it is kept once.

    `question` is the key of the question that it answers, "" for none.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="photos", verbose_name=_("visit"))
    client_id = models.UUIDField(unique=True, editable=False)
    what = models.CharField(_("what it is"), max_length=12, choices=Shot.choices, default=Shot.PHOTO)
    question = models.CharField(pgettext_lazy("questionnaire", "question"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("photo of a visit")
        verbose_name_plural = _("photos of visits")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.pk}"
