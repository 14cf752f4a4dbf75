"""Offers of a plot, to be signed."""

from typing import Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin

from apps.core import clock
from apps.core.models import Stamped
from apps.core.querysets import ScopedQuerySet
from apps.core.workflow import state_field
from apps.gardens.models.round import GardenRound
from apps.gardens.models.zone import GardenPlot
from apps.gardens.workflow import OFFER_WORKFLOW, OfferState
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned


class OfferQuerySet(ScopedQuerySet):
    """Offers."""

    def waiting(self) -> Self:
        """Still to be signed."""
        return self.filter(state=OfferState.WAITING)

    def overdue(self) -> Self:
        """Should have been signed before today."""
        return self.waiting().filter(sign_by__lt=clock.today())


@pghistory.track()
class GardenOffer(FSMModelMixin, HouseholdOwned, Stamped):
    """A plot offered to a household (签约): signed, it becomes a tenure; declined or lapsed, the waitlist moves up."""

    round = models.ForeignKey(
        GardenRound, on_delete=models.PROTECT, related_name="offers", verbose_name=_("garden round")
    )
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="garden_offers", verbose_name=_("household")
    )
    plot = models.ForeignKey(GardenPlot, on_delete=models.PROTECT, related_name="offers", verbose_name=_("garden plot"))
    state = state_field(OFFER_WORKFLOW, verbose_name=_("state"))
    offered_at = models.DateTimeField(_("offered"), default=clock.now)
    sign_by = models.DateField(_("sign by"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("settled by"),
    )  # fmt: skip
    signer = models.CharField(_("who signed"), max_length=60, blank=True)
    why = models.CharField(_("why"), max_length=200, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer of a plot")
        verbose_name_plural = _("offers of plots")
        ordering = ("sign_by", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("household",),
                condition=Q(state=OfferState.WAITING),
                name="gardens_one_open_offer_a_household",
                violation_error_message=_("Another plot is offered to this household. Settle that offer first."),
            ),
            models.UniqueConstraint(
                fields=("plot",),
                condition=Q(state=OfferState.WAITING),
                name="gardens_one_open_offer_a_plot",
                violation_error_message=_("This plot is offered to another household. Settle that offer first."),
            ),
            models.CheckConstraint(
                condition=Q(state=OfferState.WAITING, settled_at__isnull=True)
                | (~Q(state=OfferState.WAITING) & Q(settled_at__isnull=False)),
                name="gardens_offer_settled_once",
            ),
        )
        indexes = (
            models.Index(fields=("round", "state"), name="gardens_offers"),
            models.Index(fields=("sign_by",), condition=Q(state=OfferState.WAITING), name="gardens_offers_due"),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(OFFER_WORKFLOW.edges())),)

    def __str__(self) -> str:
        return f"{self.plot_id} {self.household_id}"

    @property
    def is_overdue(self) -> bool:
        """The same as OfferQuerySet.overdue, which a test proves."""
        return self.state == OfferState.WAITING and self.sign_by < clock.today()
