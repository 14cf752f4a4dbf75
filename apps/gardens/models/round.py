"""Rounds in which plots are allocated."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.core.models import Stamped, StepLog, append_only
from apps.core.workflow import state_field
from apps.gardens.models.base import OfRound, SiteOwned
from apps.gardens.models.zone import GardenZone
from apps.gardens.workflow import WORKFLOW, State


class GardenRound(FSMModelMixin, SiteOwned, Stamped):
    """One allocation of plots to the households that need one, from the first need to the end of use.

    `seed` settles ties; it is fixed, and shown, before the first draft can be computed. `published` is the draft that
    counts; `use_from` to before `use_to` is the time for which plots are signed.
    """

    name = models.CharField(pgettext_lazy("garden round", "name"), max_length=40)
    state = state_field(WORKFLOW, verbose_name=_("state"))
    zones = models.ManyToManyField(GardenZone, related_name="rounds", verbose_name=_("garden zones"))
    registration_ends_on = models.DateField(_("needs are registered until"), null=True, blank=True)
    use_from = models.DateField(_("in use from"))
    use_to = models.DateField(_("in use until"), null=True, blank=True)
    seed = models.CharField(_("lottery seed"), max_length=64, blank=True, editable=False)
    published = models.ForeignKey(
        "gardens.AllocationDraft", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("published draft"), editable=False,
    )  # fmt: skip
    published_on = models.DateField(_("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("published by"), editable=False,
    )  # fmt: skip
    objections_until = models.DateField(_("objections until"), null=True, blank=True, editable=False)
    sign_by = models.DateField(_("sign by"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("garden round")
        verbose_name_plural = _("garden rounds")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "name"),
                name="gardens_round_name_once",
                violation_error_message=_("This community already has a round of this name."),
            ),
            models.CheckConstraint(
                condition=Q(use_to__isnull=True) | Q(use_to__gt=F("use_from")),
                name="gardens_round_use_in_order",
                violation_error_message=_("The use ends after it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.ALLOCATION, State.PUBLICITY, State.SIGNING, State.IN_USE)) | ~Q(seed=""),
                name="gardens_seed_before_drafts",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.PUBLICITY, State.SIGNING, State.IN_USE)) | Q(published__isnull=False),
                name="gardens_published_has_a_draft",
            ),
        )
        indexes = (models.Index(fields=("community", "state"), name="gardens_round_state"),)
        triggers = (
            pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(WORKFLOW.edges())),
            pgtrigger.Protect(
                name="seed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__seed__df=pgtrigger.F("new__seed")) & ~pgtrigger.Q(old__seed=""),
            ),
        )

    def __str__(self) -> str:
        return self.name


class RoundStep(OfRound, StepLog):
    """One step of one round."""

    round = models.ForeignKey(
        GardenRound, on_delete=models.PROTECT, related_name="steps", verbose_name=_("garden round"), db_index=False
    )

    class Meta:
        verbose_name = _("step of a garden round")
        verbose_name_plural = _("steps of garden rounds")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("round", "at"), name="gardens_round_steps"),)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"
