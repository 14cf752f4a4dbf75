"""Wishes of residents: demand of the planner."""

import uuid

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import clock
from apps.core.models import Stamped
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned
from apps.shuttles.models.riding import RIDERS, RIDERS_SANE, riders_field, stop_field
from apps.shuttles.models.timetable import ONE_DAY, WEEKDAYS_SANE, ShuttleSeason, weekdays_field
from apps.shuttles.vocabulary import Channel, Purpose, WishState


@pghistory.track()
class RideWish(HouseholdOwned, Stamped):
    """A trip that a household would need and does not find: on a day, or on days of the week of a season.

    `hour_from` is the hour in which it would set out, from 0 to 23. Demand of the planner.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="ride_wishes", verbose_name=_("household")
    )
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose.choices)
    stop = stop_field(pgettext_lazy("shuttle", "where to"))
    day = models.DateField(_("day"), null=True, blank=True)
    season = models.ForeignKey(
        ShuttleSeason, null=True, blank=True, on_delete=models.PROTECT, related_name="wishes",
        verbose_name=_("shuttle season"),
    )  # fmt: skip
    weekdays = weekdays_field()
    hour_from = models.PositiveSmallIntegerField(_("from (hour)"), validators=[MaxValueValidator(23)])
    riders = riders_field()
    needs_accessible = models.BooleanField(_("needs an accessible vehicle"), default=False)
    text = models.CharField(_("in their words"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=WishState.choices, default=WishState.OPEN)
    channel = models.CharField(_("told"), max_length=8, choices=Channel.choices, default=Channel.STAFF)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("recorded by"),
    )  # fmt: skip
    told_at = models.DateTimeField(_("told on"), default=clock.now)

    class Meta:
        verbose_name = _("wish for a shuttle")
        verbose_name_plural = _("wishes for shuttles")
        ordering = ("-told_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(day__isnull=False, season__isnull=True) | Q(day__isnull=True, season__isnull=False),
                name="shuttles_wish_day_or_season",
                violation_error_message=_("Choose either a day or a season."),
            ),
            models.CheckConstraint(
                condition=Q(hour_from__lte=23),
                name="shuttles_wish_hour_0_23",
                violation_error_message=_("An hour is a number from 0 to 23."),
            ),
            models.CheckConstraint(
                condition=RIDERS_SANE, name="shuttles_wish_riders_sane", violation_error_message=RIDERS
            ),
            models.CheckConstraint(
                condition=WEEKDAYS_SANE, name="shuttles_wish_weekdays", violation_error_message=ONE_DAY
            ),
        )
        indexes = (models.Index(fields=("community", "state"), name="shuttles_wish_state"),)

    def __str__(self) -> str:
        return f"{self.household_id} {self.get_purpose_display()}"
