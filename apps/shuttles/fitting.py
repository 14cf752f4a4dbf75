"""Whether a vehicle and a driver can take a trip: in use, there on the day, licensed, rested, big enough.

That neither is in two places is a constraint of the database; the rest rules need the driver's other trips, which
callers keep from changing by locking the driver's row (`actions.stepping.locked_crew`).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.models import CommunityOwned
from apps.shuttles.models import Driver, Trip, Vehicle
from apps.shuttles.rest import WEEK, Limits, breaches
from apps.shuttles.vocabulary import LICENSED_SEATS

Moments = tuple[datetime, datetime]
BREACHED: dict[str, Any] = {
    "day": _("With this trip %(name)s drives %(hours)s hours within 24 hours; the limit is %(limit)s."),
    "week": _("With this trip %(name)s drives %(hours)s hours within 7 days; the limit is %(limit)s."),
    "on_end": _("With this trip %(name)s drives %(hours)s hours without a break; the limit is %(limit)s."),
    "rest": _("With this trip %(name)s's day lasts %(hours)s hours; with the rest before the next, %(limit)s at most."),
}


def fits(
    *, community: int, vehicle: Vehicle | None, driver: Driver | None, starts_at: datetime, ends_at: datetime,
    accessible: bool = False, besides: int | None = None,
) -> Decision:  # fmt: skip
    """Whether both can take a trip at that time, leaving out the trip `besides`. None for either leaves it open."""
    return first_refusal(
        (
            lambda: ALLOW if vehicle is None else vehicle_fits(community, vehicle, starts_at, ends_at, accessible),
            lambda: ALLOW if driver is None else driver_fits(community, driver, starts_at, ends_at),
            lambda: ALLOW if driver is None or vehicle is None else licensed(driver, vehicle),
            lambda: ALLOW if driver is None else rested(driver, starts_at, ends_at, besides),
        )
    )


def vehicle_fits(
    community: int, vehicle: Vehicle, starts_at: datetime, ends_at: datetime, accessible: bool
) -> Decision:
    """In use on those days, and accessible where that is needed."""
    first, last = timezone.localdate(starts_at), timezone.localdate(ends_at)
    if _elsewhere(community, vehicle):
        return refuse("other_community", _("This vehicle belongs to another community."), field="vehicle")
    if vehicle.retired_on is not None and vehicle.retired_on <= last:
        words = _("%(plate)s is no longer in use since %(day)s.")
        return _no("vehicle_retired", words, "vehicle", plate=vehicle.plate, day=_day(vehicle.retired_on))
    out = next((row for row in vehicle.outages.all() if row.touches(first, last)), None)
    if out is not None:
        words = _("%(plate)s cannot be had on that day: %(why)s.")
        return _no("vehicle_out", words, "vehicle", plate=vehicle.plate, why=out.why or "—")
    if accessible and not vehicle.accessible:
        return _no("not_accessible", _("%(plate)s has no place for a wheelchair."), "vehicle", plate=vehicle.plate)
    return ALLOW


def driver_fits(community: int, driver: Driver, starts_at: datetime, ends_at: datetime) -> Decision:
    """Still drives, is there on those days, and has a licence that holds."""
    first, last = timezone.localdate(starts_at), timezone.localdate(ends_at)
    if _elsewhere(community, driver):
        return refuse("other_community", _("This driver belongs to another community."), field="driver")
    if driver.left_on is not None and driver.left_on <= last:
        words = _("%(name)s no longer drives since %(day)s.")
        return _no("driver_left", words, "driver", name=driver.name, day=_day(driver.left_on))
    if driver.licence_until < last:
        words = _("The licence of %(name)s is valid until %(day)s.")
        return _no("licence_over", words, "driver", name=driver.name, day=_day(driver.licence_until))
    if any(row.touches(first, last) for row in driver.absences.all()):
        return _no("driver_absent", _("%(name)s is absent on that day."), "driver", name=driver.name)
    return ALLOW


def licensed(driver: Driver, vehicle: Vehicle) -> Decision:
    """Whether the licence is for a vehicle of so many seats, the driver's included."""
    most = LICENSED_SEATS[driver.licence_class]  # type: ignore[index]
    if vehicle.seats + 1 <= most:
        return ALLOW
    words = _("%(name)s may drive up to %(most)s seats with licence %(licence)s; %(plate)s has %(seats)s.")
    return _no(
        "licence_class", words, "driver", name=driver.name, most=most, licence=driver.licence_class,
        plate=vehicle.plate, seats=vehicle.seats + 1,
    )  # fmt: skip


def rested(driver: Driver, starts_at: datetime, ends_at: datetime, besides: int | None = None) -> Decision:
    """Whether the driver keeps to the rules of rest with this trip among those a week before and after it."""
    around = timedelta(minutes=WEEK)
    rows = Trip.objects.running().filter(driver=driver, ends_at__gt=starts_at - around, starts_at__lt=ends_at + around)
    driven = rows.exclude(pk=besides).values_list("starts_at", "ends_at")
    limits = Limits.on(timezone.localdate(starts_at))
    answer, _at = rest_kept(driver, driven, [(starts_at, ends_at)], limits)
    return answer


def rest_kept(
    driver: Driver, driven: Iterable[Moments], more: Sequence[Moments], limits: Limits
) -> tuple[Decision, datetime]:
    """Whether the driver keeps to the rules of rest with more drives, and the moment from which not."""
    zero = min(start for start, _end in more)
    found = breaches([(_minutes(zero, start), _minutes(zero, end)) for start, end in (*driven, *more)], limits)
    if not found:
        return ALLOW, zero
    breach = found[0]
    most = 1440 - limits.rest if breach.limit == "rest" else getattr(limits, breach.limit)
    refusal = _no(
        f"rest_{breach.limit}", BREACHED[breach.limit], "driver", name=driver.name, hours=_hours(breach.minutes),
        limit=_hours(most),
    )  # fmt: skip
    return refusal, zero + timedelta(minutes=breach.since)


def _elsewhere(community: int, row: CommunityOwned) -> bool:
    return row.community_id != community


def _no(code: str, words: Any, field: str, **facts: Any) -> Decision:
    return refuse(code, words % facts, field=field)


def _day(day: Any) -> str:
    return date_format(day, "DATE_FORMAT")


def _minutes(zero: datetime, at: datetime) -> int:
    return round((at - zero).total_seconds() / 60)


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")
