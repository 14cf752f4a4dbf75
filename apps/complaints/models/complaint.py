"""Complaints: requests of residents, with their clocks."""

import uuid
from datetime import datetime, timedelta

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin

from apps.communities.models import Building, Community
from apps.complaints.models.queryset import ComplaintQuerySet
from apps.complaints.vocabulary import VERDICTS, Category, Channel, Kind, Satisfaction, Urgency
from apps.complaints.workflow import IN_HAND, OPEN_STATES, PENDING_STATES, WORKFLOW, State
from apps.core import clock
from apps.core.fields import EncryptedTextField
from apps.core.models import CommunityOwned, Stamped
from apps.core.rowsecurity import BUILDINGS, STAFF, Rows
from apps.core.text import random_code
from apps.core.workflow import state_field
from apps.households.models import Household

WITH_COMPLAINT = "EXISTS (SELECT 1 FROM complaints_complaint owner WHERE owner.id = complaint_id)"
TRACKING_LENGTH = 8
FILED_ONCE = "complaints_filed_once"  # the same form sent twice


def new_tracking_code() -> str:
    """Eight characters of 31, from the system's randomness: 8.5 × 10¹¹ codes, so that guessing is hopeless."""
    return random_code(TRACKING_LENGTH)


# The first state of a row is known from the row and its first step: only later changes are tracked.
@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["reporter_name", "reporter_phone"])
class Complaint(FSMModelMixin, CommunityOwned, Stamped):
    """A complaint, request, suggestion or question (诉求) of a resident.

    Who reported it is encrypted and hidden from the handler; showing it is an action that is logged.
    """

    # Every index of this table is paid for by the resident who submits: none that another covers, and those of
    # mostly empty columns are partial.
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, verbose_name=_("community"), related_name="+", db_index=False
    )
    tracking = models.CharField(_("number"), max_length=TRACKING_LENGTH, default=new_tracking_code, editable=False)
    client_id = models.UUIDField(default=uuid.uuid4, editable=False)
    state = state_field(WORKFLOW, verbose_name=_("state"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.COMPLAINT)
    category = models.CharField(_("category"), max_length=16, choices=Category.choices)
    urgency = models.CharField(_("clock"), max_length=12, choices=Urgency.choices, default=Urgency.ORDINARY)
    channel = models.CharField(_("came in by"), max_length=16, choices=Channel.choices, default=Channel.PHONE_PAGE)
    building = models.ForeignKey(
        Building, null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("building"), related_name="+"
    )
    unit = models.PositiveSmallIntegerField(_("unit"), null=True, blank=True)
    place = models.CharField(_("where exactly"), max_length=60, blank=True)
    text = models.TextField(_("in their words"), blank=True, max_length=1000)
    household = models.ForeignKey(
        Household,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name=_("household"),
        related_name="complaints",
        db_index=False,
    )
    reporter_name = EncryptedTextField(
        _("reported by"), purpose="complaints.complaint.reporter_name", null=True, blank=True
    )
    reporter_phone = EncryptedTextField(
        _("their phone"), purpose="complaints.complaint.reporter_phone", null=True, blank=True
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("filed by"),
        db_index=False,
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("handler"),
        db_index=False,
    )
    called_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("called back by"),
        db_index=False,
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("resolved by"),
        db_index=False,
    )
    satisfaction = models.CharField(_("satisfaction"), max_length=16, choices=Satisfaction.choices, blank=True)
    own_rating = models.CharField(
        _("the resident's own rating"),
        max_length=16,
        choices=[(value.value, value.label) for value in VERDICTS],
        blank=True,
    )
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        verbose_name=_("merged into"),
        db_index=False,
    )
    submitted_at = models.DateTimeField(_("submitted"), default=clock.now)
    accept_due = models.DateTimeField(_("accept by"))
    contact_due = models.DateTimeField(_("first contact by"))
    resolve_due = models.DateTimeField(_("resolve by"))
    call_back_due = models.DateTimeField(_("call back by"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    contacted_at = models.DateTimeField(_("first contact"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    paused_at = models.DateTimeField(_("clock stopped"), null=True, blank=True)
    hand_backs = models.PositiveSmallIntegerField(_("times handed back"), default=0)
    reopenings = models.PositiveSmallIntegerField(_("times reopened"), default=0)
    reopened_at = models.DateTimeField(_("reopened"), null=True, blank=True)
    clock_shift = models.DurationField(_("time added to the clock"), default=timedelta, editable=False)
    device = models.CharField(max_length=32, blank=True, editable=False)

    row_security = Rows(building=f"building_id = {BUILDINGS}", other=f"handler_id = {STAFF} OR filed_by_id = {STAFF}")
    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ("-submitted_at", "-pk")
        indexes = (
            models.Index(fields=("community", "-submitted_at", "-id"), name="complaints_community_time"),
            models.Index(fields=("-submitted_at", "-id"), name="complaints_time"),
            models.Index(
                fields=("community", "resolve_due"),
                condition=Q(state__in=PENDING_STATES),
                name="complaints_pending_due",
            ),
            models.Index(fields=("handler",), condition=Q(handler__isnull=False), name="complaints_handler"),
            models.Index(fields=("filed_by",), condition=Q(filed_by__isnull=False), name="complaints_filed_by"),
            models.Index(fields=("household",), condition=Q(household__isnull=False), name="complaints_household"),
            models.Index(fields=("merged_into",), condition=Q(merged_into__isnull=False), name="complaints_merged"),
        )
        constraints = (
            models.UniqueConstraint(fields=("tracking",), name="complaints_tracking_once"),
            models.UniqueConstraint(fields=("client_id",), name=FILED_ONCE),
            models.CheckConstraint(
                condition=Q(called_back_by__isnull=True)
                | Q(resolved_by__isnull=True)
                | ~Q(called_back_by=F("resolved_by")),
                name="complaints_four_eyes_at_call_back",
                violation_error_message=_("The call-back is made by somebody other than the person who resolved it."),
            ),
            models.CheckConstraint(
                condition=Q(called_back_by__isnull=True) | Q(handler__isnull=True) | ~Q(called_back_by=F("handler")),
                name="complaints_call_back_not_by_handler",
                violation_error_message=_("The call-back is made by somebody other than the handler."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=IN_HAND) | Q(handler__isnull=False),
                name="complaints_work_has_a_handler",
                violation_error_message=_("Choose who deals with it."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.MERGED) | Q(merged_into__isnull=False),
                name="complaints_merged_into_something",
                violation_error_message=_("Choose the complaint into which this one is merged."),
            ),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(WORKFLOW.edges())),)

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """Complaints about given buildings."""
        return Q(building_id__in=buildings)

    def __str__(self) -> str:
        return f"{self.tracking[:4]}-{self.tracking[4:]}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def clock_start(self) -> datetime:
        """From when the clocks run: the submission, or the last reopening."""
        return self.reopened_at or self.submitted_at

    @property
    def due_at(self) -> datetime | None:
        """The clock that runs out first; the same as ComplaintQuerySet.with_due, which a test proves."""
        if self.state == State.SUBMITTED:
            return min(self.accept_due, self.resolve_due)
        if self.state == State.RESOLVED:
            return self.call_back_due
        if self.state == State.INFO_NEEDED or not self.is_open:
            return None
        return self.resolve_due if self.contacted_at else min(self.contact_due, self.resolve_due)

    @due_at.setter
    def due_at(self, value: datetime | None) -> None:
        """The annotation of with_due lands here and is not needed: the row itself says it."""

    @property
    def is_overdue(self) -> bool:
        """Whether a clock has run out; the same as ComplaintQuerySet.overdue."""
        return self.due_at is not None and self.due_at < clock.now()
