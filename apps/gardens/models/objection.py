"""Objections to a published allocation."""

from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin

from apps.core.workflow import state_field
from apps.gardens.models.draft import AllocationDraft
from apps.gardens.models.round import GardenRound
from apps.gardens.models.zone import GardenPlot
from apps.gardens.vocabulary import Remedy
from apps.gardens.workflow import OBJECTION_WORKFLOW
from apps.households.models import Household
from apps.households.models.objecting import HouseholdObjection


@pghistory.track()
class Objection(FSMModelMixin, HouseholdObjection):
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

    class Meta(HouseholdObjection.Meta):
        verbose_name = _("objection to an allocation")
        verbose_name_plural = _("objections to allocations")
        indexes = (models.Index(fields=("round", "state"), name="gardens_objections"),)
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(OBJECTION_WORKFLOW.edges())),)
