"""Erasing the personal data of households that left long ago: proposed, requested, approved by somebody else."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import Stamped
from apps.core.querysets import ScopedQuerySet
from apps.core.workflow import Transition, Workflow, state_field
from apps.households.models.household import Household, HouseholdOwned


class ErasureState(models.TextChoices):
    """How far it is."""

    PROPOSED = "proposed", _("due for erasure")
    REQUESTED = "requested", _("erasure requested")
    KEPT = "kept", pgettext_lazy("erasure", "kept for longer")
    DONE = "done", _("erased")


WORKFLOW = Workflow(
    name="erasure",
    states=ErasureState,
    initial=ErasureState.PROPOSED,
    transitions=(
        Transition("request", (ErasureState.PROPOSED,), ErasureState.REQUESTED, _("Request erasure")),
        Transition("keep", (ErasureState.PROPOSED, ErasureState.REQUESTED), ErasureState.KEPT, _("Keep for longer")),
        Transition("propose", (ErasureState.KEPT,), ErasureState.PROPOSED, _("Propose again")),
        Transition("refuse", (ErasureState.REQUESTED,), ErasureState.PROPOSED, _("Turn down")),
        Transition("erase", (ErasureState.REQUESTED,), ErasureState.DONE, _("Approve and erase")),
    ),
)


@pghistory.track()
class Erasure(HouseholdOwned, Stamped):
    """One household whose data are due, and what was decided. Stays as the tombstone: who, why, how many rows."""

    household = models.OneToOneField(
        Household, on_delete=models.PROTECT, related_name="erasure", verbose_name=_("household")
    )
    state = state_field(WORKFLOW, verbose_name=_("state"))
    due_on = models.DateField(_("due since"))
    why = models.CharField(_("reason"), max_length=200, blank=True)
    keep_until = models.DateField(_("keep until"), null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("requested by")
    )
    requested_at = models.DateTimeField(_("requested"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    counts = models.JSONField(_("rows erased"), default=dict, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("erasure of a household")
        verbose_name_plural = _("erasures")
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")),
                name="households_erasure_four_eyes",
                violation_error_message=_("Somebody other than the person who requested it must approve."),
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(requested_by__isnull=False, approved_by__isnull=False),
                name="households_erasure_done_by_two",
                violation_error_message=_("An erasure needs a request and an approval."),
            ),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(WORKFLOW.edges())),)

    def __str__(self) -> str:
        return f"{self.household_id} {self.get_state_display()}"
