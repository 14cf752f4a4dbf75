"""Standing bookings: a seat for the season."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned
from apps.shuttles.models.riding import RIDERS, RIDERS_SANE, frail_field, riders_field, stop_field
from apps.shuttles.models.timetable import ONE_DAY, WEEKDAYS_SANE, Run, weekdays_field
from apps.shuttles.vocabulary import Channel, StandingState


@pghistory.track()
class StandingBooking(HouseholdOwned, Period, Stamped):
    """A seat on every trip of a run within the period, on these days of the week."""

    run = models.ForeignKey(
        Run, on_delete=models.PROTECT, related_name="standing", verbose_name=_("run of the timetable")
    )
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="standing_bookings", verbose_name=_("household")
    )
    from_stop = stop_field(_("gets on at"))
    to_stop = stop_field(_("gets off at"), blank=True)
    riders = riders_field()
    weekdays = weekdays_field()
    needs_accessible = models.BooleanField(_("needs an accessible vehicle"), default=False)
    wheelchair = models.BooleanField(_("with a wheelchair"), default=False)
    frail_rides = frail_field()
    state = models.CharField(_("state"), max_length=8, choices=StandingState.choices, default=StandingState.LIVE)
    channel = models.CharField(_("registered"), max_length=8, choices=Channel.choices, default=Channel.STAFF)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("booked by"),
    )  # fmt: skip
    why = models.CharField(_("why it ended"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing booking")
        verbose_name_plural = _("standing bookings")
        ordering = ("-created_at", "-pk")
        constraints = (
            ExclusionConstraint(
                name="shuttles_one_standing_booking",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("run", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(state=StandingState.LIVE),
                violation_error_message=_("This household already has a standing booking of this run at that time."),
            ),
            models.CheckConstraint(
                condition=RIDERS_SANE, name="shuttles_standing_riders_sane", violation_error_message=RIDERS
            ),
            models.CheckConstraint(
                condition=WEEKDAYS_SANE, name="shuttles_standing_weekdays", violation_error_message=ONE_DAY
            ),
        )

    def __str__(self) -> str:
        return f"{self.household_id} {self.run_id}"
