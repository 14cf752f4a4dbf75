"""The farm calendar as shipped: crops, their busy seasons in three altitude bands, and an estimate of trips.

Days follow the field studies of the Wuling mountains (docs/domain.md): the bands lie half to one month apart. Trips
are estimates. Everything may be changed by the county.
"""

from typing import Any

# crop: (work, work in English, calendar, trips, {band: (from month, day, to month, day)})
SOLAR, LUNAR = "solar", "lunar"
BANDS = ("low", "middle", "high")
Days = tuple[int, int, int, int]
CROPS = {
    "水稻": "rice", "玉米": "maize", "马铃薯": "potato", "茶叶": "tea", "烤烟": "tobacco",
    "蔬菜": "vegetables", "果树": "fruit trees", "用材林": "timber",
}  # fmt: skip
SEASONS: tuple[tuple[str, str, str, str, int, tuple[Days, Days, Days]], ...] = (
    ("茶叶", "采茶", "tea picking", SOLAR, 60, ((3, 15, 10, 15), (4, 1, 10, 1), (4, 15, 9, 15))),
    ("玉米", "播种", "sowing", LUNAR, 8, ((3, 1, 3, 20), (3, 10, 3, 30), (3, 20, 4, 10))),
    ("玉米", "收割", "harvest", LUNAR, 8, ((8, 1, 8, 20), (8, 10, 8, 30), (8, 20, 9, 10))),
    ("水稻", "移栽", "transplanting", LUNAR, 8, ((5, 1, 5, 15), (5, 10, 5, 25), (5, 15, 5, 30))),
    ("水稻", "收割", "harvest", LUNAR, 8, ((7, 10, 7, 25), (7, 20, 8, 5), (8, 1, 8, 15))),
    ("烤烟", "移栽", "transplanting", SOLAR, 10, ((5, 1, 5, 15), (5, 8, 5, 22), (5, 15, 5, 31))),
    ("烤烟", "采烤", "picking and curing", SOLAR, 20, ((7, 10, 8, 31), (7, 20, 9, 10), (8, 1, 9, 20))),
    ("马铃薯", "播种", "planting", SOLAR, 5, ((12, 10, 1, 10), (1, 5, 2, 5), (2, 1, 3, 1))),
    ("马铃薯", "收挖", "digging", SOLAR, 6, ((6, 1, 6, 30), (6, 15, 7, 15), (7, 1, 7, 31))),
    ("蔬菜", "采收", "picking", SOLAR, 20, ((5, 1, 7, 31), (5, 15, 8, 15), (6, 1, 8, 31))),
    ("果树", "采摘", "picking", SOLAR, 12, ((9, 15, 11, 10), (9, 20, 11, 10), (9, 25, 11, 5))),
)
SPAN = ("from_month", "from_day", "to_month", "to_day")


def ship(crops: Any, seasons: Any) -> None:
    """Enter what is not there yet into the two registers, given by their model classes; running twice does no harm."""
    found = {
        name: crops.objects.get_or_create(name=name, defaults={"name_en": english})[0]
        for name, english in CROPS.items()
    }
    for crop, work, english, calendar, trips, spans in SEASONS:
        for band, days in zip(BANDS, spans, strict=True):
            values = {"work_en": english, "calendar": calendar, "trips": trips, **dict(zip(SPAN, days, strict=True))}
            seasons.objects.get_or_create(crop=found[crop], band=band, work=work, defaults=values)
