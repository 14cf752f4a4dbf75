"""Which public facilities the made-up communities have, and what the made-up county expects."""

from typing import Any, NamedTuple

SOURCE = "演示数据：县公共服务设施配置标准（虚构）"
STANDARDS: tuple[dict[str, Any], ...] = (
    {
        "kind": "kindergarten",
        "age_from": 3,
        "age_to": 5,
        "residents_from": 1000,
        "places_per_100": 80,
        "people_per_staff": 12,
        "max_minutes": 15,
    },
    {
        "kind": "primary_school",
        "age_from": 6,
        "age_to": 11,
        "residents_from": 3000,
        "places_per_100": 100,
        "people_per_staff": 19,
        "max_minutes": 30,
    },
    {"kind": "clinic", "age_from": 60, "residents_from": 500, "people_per_staff": 300, "max_minutes": 15},
    {"kind": "elder_care", "age_from": 60, "residents_from": 1000, "places_per_100": 3, "max_minutes": 20},
    {"kind": "activity_centre", "residents_from": 500, "min_capacity": 60, "max_minutes": 15},
    {"kind": "library", "residents_from": 1000, "min_capacity": 20, "max_minutes": 20},
    {"kind": "service_hall", "max_minutes": 20},
    {"kind": "market", "residents_from": 1000, "max_minutes": 15},
    {"kind": "waste_point", "people_per_facility": 700, "max_minutes": 5},
    {"kind": "tool_store", "max_minutes": 10},
    {"kind": "sports_ground", "residents_from": 3000, "min_capacity": 600},
)
DAY, SCHOOL, WHOLE, DAWN = "day", "school", "whole", "dawn"
OFFICE = [["08:30", "12:00"], ["14:00", "17:30"]]
HOURS: dict[str, dict[str, Any]] = {
    DAY: {str(day): OFFICE for day in range(1, 7)},
    SCHOOL: {str(day): [["07:40", "17:00"]] for day in range(1, 6)},
    WHOLE: {str(day): [["00:00", "24:00"]] for day in range(1, 8)},
    DAWN: {str(day): [["06:00", "19:00"]] for day in range(1, 8)},
    "": {},
}


class Planned(NamedTuple):
    """A facility of the plan: metres north and east of the community's corner (None: no place is known)."""

    kind: str
    name: str
    north: float | None
    east: float
    capacity: int | None = None
    state: str = "open"
    hours: str = DAY
    posts: tuple[tuple[str, int, int | None], ...] = ()
    last_inspected: int | None = None
    due_in: int | None = 40


BIG = (
    Planned("clinic", "{}卫生室", 120, 150, 6, posts=(("doctor", 2, 1), ("nurse", 2, 2)), last_inspected=85, due_in=6),
    Planned(
        "activity_centre", "{}文化活动中心", 60, 260, 120, posts=(("organiser", 1, 0),), last_inspected=150, due_in=-8
    ),
    Planned("library", "{}农家书屋", 62, 265, 16, "limited", posts=(("librarian", 1, 1),), last_inspected=120),
    Planned("service_hall", "{}便民服务大厅", 30, 200, 30, posts=(("clerk", 3, 3),), last_inspected=100),
    Planned(
        "market",
        "{}集贸市场",
        -260,
        180,
        42,
        hours=DAWN,
        posts=(("cleaner", 2, 2), ("keeper", 1, 1)),
        last_inspected=29,
        due_in=0,
    ),
    Planned("waste_point", "{}1号垃圾投放点", 15, 60, 8, hours=WHOLE, last_inspected=20, due_in=10),
    Planned("waste_point", "{}2号垃圾投放点", 210, 380, 8, hours=WHOLE, last_inspected=44, due_in=-14),
    Planned("tool_store", "{}农具间", -40, 20, 120, last_inspected=160, due_in=22),
    Planned("workshop", "{}帮扶车间", 330, -120, 45, posts=(("keeper", 1, 1),), last_inspected=60, due_in=31),
    Planned("charging", "{}电动车充电棚", 90, 330, None, hours=WHOLE, last_inspected=33, due_in=-3),
    Planned("sports_ground", "{}运动场", None, 0, 800, hours="", due_in=120),
)
PLANS: dict[str, tuple[Planned, ...]] = {
    "qingchuan": (
        *BIG,
        Planned("kindergarten", "{}幼儿园（在建）", 260, 90, 90, "planned", "", due_in=None),
        Planned("elder_care", "{}日间照料中心", 140, 40, None, "open", DAY, (("care_worker", 2, None),), due_in=18),
    ),
    "songbai": (
        *BIG,
        Planned(
            "kindergarten",
            "{}幼儿园",
            180,
            240,
            90,
            hours=SCHOOL,
            posts=(("teacher", 6, 4), ("carer", 3, 3), ("cook", 2, 2)),
            last_inspected=26,
            due_in=4,
        ),
        Planned(
            "elder_care", "{}日间照料中心", 140, 40, 40, posts=(("care_worker", 3, 3),), last_inspected=25, due_in=5
        ),
    ),
    "anhe": (
        *BIG,
        Planned(
            "kindergarten",
            "{}第一幼儿园",
            180,
            240,
            270,
            hours=SCHOOL,
            posts=(("teacher", 18, 18), ("carer", 9, 9)),
            last_inspected=20,
            due_in=10,
        ),
        Planned(
            "primary_school",
            "{}小学",
            420,
            300,
            1080,
            hours=SCHOOL,
            posts=(("teacher", 58, 55), ("guard", 2, 2)),
            last_inspected=18,
            due_in=12,
        ),
        Planned(
            "clinic",
            "{}第二卫生室",
            520,
            420,
            4,
            posts=(("doctor", 1, 1), ("nurse", 1, 1)),
            last_inspected=70,
            due_in=21,
        ),
        Planned("waste_point", "{}3号垃圾投放点", 430, 120, 10, hours=WHOLE, last_inspected=12, due_in=18),
        Planned(
            "elder_care",
            "{}养老服务站",
            300,
            80,
            60,
            posts=(("care_worker", 4, 3), ("nurse", 1, 0)),
            last_inspected=25,
            due_in=5,
        ),
    ),
    "qinglong": (
        Planned("activity_centre", "{}活动室", 40, 90, 40, last_inspected=150, due_in=33),
        Planned("waste_point", "{}垃圾投放点", 20, 40, 6, hours=WHOLE, last_inspected=35, due_in=-5),
        Planned("clinic", "{}卫生室", 60, 120, 2, "closed", "", due_in=None),
        Planned("service_hall", "{}便民服务点", 45, 95, None, hours="", due_in=90),
    ),
}
# (kind, name, place, capacity, posts): in the towns, for everybody.
SHARED: tuple[tuple[str, str, tuple[float, float, float], int, tuple[tuple[str, int, int], ...]], ...] = (
    ("primary_school", "龙潭坪镇中心小学", (30.4805, 109.8862, 668.0), 960, (("teacher", 50, 47),)),
    ("kindergarten", "龙潭坪镇中心幼儿园", (30.4812, 109.8850, 670.0), 240, (("teacher", 16, 16), ("carer", 8, 8))),
    ("clinic", "龙潭坪镇中心卫生院", (30.4818, 109.8881, 672.0), 60, (("doctor", 12, 10), ("nurse", 15, 15))),
    ("kindergarten", "青龙乡中心幼儿园", (30.2318, 109.5021, 905.0), 120, (("teacher", 8, 7),)),
    ("primary_school", "青龙乡中心小学", (30.2325, 109.5030, 908.0), 540, (("teacher", 30, 28),)),
    ("clinic", "青龙乡卫生院", (30.2310, 109.5012, 902.0), 25, (("doctor", 5, 4), ("nurse", 6, 6))),
    ("library", "野三关镇图书馆", (30.6290, 110.3285, 1_128.0), 80, (("librarian", 2, 2),)),
)
# (kind, days ago, severity, words, what became of it)
DEFECTS = (
    ("activity_centre", 26, "hinders", "二楼厕所漏水，地面打滑", "in_repair"),
    ("waste_point", 12, "hinders", "两个垃圾桶盖子坏了，有异味", "reported"),
    ("market", 3, "danger", "顶棚一处电线裸露", "fixed"),
    ("clinic", 9, "minor", "门口路灯不亮", "reported"),
    ("charging", 17, "hinders", "3号充电口不通电", "fixed"),
    ("library", 20, "minor", "反映书架不稳，查看后没有问题", "dismissed"),
)
FINDINGS = {"faults": "消防栓压力不足，限期整改", "failed": "疏散通道堆放杂物，暂停使用"}
# The scene (demo.pictures) of the photo that came with a defect.
SHOWN = {"两个垃圾桶盖子坏了，有异味": "waste", "顶棚一处电线裸露": "danger", "二楼厕所漏水，地面打滑": "utilities"}
ON_HOLIDAYS = {
    "market": "open",
    "waste_point": "open",
    "kindergarten": "closed",
    "primary_school": "closed",
    "service_hall": "closed",
}
