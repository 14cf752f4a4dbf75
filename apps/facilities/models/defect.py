"""Defects of facilities, from the report to the repair."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin

from apps.core import clock
from apps.core.models import Stamped, StepLog, append_only
from apps.core.rowsecurity import through
from apps.core.workflow import state_field
from apps.facilities.models.facility import Facility
from apps.facilities.models.queryset import DefectQuerySet, DefectStepQuerySet
from apps.facilities.vocabulary import Severity, Source
from apps.facilities.workflow import DEFECT_OPEN, DEFECT_WORKFLOW, DefectState


class FacilityDefect(FSMModelMixin, Stamped):
    """Something that is broken or dangerous; `client_id` makes a form sent twice one defect.

    `source_key` names what it was heard from, e.g. a complaint's number; apps above fill it.
    """

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="defects", verbose_name=_("facility"), db_index=False
    )
    state = state_field(DEFECT_WORKFLOW, verbose_name=_("state"))
    client_id = models.UUIDField(default=uuid.uuid4, editable=False)
    severity = models.CharField(_("how bad"), max_length=12, choices=Severity.choices, default=Severity.HINDERS)
    text = models.TextField(_("what is wrong"), max_length=500)
    source = models.CharField(_("heard from"), max_length=12, choices=Source.choices, default=Source.STAFF)
    source_key = models.CharField(_("number"), max_length=40, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("reported by"),
        db_index=False,
    )
    reported_at = models.DateTimeField(_("reported"), default=clock.now)
    due_on = models.DateField(_("mend by"))
    ended_on = models.DateField(_("settled"), null=True, blank=True)

    scope_community = "facility__community"
    row_security = through("facilities_facility", "facility_id")
    objects = DefectQuerySet.as_manager()

    class Meta:
        verbose_name = _("defect")
        verbose_name_plural = _("defects")
        ordering = ("-reported_at", "-pk")
        indexes = (
            models.Index(fields=("facility", "-reported_at"), name="facilities_defects"),
            models.Index(fields=("due_on",), condition=Q(state__in=DEFECT_OPEN), name="facilities_defects_due"),
        )
        constraints = (
            models.UniqueConstraint(fields=("client_id",), name="facilities_defect_filed_once"),
            models.CheckConstraint(
                condition=Q(state__in=DEFECT_OPEN, ended_on__isnull=True)
                | (~Q(state__in=DEFECT_OPEN) & Q(ended_on__isnull=False)),
                name="facilities_defect_settled_once_ended",
            ),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(DEFECT_WORKFLOW.edges())),)

    def __str__(self) -> str:
        return self.text[:30]

    @property
    def is_open(self) -> bool:
        return self.state in DEFECT_OPEN

    @property
    def is_overdue(self) -> bool:
        """The same as DefectQuerySet.overdue, which a test proves."""
        return self.is_open and self.due_on < clock.today()

    @property
    def state_label(self) -> str:
        return str(DefectState(self.state).label)


class DefectStep(StepLog):
    """One step of one defect."""

    defect = models.ForeignKey(
        FacilityDefect, on_delete=models.PROTECT, related_name="steps", verbose_name=_("defect"), db_index=False
    )

    row_security = through("facilities_facilitydefect", "defect_id")
    objects = DefectStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a defect")
        verbose_name_plural = _("steps of defects")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("defect", "at"), name="facilities_defect_steps"),)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"
