"""What the made-up shuttles are: stops, vehicles, drivers, lines and timetables of every community."""

from dataclasses import dataclass

EVERY_DAY, SCHOOL_DAYS, MARKET_DAYS = 0b1111111, 0b0011111, 0b1000100

# Key: name, kind of stop, metres from the settlement, direction in turns.
STOPS = {
    "gate": ("社区门口", "community", 60, 0.1),
    "square": ("文化广场", "community", 260, 0.6),
    "near": ("东坡地头", "field", 2_400, 0.2),
    "far": ("河湾地头", "field", 5_200, 0.28),
    "school": ("镇中心小学", "school", 2_900, 0.7),
    "town": ("集镇客运站", "town", 3_600, 0.8),
}
# Plate, name, seats, wheelchair places, yuan a kilometre, yuan a day.
VEHICLES = (
    ("中巴", 18, 2, "2.40", "160"),
    ("校车", 18, 1, "2.40", "160"),
    ("小面包", 7, 0, "1.10", "90"),
)
DRIVERS = ("向师傅", "覃师傅", "冉师傅")


@dataclass(frozen=True, slots=True)
class Line:
    """A route: its stops with minutes and kilometres from the first."""

    code: str
    name: str
    purpose: str
    calls: tuple[tuple[str, int, str], ...]
    fare: str = "0"


OUT = (("gate", 0, "0"), ("square", 4, "0.4"), ("near", 14, "3.1"), ("far", 26, "6.4"))
HOME = (("far", 0, "0"), ("near", 12, "3.3"), ("square", 22, "6.0"), ("gate", 26, "6.4"))
LINES = (
    Line("t1", "下地班车", "field", OUT),
    Line("t2", "收工班车", "field", HOME),
    Line("x1", "上学班车", "school", (("gate", 0, "0"), ("square", 4, "0.4"), ("school", 16, "3.7"))),
    Line("x2", "放学班车", "school", (("school", 0, "0"), ("square", 12, "3.3"), ("gate", 16, "3.7"))),
    Line("g1", "赶集班车", "town", (("gate", 0, "0"), ("square", 4, "0.4"), ("town", 20, "4.3")), "2"),
)


@dataclass(frozen=True, slots=True)
class Timed:
    """A run of the timetable: line, minute of the day, pattern, vehicle and driver by their number."""

    line: str
    departs: int
    pattern: str
    crew: int


TIMETABLE = (
    Timed("t1", 380, "每天", 0),
    Timed("t2", 1_050, "每天", 0),
    Timed("x1", 430, "上学日", 1),
    Timed("x2", 985, "上学日", 1),
    Timed("g1", 545, "赶集日", 1),
)
# Name, days of the week, on public holidays, on make-up days.
PATTERNS = (("每天", EVERY_DAY, "run", "run"), ("上学日", SCHOOL_DAYS, "skip", "as_weekday"),
            ("赶集日", MARKET_DAYS, "run", "run"))  # fmt: skip
# Purpose: name, first and last day from today.
SEASONS = {"field": ("农忙班车", -40, 50), "school": ("本学期上学班车", -75, 60), "town": ("赶集班车", -40, 90)}
# The next season of work in the fields has plans: first and last day from today; stop, hour, riders of its wishes.
NEXT_SEASON = ("下一季农忙班车", 51, 140)
NEXT_WISHES = (("near", 6, 4), ("near", 7, 3), ("far", 6, 5), ("far", 6, 2), ("far", 7, 4), ("near", 13, 2))
EFFORT = 0.007  # of the planner

WHY_CANCELLED = ("道路塌方，暂停通行", "车辆检修", "暴雨预警")
WISHES = (
    ("far", 6, "地里要人手，想早一点去"),
    ("near", 13, ""),
    ("town", 8, "老人去镇上拿药"),
    ("school", 7, "孩子上早自习"),
)
