"""Samples of fields for the walk over every address."""

from datetime import date
from typing import Any

from apps.core.periods import since
from apps.farmland.models import BusySeason, Crop, Parcel, ParcelUse, Village
from apps.farmland.reach import reach_refresh
from tests.core.sheets import read, workbook
from tests.harness.walk import Side


def objects(side: Side) -> dict[str, Any]:
    household = side["households.household"]
    parcel = Parcel.objects.create(
        community=side.community, household=household, area_mu=2, kind="dry", name=side.mark, note=side.mark,
        latitude=30.28, longitude=109.49, placed_by="map",
    )  # fmt: skip
    use = ParcelUse.objects.create(
        community=side.community, household=household, parcel=parcel, use="own", period=since(date(2024, 1, 1))
    )
    reach_refresh([parcel.pk])
    crop, _new = Crop.objects.get_or_create(name="走查作物")
    season, _new = BusySeason.objects.get_or_create(
        crop=crop, band="low", work="收割",
        defaults={"from_month": 8, "from_day": 1, "to_month": 8, "to_day": 20, "trips": 5},
    )  # fmt: skip
    village, _new = Village.objects.get_or_create(name="走查村", defaults={"latitude": 30.3, "longitude": 109.5})
    return {
        "farmland.parcel": parcel, "farmland.parceluse": use, "farmland.reach": parcel.reach, "farmland.crop": crop,
        "farmland.busyseason": season, "farmland.village": village, "farmland.parcelimport": _import(side),
    }  # fmt: skip


def _import(side: Side) -> Any:
    """An import that touches this side's community only, read and ready to be looked at."""
    rows = [[side["households.household"].code, side.mark, 1.5, "旱地"]]
    return read("parcels", workbook(("户编码", "地块名称", "面积", "地类"), rows), name=f"{side.mark}.xlsx")


ROUTES = {
    "portal:field-fields": lambda side: {"pk": side["households.household"].pk},
    "portal:field-use": lambda side: {"pk": side["farmland.parcel"].pk},
    "admin:farmland_parcel_do": lambda side: {"object_id": side["farmland.parcel"].pk, "step": "place"},
}
_REGISTERS = "registers of the whole county"
_PAGES = ("change", "history", "delete")
COMMON = {
    **{f"admin:farmland_{noun}_{page}": _REGISTERS for noun in ("crop", "busyseason", "village") for page in _PAGES},
    **{f"api:{noun}-detail": _REGISTERS for noun in ("crop", "busy-season", "village")},
}
