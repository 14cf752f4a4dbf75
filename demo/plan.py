"""How large the made-up county is. Sizes of the full county are those of the reference sites in DOMAIN.md."""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Site:
    """One community: how many households and people, how many of them normally live there, and its buildings."""

    name: str
    slug: str
    township: str
    prefix: str
    households: int
    people: int
    present: int
    units: int
    floors: int
    flats_per_floor: int
    lift: bool
    place: tuple[float, float, float]
    phone: str
    address: str
    opened: date
    villages: tuple[str, ...]

    @property
    def flats_per_building(self) -> int:
        return self.units * self.floors * self.flats_per_floor

    def scaled(self, factor: float) -> "Site":
        """The same community, smaller or larger."""
        return replace(
            self,
            households=max(1, round(self.households * factor)),
            people=max(1, round(self.people * factor)),
            present=round(self.present * factor),
        )


QINGCHUAN = Site(
    "晴川家园", "qingchuan", "龙潭坪镇", "QC", 771, 2_580, 1_470, 3, 6, 2, False, (30.472, 109.871, 640.0),
    "0718-0000201", "龙潭坪镇晴川路1号", date(2018, 3, 1), ("支井河村", "石桥坪村", "二台坪村", "响水洞村"),
)  # fmt: skip
SONGBAI = Site(
    "松柏社区", "songbai", "龙潭坪镇", "SB", 1_223, 4_536, 2_450, 3, 6, 4, False, (30.489, 109.902, 705.0),
    "0718-0000101", "龙潭坪镇松柏大道66号", date(2017, 9, 1),
    ("青龙寨村", "下谷坪村", "耳乡湖村", "大水井村", "花栎坪村"),
)  # fmt: skip
ANHE = Site(
    "野三关镇安和小区", "anhe", "野三关镇", "AH", 4_238, 15_380, 7_500, 3, 11, 4, True, (30.634, 110.323, 1_140.0),
    "0718-0000301", "野三关镇安和路18号", date(2018, 8, 1),
    ("支井河村", "石桥坪村", "耳乡湖村", "两河口村", "铁厂荒村", "高岩子村", "清水堰村", "麻沙坪村"),
)  # fmt: skip
QINGLONG = Site(
    "青龙泉社区", "qinglong", "青龙乡", "QL", 300, 1_050, 610, 2, 6, 2, False, (30.215, 109.488, 860.0),
    "0718-0000401", "青龙乡泉水街9号", date(2019, 5, 1), ("青龙寨村", "下谷坪村", "白岩洞村"),
)  # fmt: skip

FULL = (QINGCHUAN, SONGBAI, ANHE, QINGLONG)
# Complaints a month for each household; the small county complains more, so that its lists are not empty.
COMPLAINT_RATES = {"full": 0.065, "small": 0.2}
REPORT_MONTHS = {"full": 6, "small": 3}
SIZES = {"full": FULL, "small": tuple(site.scaled(0.1) for site in FULL)}
# Townships without a settlement of their own: a county is more than its sites.
OTHER_TOWNSHIPS = ("水布垭乡", "茶店子镇")
SEED = "anju"
# Shown on the terminal, and worthless elsewhere: the accounts come with the demo data only.
PASSWORD = "anju-demo-2026"
FIRST_BUILDING = 21  # the sample rosters use 1 to 18
