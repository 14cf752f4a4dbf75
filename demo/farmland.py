"""Made-up fields: near the village that people came from, or new ones near the settlement; worked, leased or idle."""

from datetime import date, timedelta
from decimal import Decimal
from math import cos, pi, radians, sin
from typing import Any

from apps.core import clock
from apps.core.periods import since
from apps.farmland.models import BusySeason, Crop, Parcel, ParcelUse, Village
from apps.farmland.reach import refresh_stale
from apps.farmland.shipped import ship
from demo.bulk import Shelf
from demo.chance import Chance
from demo.households import Home, Settled

METRES_A_DEGREE = 111_195
HOW_MANY = {0: 9, 1: 22, 2: 33, 3: 24, 4: 12}
KINDS = {"dry": 44, "paddy": 18, "tea": 20, "orchard": 8, "forest": 10}
CROPS = {
    "dry": {"玉米": 50, "马铃薯": 26, "烤烟": 12, "蔬菜": 12},
    "paddy": {"水稻": 100},
    "tea": {"茶叶": 100},
    "orchard": {"果树": 100},
    "forest": {"用材林": 100},
}
RIGHTS = {"contracted": 78, "transferred": 6, "reclaimed": 9, "opened": 4, "collective": 3}
HERE = {"own": 72, "leased_in": 5, "leased_out": 11, "idle": 6, "": 6}
AWAY = {"own": 22, "leased_out": 42, "idle": 26, "": 10}
NAMES = ("屋后坡", "大田湾", "水井边", "岩脚下", "老屋场", "河坝", "垭口", "茶园坡", "长冲", "")
PARTNERS = ("向家合作社", "茶叶专业合作社", "邻居田家", "堂兄", "烟草站")


class Fields:
    """Fields of one community. `villages` are those of the county, kept from one community to the next."""

    def __init__(self, settled: Settled, shelf: Shelf, villages: dict[str, Village], *, seed: str) -> None:
        self.settled, self.shelf, self.villages, self.today = settled, shelf, villages, clock.today()
        self.seed = f"{seed} fields {settled.site.slug}"
        ship(Crop, BusySeason)
        self.crops = {crop.name: crop for crop in Crop.objects.all()}

    def lay(self) -> int:
        """How many fields were made."""
        made = 0
        for name in self.settled.site.villages:
            self._village(name)
        for home in self.settled.homes:
            chance = Chance(f"{self.seed} {home.household.code}")
            for _number in range(chance.pick(HOW_MANY)):
                self._field(chance, home)
                made += 1
        self.shelf.write()
        refresh_stale()  # the ways to them
        return made

    def _village(self, name: str) -> None:
        """Where a village lies: in the hills around the first settlement whose people came from it."""
        if name in self.villages:
            return
        chance, site = Chance(f"{self.seed} {name}"), self.settled.site
        latitude, longitude, altitude = site.place
        away = chance.uniform(900, 7_500)
        here = _moved(latitude, longitude, away, chance.uniform(0, 2 * pi))
        self.villages[name] = Village.objects.create(
            name=name, township_name=site.township, latitude=here[0], longitude=here[1], spread_m=1_000,
            altitude_m=round(altitude + chance.uniform(-120, 90) + away * 0.06),
        )  # fmt: skip

    def _field(self, chance: Chance, home: Home) -> None:
        household, kind = home.household, chance.pick(KINDS)
        crop = self.crops[chance.pick(CROPS[kind])] if chance.maybe(0.94) else None
        parcel = Parcel(
            household=household, community=self.settled.community, kind=kind, crop=crop, right=chance.pick(RIGHTS),
            area_mu=Decimal(round(chance.near(1.8, 1.1) * 20)) / 20, name=chance.among(NAMES),
            created_at=self._entered(),
        )  # fmt: skip
        self._place(chance, parcel, self.villages.get(household.origin_village))
        self.shelf.add(parcel)
        self._uses(chance, parcel, home.present)

    def _entered(self) -> Any:
        return clock.now() - timedelta(days=300)

    def _place(self, chance: Chance, parcel: Parcel, village: Village | None) -> None:
        """At the old village, near the settlement, or not placed yet; some without an altitude."""
        parcel.village = village
        how = chance.pick({"map": 58, "coordinates": 18, "village": 15, "": 9})
        if not how or (village is None and how == "village"):
            return
        latitude, longitude, altitude = self.settled.site.place
        near = village is None or (how != "village" and chance.maybe(0.38))
        if not near and village is not None:
            latitude, longitude, altitude = village.latitude or 0, village.longitude or 0, village.altitude_m or 0
        away = 0 if how == "village" else abs(chance.gauss(0, 420)) + (120 if near else 0)
        here = _moved(latitude, longitude, away, chance.uniform(0, 2 * pi))
        parcel.latitude, parcel.longitude, parcel.placed_by = here[0], here[1], how
        parcel.datum_given = "gcj02" if how == "coordinates" and chance.maybe(0.5) else "wgs84"
        parcel.exact_m = {"map": 50, "coordinates": 20, "village": 1_000}[how]
        if how == "village" or chance.maybe(0.88):
            parcel.altitude_m = round(altitude + chance.uniform(-0.1, 0.16) * away)
            parcel.altitude_from = "village" if how == "village" else "given"

    def _uses(self, chance: Chance, parcel: Parcel, present: bool) -> None:
        """Their own until they moved, mostly; then what holds today."""
        now = chance.pick(HERE if present else AWAY)
        if not now:
            return
        opened = self.settled.site.opened
        since_when = chance.day(opened, self.today - timedelta(days=40))
        if now != "own" and chance.maybe(0.6):
            self._use(parcel, "own", date(2014, 1, 1), since_when)
        elif now == "own":
            since_when = date(2014, 1, 1)
        leased = now in ("leased_in", "leased_out")
        self._use(
            parcel, now, since_when, None, partner=chance.among(PARTNERS) if leased else "",
            rent=Decimal(chance.randrange(80, 620, 20)) if leased and chance.maybe(0.7) else None,
        )  # fmt: skip

    def _use(
        self, parcel: Parcel, use: str, start: date, end: date | None, *, partner: str = "", rent: Any = None
    ) -> None:
        self.shelf.add(
            ParcelUse(
                parcel=parcel, household_id=parcel.household_id, community_id=parcel.community_id, use=use,
                period=since(start, end), partner=partner, yuan_a_year=rent, created_at=self._entered(),
            )
        )  # fmt: skip


def _moved(latitude: float, longitude: float, metres: float, bearing: float) -> tuple[float, float]:
    """A place so many metres away."""
    north, east = metres * cos(bearing), metres * sin(bearing)
    return (
        round(latitude + north / METRES_A_DEGREE, 6),
        round(longitude + east / METRES_A_DEGREE / cos(radians(latitude)), 6),
    )
