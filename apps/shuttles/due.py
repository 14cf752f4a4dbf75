"""What the office must look at: trips that lack somebody or were not finished, licences that end."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from apps.core import clock
from apps.core.periods import is_over, lasting
from apps.shuttles.models import Driver, DriverAbsence, VehicleOutage
from apps.shuttles.rules import LICENCE_NOTICE, number_of
from apps.shuttles.workflow import BEFORE_DEPARTURE, TripState

SOON_DAYS = 7
GRACE = timedelta(hours=1)  # after its time, before a trip counts as not finished


def lacking(what: str = "either") -> Q:
    """Trips that are still to run and have no vehicle, no driver, or either; or one who cannot be had that day."""
    that_day = {"period__contains": OuterRef("day")}
    out = Exists(VehicleOutage.objects.filter(vehicle=OuterRef("vehicle"), **that_day).order_by())
    away = Exists(DriverAbsence.objects.filter(driver=OuterRef("driver"), **that_day).order_by())
    none = {
        "vehicle": Q(out) | Q(vehicle__isnull=True) | ~lasting("vehicle__retired_on", F("day")),
        "driver": Q(away) | Q(driver__isnull=True) | ~lasting("driver__left_on", F("day"))
        | Q(driver__licence_until__lt=F("day")),
    }  # fmt: skip
    asked = none.get(what, none["vehicle"] | none["driver"])
    return asked & Q(state__in=BEFORE_DEPARTURE)


def unlaid() -> Q:
    """Seasons of which trips to come are not on the calendar, because something stood in the way."""
    return Q(unlaid_from__isnull=False, last_day__gte=clock.today())


def unfinished() -> Q:
    """Trips whose time is over and which neither arrived nor were cancelled."""
    return Q(ends_at__lt=clock.now() - GRACE) & ~Q(state__in=(TripState.DONE, TripState.CANCELLED))


def licence_ended() -> Q:
    """Drivers who still drive and whose licence holds no longer."""
    return lasting("left_on") & Q(licence_until__lt=clock.today())


def licence_due() -> Q:
    """Drivers whose licence has ended or ends within the days of the rule."""
    return lasting("left_on") & Q(licence_until__lte=notice_until())


def notice_until() -> date:
    """Up to which day a licence that ends is told of."""
    return clock.today() + timedelta(days=number_of(LICENCE_NOTICE))


def ends_soon(driver: Driver) -> bool:
    """The same as `licence_due`, of one driver."""
    return not is_over(driver.left_on) and driver.licence_until <= notice_until()
