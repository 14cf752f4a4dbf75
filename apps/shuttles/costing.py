"""What a trip that arrived cost: its kilometres, and the day of its vehicle, borne by the first trip of that day.

So the costs of all trips add up to what the vehicles cost. What else there is (a driver's wage) is in it as far as the
county put it into the prices of the vehicle.
"""

from decimal import Decimal

from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.shuttles.models import Trip, Vehicle
from apps.shuttles.workflow import TripState

FEN = Decimal("0.01")


def settle(trip: Trip) -> None:
    """Fill `cost_yuan` and `day_cost_yuan` from `km` and the prices of the vehicle; None where it has none.

    The trip is locked and about to be saved as arrived.
    """
    vehicle = trip.vehicle
    if vehicle is None or (vehicle.cost_per_km_yuan is None and vehicle.cost_per_day_yuan is None):
        trip.cost_yuan = trip.day_cost_yuan = None
        return
    trip.day_cost_yuan = None if vehicle.cost_per_day_yuan is None else _of_the_day(trip, vehicle)
    by_km = (trip.km or Decimal()) * (vehicle.cost_per_km_yuan or Decimal())
    trip.cost_yuan = (by_km + (trip.day_cost_yuan or Decimal())).quantize(FEN)


def _of_the_day(trip: Trip, vehicle: Vehicle) -> Decimal:
    with elevated("which trip of a vehicle was the first that day", communities(trip.community_id)):
        Vehicle.objects.select_for_update(of=("self",)).get(pk=vehicle.pk)  # two that arrive at once
        others = Trip.objects.filter(vehicle=vehicle, day=trip.day, state=TripState.DONE, day_cost_yuan__gt=0)
        return Decimal() if others.exclude(pk=trip.pk).exists() else vehicle.cost_per_day_yuan or Decimal()
