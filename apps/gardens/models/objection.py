"""Objections to a published allocation."""

from typing import Any

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin

from apps.core import clock
from apps.core.models import Stamped
from apps.core.workflow import state_field
from apps.gardens.models.draft import AllocationDraft
from apps.gardens.models.round import GardenRound
from apps.gardens.models.zone import GardenPlot
from apps.gardens.vocabulary import Remedy
from apps.gardens.workflow import OBJECTION_WORKFLOW, ObjectionState
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned


@pghistory.track()
class Objection(FSMModelMixin, HouseholdOwned, Stamped):
    """What a household holds against the list, who decided on it, and what moved because of it.

    `about` is the household that the remedy changes (empty: the one that objects). `moved` lists
    {"household", "from", "to"} by code and plot number; "" stands for none.
    """

    round = models.ForeignKey(
        GardenRound, on_delete=models.PROTECT, related_name="objections", verbose_name=_("garden round")
    )
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="garden_objections", verbose_name=_("household")
    )
    state = state_field(OBJECTION_WORKFLOW, verbose_name=_("state"))
    text = models.TextField(_("what it objects to"), max_length=500)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("recorded by"),
    )  # fmt: skip
    recorded_at = models.DateTimeField(_("recorded"), default=clock.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    why = models.TextField(_("reason of the decision"), blank=True, max_length=500)
    remedy = models.CharField(_("what changes"), max_length=12, choices=Remedy.choices, blank=True)
    about = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.CASCADE, related_name="+",
        verbose_name=_("household concerned"),
    )  # fmt: skip
    plot = models.ForeignKey(
        GardenPlot, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("garden plot")
    )
    draft = models.ForeignKey(
        AllocationDraft, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("new draft")
    )
    moved: Any = models.JSONField(_("what moved"), default=list, blank=True)

    class Meta:
        verbose_name = _("objection to an allocation")
        verbose_name_plural = _("objections to allocations")
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(recorded_by__isnull=True) | ~Q(decided_by=F("recorded_by")),
                name="gardens_objection_four_eyes",
                violation_error_message=_("Somebody else than the one who recorded it decides on an objection."),
            ),
            models.CheckConstraint(
                condition=Q(state=ObjectionState.OPEN, decided_at__isnull=True)
                | (~Q(state=ObjectionState.OPEN) & Q(decided_at__isnull=False) & ~Q(why="")),
                name="gardens_objection_decided_with_reason",
            ),
        )
        indexes = (models.Index(fields=("round", "state"), name="gardens_objections"),)
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(OBJECTION_WORKFLOW.edges())),)

    def __str__(self) -> str:
        return self.text[:30]
