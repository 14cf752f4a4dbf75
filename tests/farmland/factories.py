"""Fields of households, placed and not."""

from datetime import date
from decimal import Decimal
from typing import Any

import factory

from apps.core.periods import since
from apps.farmland.models import Crop, Parcel, ParcelUse, Village
from tests.communities.factories import BuildingFactory, DwellingFactory
from tests.households.factories import HouseholdFactory, OccupancyFactory

HOME = {"latitude": 30.27, "longitude": 109.48, "altitude_m": 620.0}
SINCE = date(2024, 1, 1)


class CropFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Crop

    name = factory.Sequence(lambda n: f"作物{n}")


class VillageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Village

    name = factory.Sequence(lambda n: f"测试{n}村")
    latitude, longitude, altitude_m = 30.30, 109.50, 900.0


class ParcelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Parcel

    household = factory.SubFactory(HouseholdFactory)
    community = factory.SelfAttribute("household.community")
    area_mu = Decimal("1.5")
    kind = "dry"


class ParcelUseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ParcelUse

    parcel = factory.SubFactory(ParcelFactory)
    household = factory.SelfAttribute("parcel.household")
    community = factory.SelfAttribute("parcel.community")
    use = "own"
    period = factory.LazyFunction(lambda: since(SINCE))


def home(community: Any, building: Any = None, **values: Any) -> Any:
    """A household in a flat of a building that has a place on the map."""
    building = building or BuildingFactory(community=community, **HOME)
    dwelling = DwellingFactory(building=building, community=community)
    household = HouseholdFactory(community=community, **values)
    OccupancyFactory(household=household, dwelling=dwelling, community=community)
    return household


def field_at(
    household: Any, north_m: float, *, altitude_m: float | None = 620.0, use: str = "own", **values: Any
) -> Any:
    """A field so many metres north of HOME, worked by the household unless said otherwise."""
    parcel = ParcelFactory(
        household=household, latitude=HOME["latitude"] + north_m / 111_195, longitude=HOME["longitude"],
        placed_by="map", altitude_m=altitude_m, **values,
    )  # fmt: skip
    if use:
        ParcelUseFactory(parcel=parcel, use=use)
    return parcel
