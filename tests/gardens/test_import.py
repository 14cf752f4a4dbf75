"""Lists of zones, plots and lockers: what is read, what is faulty, what is written; the same again changes nothing."""

from typing import Any

import pytest

from apps.accounts.roles import Role
from apps.core.errors import Refused
from apps.core.models import SheetEntry
from apps.gardens.models import GardenPlot, GardenZone, ToolLocker
from tests.accounts.factories import StaffFactory
from tests.communities.factories import CommunityFactory
from tests.core.sheets import applied, read, reasons, workbook

pytestmark = pytest.mark.django_db
HOME = "青龙泉社区"
HEADINGS = (
    "序号", "所在社区", "菜园片区", "片区代号", "地块编号", "农具柜编号", "行数", "列数", "地块宽（米）", "地块深（米）", "面积（平方米）", "水源", "无障碍",
    "状况", "容量（升）", "经度(WGS84)", "纬度(WGS84)", "备注",
)  # fmt: skip


@pytest.fixture
def community() -> Any:
    return CommunityFactory(name=HOME, latitude=30.272, longitude=109.488)


def test_zones_plots_and_lockers_are_written_and_read_again_change_nothing(community: Any) -> None:
    rows = [
        [1, HOME, "东坡菜园", "A", "", "", 2, 3, 5, 3, "", "自来水", "是", "", "", 109.4881, 30.2721, ""],
        [2, HOME, "河边菜园", "", "B-1-01", "", "", "", "", "", "15平方米", "水渠", "是", "良好", "", "", "", ""],
        [3, HOME, "河边菜园", "", "B-1-02", "", "", "", "", "", "0.03亩", "水渠", "", "积水", "", "", "", "低处"],
        [4, HOME, "", "A", "", "G01", "", "", "", "", "", "", "", "", "300升", "", "", ""],
    ]
    data = workbook(HEADINGS, rows)
    made = applied("gardens", data)
    assert reasons(made) == []
    told = {key: number for key, number in made.result.items() if number}
    assert told == {"zones_new": 2, "plots_new": 2, "lockers_new": 1}
    grid = GardenZone.objects.get(code="A")
    assert (grid.plots.count(), grid.water, grid.latitude) == (6, "tap", 30.2721)
    low = GardenPlot.objects.get(number="B-1-02")
    assert (low.zone.name, low.block, low.place, str(low.area_m2), low.condition) == (
        "河边菜园",
        "B-1",
        2,
        "20.0",
        "work",
    )
    locker = ToolLocker.objects.get()
    assert (locker.zone, locker.size_l) == (grid, 300)
    again = read("gardens", data)
    assert again.summary["entries"] == {"new": 0, "changed": 0, "unchanged": 4, "conflicting": 0}


def test_a_difference_is_shown_and_written_and_empty_cells_erase_nothing(community: Any) -> None:
    headings = ("所在社区", "菜园片区", "片区代号", "地块编号", "面积（平方米）", "状况", "备注")
    applied("gardens", workbook(headings, [[HOME, "河边", "B", "B-9", 15, "良好", "靠路"]]))
    made = applied("gardens", workbook(headings, [[HOME, "河边", "B", "B-9", 12, "", ""]]))
    assert made.summary["entries"]["changed"] == 1
    plot = GardenPlot.objects.get()
    assert (str(plot.area_m2), plot.condition, plot.note, plot.block) == ("12.0", "good", "靠路", "B")


def test_every_faulty_cell_is_named_and_what_cannot_be_is_a_conflict(community: Any) -> None:
    headings = (
        "所在社区",
        "菜园片区",
        "片区代号",
        "地块编号",
        "行数",
        "列数",
        "地块宽（米）",
        "地块深（米）",
        "面积（平方米）",
        "水源",
        "状况",
    )
    made = read("gardens", workbook(headings, [
        [HOME, "东坡", "A", "", 4, "", 5, 3, "", "", ""],
        [HOME, "东坡", "", "", "", "", "", "", "", "", ""],
        [HOME, "河边", "B", "B-1-01", "", "", "", "", "约15", "水", "还行"],
        [HOME, "没有代号", "", "七号", "", "", "", "", 15, "", ""],
        [HOME, "河边", "B", "B-1-02", "", "", "", "", 15, "", ""],
        [HOME, "河边", "B", "B-1-02", "", "", "", "", 16, "", ""],
        ["不存在的社区", "河边", "B", "B-1-03", "", "", "", "", 15, "", ""],
    ]))  # fmt: skip
    told = [[row, heading] for row, heading, _reason in reasons(made)]
    assert told == [
        [2, "列数"], [3, "片区代号"], [4, "面积（平方米）"], [4, "水源"], [4, "状况"], [7, "地块编号"], [8, "所在社区"],
    ]  # fmt: skip
    assert made.summary["entries"]["conflicting"] == 1
    assert [row.row for row in SheetEntry.objects.filter(sheet_import=made, chosen=True)] == [6]


def test_a_manager_imports_into_their_communities_only(community: Any) -> None:
    CommunityFactory(name="云雾岭社区")
    manager = StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[community])
    headings = ("所在社区", "菜园片区", "片区代号")
    made = applied("gardens", workbook(headings, [[HOME, "东坡", "A"], ["云雾岭社区", "西坡", "B"]]), by=manager)
    assert [zone.name for zone in GardenZone.objects.all()] == ["东坡"]
    assert made.summary["entries_outside"] == 1
    worker = StaffFactory(role=Role.GRID_WORKER, areas=[community])
    with pytest.raises(Refused):
        read("gardens", workbook(headings, [[HOME, "北坡", "C"]]), by=worker)
