"""Writes the plans of a ledger: new fields set-based (a ledger has thousands), changes through the actions of fields.

This is the action of the import: the register's policy was asked before; the constraints hold for each row.
"""

from collections.abc import Callable, Sequence
from typing import Any

from apps.core import clock
from apps.core.actors import SCRIPT
from apps.core.decisions import refuse
from apps.core.errors import Refused
from apps.core.periods import since
from apps.core.sheets.plans import Plan
from apps.farmland.actions import parcel_correct, parcel_place, parcel_use_record
from apps.farmland.models import Parcel, ParcelUse
from apps.farmland.placing import GPS_EXACT_M, Place, outside_county
from apps.farmland.reach import reach_refresh
from apps.farmland.vocabulary import AltitudeFrom, PlacedBy
from apps.households.models import Household

BATCH = 1_000


def write(plans: Sequence[Plan], *, by: Any, report: Callable[[int, int], None]) -> dict[str, int]:
    """Write all plans within the caller's transaction; counts for the result page. Raises Refused."""
    # Who may import is the register's to say; the county administrator may, who corrects no single field by hand.
    actor = by if by is not None and by.has_perm("farmland.change_parcel") else SCRIPT
    homes = Household.objects.in_bulk({plan.link for plan in plans if plan.link})
    if Household.objects.visible_to(by or SCRIPT).filter(pk__in=homes).count() != len(homes):
        raise Refused(refuse("not_in_scope", "A household lies outside the area."))
    fresh = [plan for plan in plans if plan.target is None]
    known = Parcel.objects.in_bulk([plan.target for plan in plans if plan.target])
    uses = 0
    for start in range(0, len(fresh), BATCH):
        report(start, len(plans))
        uses += _enter(fresh[start : start + BATCH], homes)
    changed = [plan for plan in plans if plan.target is not None]
    for number, plan in enumerate(changed):
        if number % 20 == 0:
            report(len(fresh) + number, len(plans))
        uses += _change(known[plan.target or 0], dict(plan.updates), actor)
    return {"parcels_new": len(fresh), "parcels_changed": len(changed), "uses_recorded": uses}


def _enter(plans: Sequence[Plan], homes: dict[int, Household]) -> int:
    rows, uses, today, outside = [], [], clock.today(), outside_county()
    for plan in plans:
        values = dict(plan.updates)
        use, place = values.pop("use", None), values.pop("place", None)
        home = homes[plan.link or 0]
        row = Parcel(household=home, community_id=home.community_id, **values)
        if place is not None:
            place_of(place).put(row, outside=outside)
        rows.append(row)
        if use is not None:
            uses.append((row, use))
    Parcel.objects.bulk_create(rows)
    ParcelUse.objects.bulk_create(
        ParcelUse(
            parcel=row, household_id=row.household_id, community_id=row.community_id, use=use, partner=partner,
            period=since(today),
        )
        for row, (use, partner) in uses
    )  # fmt: skip
    reach_refresh([row.pk for row in rows])
    return len(uses)


def _change(row: Parcel, values: dict[str, Any], actor: Any) -> int:
    use, place = values.pop("use", None), values.pop("place", None)
    if values:
        row = parcel_correct(parcel=row, by=actor, **values)
    if place is not None:
        row = parcel_place(parcel=row, by=actor, place=place_of(place))
    if use is not None:
        parcel_use_record(parcel=row, by=actor, use=use[0], partner=use[1], start=clock.today())
    return int(use is not None)


def place_of(given: tuple[Any, ...]) -> Place:
    """A place as the comparison found it: by the village, or at coordinates that are in WGS-84 already."""
    how, village, place, datum, altitude = given
    metres = None if altitude is None else float(altitude)
    if how == PlacedBy.VILLAGE:
        return Place.by_village(village, altitude_m=metres)
    source = "" if metres is None else AltitudeFrom.GIVEN
    return Place(place[0], place[1], PlacedBy.COORDINATES, datum, GPS_EXACT_M, metres, source)
