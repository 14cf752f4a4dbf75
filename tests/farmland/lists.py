"""Ledgers of land made for tests, in the form that offices send: a clean one, and a messy one with its faults."""

from datetime import date
from typing import Any

from apps.core.periods import since
from apps.farmland.models import Crop, Village
from apps.households.models import Household
from apps.households.models.member import id_fingerprint
from tests.communities.factories import BuildingFactory, DwellingFactory
from tests.core.sheets import workbook
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory, id_number

HOME = "青龙泉社区"
SINCE = since(date(2019, 5, 1))
HEADINGS = (
    "序号", "户编码", "户主姓名", "身份证号", "地块编码", "地块名称", "面积（亩）", "地类", "作物", "权属", "流转情况", "坐落村组", "经度(WGS84)", "纬度(WGS84)", "海拔",
)  # fmt: skip
NUMBER = id_number(31, born=date(1969, 1, 1))


def county(community: Any) -> dict[str, Household]:
    """Three households in flats: 谭大山 (H1), 覃小花 (H2), and another 谭大山 (H3)."""
    building = BuildingFactory(community=community, number=3, latitude=30.27, longitude=109.48, altitude_m=620.0)
    homes = {}
    for code, head, room, number in (
        ("H1", "谭大山", "501", NUMBER),
        ("H2", "覃小花", "502", None),
        ("H3", "谭大山", "601", None),
    ):
        home = HouseholdFactory(community=community, code=code)
        member = MemberFactory(
            community=community,
            name=head,
            **({"id_number": number, "id_index": id_fingerprint(number)} if number else {}),
        )
        MembershipFactory(household=home, member=member, community=community, relation="head", period=SINCE)
        dwelling = DwellingFactory(building=building, community=community, unit=2, room=room)
        OccupancyFactory(household=home, dwelling=dwelling, community=community, period=SINCE)
        homes[code] = home
    for crop in ("玉米", "马铃薯", "水稻", "茶叶"):
        Crop.objects.get_or_create(name=crop)
    Village.objects.get_or_create(
        name="石桥坪村", defaults={"latitude": 30.30, "longitude": 109.50, "altitude_m": 900.0}
    )
    return homes


def clean() -> bytes:
    """Five fields of two households, merged cells over the first household."""
    rows: list[list[Any]] = [
        [1, "H1", "谭大山", NUMBER, "4228012001010100011", "门前田", 1.2, "水田", "水稻", "承包", "自种", "石桥坪村三组", 109.5012, 30.2981, 865],
        [2, "", "", "", "4228012001010100012", "坡上", "800平方米", "旱地", "苞谷", "承包", "撂荒", "石桥坪村三组", "", "", ""],
        [3, "", "", "", "", "茶园", "3亩", "茶园", "茶叶", "开荒", "", "石桥坪村", "", "", ""],
        [4, "H2", "覃小花", "", "", "", 0.5, "旱地", "洋芋", "", "流转出", "", "", "", ""],
        [5, "H2", "覃小花", "", "", "", 0.5, "旱地", "", "", "", "", "", "", ""],
    ]  # fmt: skip
    return workbook(HEADINGS, rows, titles=["青龙泉社区承包地块台账"], merged=[(1, 0, 2), (2, 0, 2), (3, 0, 2)])


def messy() -> tuple[bytes, list[list[Any]]]:
    """The ledger as it comes, and every faulty cell as [row, heading, reason]."""
    wrong = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
    rows: list[list[Any]] = [
        [1, "ｈ１", "谭 大 山", NUMBER.lower(), "", "门前田", "１.２亩", "水田", "", "", "", "", "东经109.5012°", "北纬30.2981°", "865米"],
        [2, "H1", "谭大山", wrong, "", "后山", "约2亩", "旱地", "", "", "", "", "", "", ""],
        [3, "H1", "", 422801196901010012, "", "河边", 1, "旱地", "葡萄", "", "", "", "", "", ""],
        [4, "H2", "", "", 4228012001010100013, "垭口", date(2026, 1, 2), "石地", "", "", "", "", 30.2981, 109.5012, ""],
        [5, "H2", "", "", "", "湾里", -1, "旱地", "", "", "租给别人", "", 109.5, "", ""],
        [6, "H2", "", "", "", "坪上", "", "", "", "", "", "", "", "", ""],
        [7, "", "", "", "", "坪下", 1, "旱地", "", "", "", "", "", "", ""],
        ["", "合计", "", "", "", "", 8.2, "", "", "", "", "", "", "", ""],
    ]  # fmt: skip
    faults = [
        [4, "身份证号", "check digit"],
        [4, "面积（亩）", "not a number"],
        [5, "身份证号", "numeric cell, digits lost"],
        [5, "作物", "unknown value"],
        [6, "地块编码", "numeric cell, digits lost"],
        [6, "面积（亩）", "date instead of a number"],
        [6, "地类", "unknown value"],
        [6, "经度(WGS84)", "longitude and latitude swapped"],
        [6, "纬度(WGS84)", "longitude and latitude swapped"],
        [7, "面积（亩）", "negative number"],
        [7, "流转情况", "unknown value"],
        [7, "纬度(WGS84)", "other coordinate missing"],
        [8, "面积（亩）", "missing"],
        [8, "地类", "missing"],
    ]
    return workbook(HEADINGS, rows, titles=["承包地块登记表"]), faults
