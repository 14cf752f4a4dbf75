"""The register: stops, vehicles and drivers, and when they cannot be had."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from apps.communities.models import Community
from apps.core.constraints import checked
from apps.core.errors import ensure
from apps.core.periods import since
from apps.core.text import prose, tidied
from apps.shuttles.models import Driver, DriverAbsence, ShuttleStop, Vehicle, VehicleOutage
from apps.shuttles.policies import may_plan

STOP_FIELDS = ("name", "code", "kind", "latitude", "longitude", "altitude_m", "accessible", "closed_on", "note")
VEHICLE_FIELDS = (
    "plate", "name", "seats", "wheelchair_places", "cost_per_km_yuan", "cost_per_day_yuan", "retired_on", "note",
)  # fmt: skip
DRIVER_FIELDS = ("name", "phone", "licence_class", "licence_until", "staff", "left_on", "note")


def set_known(row: Any, fields: tuple[str, ...], values: dict[str, Any]) -> Any:
    """Put these values on the row, and save it. Raises TypeError for a name that is no field, InvalidInput."""
    if unknown := set(values) - set(fields):
        raise TypeError(f"no fields of {row._meta.label}: {sorted(unknown)}")
    for name, value in tidied(values).items():
        setattr(row, name, value)
    return checked(row)


def asked_row(row: Any, by: Any) -> Any:
    """The locked row of the register, after the policy allowed to change it. Raises Refused."""
    ensure(may_plan(row.community, by))
    return type(row).objects.select_for_update(of=("self",)).select_related("community").get(pk=row.pk)


@transaction.atomic
def stop_register(*, community: Community, by: Any, **values: Any) -> ShuttleStop:
    """Register a stop with its STOP_FIELDS. Raises Refused, InvalidInput."""
    ensure(may_plan(community, by))
    return set_known(ShuttleStop(community=community), STOP_FIELDS, values)


@transaction.atomic
def stop_change(*, stop: ShuttleStop, by: Any, **values: Any) -> ShuttleStop:
    """Change STOP_FIELDS; `closed_on` gives the stop up."""
    return set_known(asked_row(stop, by), STOP_FIELDS, values)


@transaction.atomic
def vehicle_register(*, community: Community, by: Any, **values: Any) -> Vehicle:
    """Register a vehicle with its VEHICLE_FIELDS."""
    ensure(may_plan(community, by))
    return set_known(Vehicle(community=community), VEHICLE_FIELDS, values)


@transaction.atomic
def vehicle_change(*, vehicle: Vehicle, by: Any, **values: Any) -> Vehicle:
    """Change VEHICLE_FIELDS. Trips that have the vehicle already keep the seats that were frozen for them."""
    return set_known(asked_row(vehicle, by), VEHICLE_FIELDS, values)


@transaction.atomic
def vehicle_out(*, vehicle: Vehicle, by: Any, first: date, last: date | None = None, why: str = "") -> VehicleOutage:
    """The vehicle cannot be had from a day to a day, both included; without `last` until further notice."""
    row = asked_row(vehicle, by)
    return checked(VehicleOutage(vehicle=row, period=_days(first, last), why=prose(why)[:120]))


@transaction.atomic
def driver_register(*, community: Community, by: Any, **values: Any) -> Driver:
    """Register a driver with his DRIVER_FIELDS."""
    ensure(may_plan(community, by))
    return set_known(Driver(community=community), DRIVER_FIELDS, values)


@transaction.atomic
def driver_change(*, driver: Driver, by: Any, **values: Any) -> Driver:
    """Change DRIVER_FIELDS."""
    return set_known(asked_row(driver, by), DRIVER_FIELDS, values)


@transaction.atomic
def driver_absent(*, driver: Driver, by: Any, first: date, last: date | None = None, why: str = "") -> DriverAbsence:
    """The driver is not there from a day to a day, both included; without `last` until further notice."""
    row = asked_row(driver, by)
    return checked(DriverAbsence(driver=row, period=_days(first, last), why=prose(why)[:120]))


@transaction.atomic
def unavailability_end(*, row: VehicleOutage | DriverAbsence, by: Any, last: date) -> Any:
    """An outage or an absence ends with this day after all; with a day before its first one it never was."""
    asked_row(row.vehicle if isinstance(row, VehicleOutage) else row.driver, by)
    if last < row.period.lower:
        row.delete()
        return None
    row.period = _days(row.period.lower, last)
    return checked(row)


def _days(first: date, last: date | None) -> Any:
    return since(first, last + timedelta(days=1) if last else None)
