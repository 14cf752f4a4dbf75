"""Transfers to another community: two people decide, one on each side."""

from typing import Any, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin

from apps.communities.models import Community
from apps.core import clock
from apps.core.models import Stamped, StepLog, append_only
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import COMMUNITIES, Rows, through
from apps.core.scope import scope_of
from apps.core.workflow import state_field
from apps.households.models.household import Household, HouseholdOwned
from apps.households.models.member import Member
from apps.households.rows import HOUSEHOLDS
from apps.households.transfers.workflow import WORKFLOW, State


class TransferQuerySet(ScopedQuerySet):
    """Transfers; both communities see them."""

    def visible_to(self, user: Any) -> Self:
        """Those from and to one's communities."""
        scope = scope_of(user)
        return self.filter(self.scope_q(scope) | scope.q(community="to_community"))

    def pending(self) -> Self:
        """Those that wait for the receiving community."""
        return self.filter(state=State.REQUESTED)


@pghistory.track()
class Transfer(FSMModelMixin, HouseholdOwned, Stamped):
    """A household, or one person of it, that is to belong to another community. `community` is the giving one."""

    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="transfers", verbose_name=_("household")
    )
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("only this person")
    )
    to_community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="+", verbose_name=_("receiving community")
    )
    state = state_field(WORKFLOW, verbose_name=_("state"))
    happens_on = models.DateField(_("day of the transfer"))
    new_head = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("new head")
    )
    marriage = models.BooleanField(_("because of a marriage"), default=False)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    document = models.CharField(_("document number"), max_length=60, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=clock.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    row_security = Rows(building=f"household_id = {HOUSEHOLDS}", other=f"to_community_id = {COMMUNITIES}")
    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ("-asked_at", "-pk")
        indexes = (
            models.Index(fields=("to_community",), condition=Q(state=State.REQUESTED), name="households_transfer_wait"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="households_transfer_four_eyes",
                violation_error_message=_("Whoever asked for the transfer cannot decide on it."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.ACCEPTED, State.REJECTED))
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="households_transfer_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(to_community=F("community")),
                name="households_transfer_elsewhere",
                violation_error_message=_("Choose another community than the household's own."),
            ),
            models.UniqueConstraint(
                fields=("household",),
                condition=Q(state=State.REQUESTED),
                name="households_one_pending_transfer",
                violation_error_message=_("A transfer of this household is waiting already."),
            ),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(WORKFLOW.edges())),)

    def __str__(self) -> str:
        return f"{self.community} → {self.to_community}"


class TransferStep(StepLog):
    """One step of a transfer."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="steps")

    row_security = through("households_transfer", "transfer_id")

    class Meta:
        verbose_name = _("step of a transfer")
        verbose_name_plural = _("steps of transfers")
        ordering = ("pk",)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return self.step
