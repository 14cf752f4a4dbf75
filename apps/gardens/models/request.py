"""Requests of households for a plot."""

import uuid
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Building
from apps.core import clock
from apps.core.models import Stamped
from apps.core.querysets import ScopedQuerySet
from apps.gardens.models.round import GardenRound
from apps.gardens.vocabulary import Channel, Eligibility, Frailty, Reason
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned

USUAL_WEIGHT = 10


class RequestQuerySet(ScopedQuerySet):
    """Requests."""

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.exclude(eligibility=Eligibility.WITHDRAWN)

    def eligible(self) -> Self:
        """Found eligible, in the order in which they were registered."""
        return self.filter(eligibility=Eligibility.ELIGIBLE).order_by("registered_at", "pk")


@pghistory.track()
class GardenRequest(HouseholdOwned, Stamped):
    """One household's need in one round: its wishes, what was found of its eligibility, and the facts it stood on.

    Facts (`building`, `oldest_age`, `frailty`, `weight`, `people`, `residence`) are frozen when eligibility is judged,
    so that the allocation can be computed again later. `weight` is in tenths: 10 counts a walk once, 20 twice.
    """

    round = models.ForeignKey(
        GardenRound, on_delete=models.PROTECT, related_name="requests", verbose_name=_("garden round")
    )
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="garden_requests", verbose_name=_("household")
    )
    client_id = models.UUIDField(default=uuid.uuid4, editable=False)
    channel = models.CharField(_("registered"), max_length=8, choices=Channel.choices, default=Channel.STAFF)
    registered_at = models.DateTimeField(_("registered on"), default=clock.now)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("registered by"),
    )  # fmt: skip
    together = models.CharField(
        _("together with"), max_length=12, blank=True,
        help_text=_("Households that name the same word get adjoining plots."),
    )  # fmt: skip
    needs_accessible = models.BooleanField(_("needs an accessible plot"), default=False)
    keep_present = models.BooleanField(_("keeps its present plot"), default=False)
    note = models.CharField(_("note"), max_length=200, blank=True)

    eligibility = models.CharField(
        _("eligibility"), max_length=10, choices=Eligibility.choices, default=Eligibility.UNJUDGED
    )
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices, blank=True)
    reason_note = models.CharField(_("why"), max_length=200, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    judged_at = models.DateTimeField(_("decided on"), null=True, blank=True)

    building = models.ForeignKey(
        Building, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("building")
    )
    oldest_age = models.PositiveSmallIntegerField(_("age of the oldest"), null=True, blank=True)
    people = models.PositiveSmallIntegerField(_("people"), null=True, blank=True)
    residence = models.CharField(_("residence status"), max_length=16, blank=True)
    frailty = models.CharField(_("frailty"), max_length=10, choices=Frailty.choices, default=Frailty.USUAL)
    weight = models.PositiveSmallIntegerField(_("weight of the walk (tenths)"), default=USUAL_WEIGHT)
    waited = models.PositiveSmallIntegerField(_("earlier rounds without a plot"), default=0)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a plot")
        verbose_name_plural = _("requests for plots")
        ordering = ("registered_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("round", "household"),
                name="gardens_one_request_a_round",
                violation_error_message=_("This household is already registered in this round."),
            ),
            models.UniqueConstraint(fields=("client_id",), name="gardens_request_filed_once"),
            models.CheckConstraint(
                condition=~Q(eligibility=Eligibility.REFUSED) | ~Q(reason=""),
                name="gardens_refusal_has_a_reason",
                violation_error_message=_("Say why the household is not eligible."),
            ),
            models.CheckConstraint(
                condition=~Q(eligibility=Eligibility.ELIGIBLE) | Q(building__isnull=False),
                name="gardens_eligible_lives_somewhere",
                violation_error_message=_("An eligible household holds a dwelling here."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100),
                name="gardens_weight_sane",
                violation_error_message=_("A weight is between 1 and 100 tenths."),
            ),
        )
        indexes = (models.Index(F("round"), F("eligibility"), name="gardens_request_found"),)

    def __str__(self) -> str:
        return f"{self.household_id} {self.get_eligibility_display()}"
