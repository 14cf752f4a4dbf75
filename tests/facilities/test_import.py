"""Lists of facilities: what is read, what is faulty, what is written, and that the same list again changes nothing."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from apps.accounts.roles import Role
from apps.communities.models import Community
from apps.core.errors import Refused
from apps.core.models import SheetEntry
from apps.core.periods import since
from apps.core.sheets.faults import CellFault
from apps.core.sheets.work import sheet_work
from apps.facilities.imports import reading
from apps.facilities.models import Facility, FacilityStaffing, FacilityStep
from tests.accounts.factories import StaffFactory
from tests.communities.factories import BuildingFactory, CommunityFactory
from tests.core.sheets import applied, read, reasons, workbook
from tests.facilities.factories import FacilityFactory, StaffingFactory
from tests.facilities.lists import HEADINGS, HOME, clean, messy


@pytest.fixture
def community() -> Community:
    return CommunityFactory(name=HOME, latitude=30.272, longitude=109.488)


def test_the_clean_list_is_written_and_read_again_changes_nothing(community: Community) -> None:
    made = applied("facilities", clean())
    assert reasons(made) == []
    assert made.result == {
        "facilities_new": 5,
        "facilities_changed": 0,
        "staffing_set": 6,
        "held_back": 0,
        "moved_on": 0,
    }
    school = Facility.objects.get(name="青龙幼儿园")
    assert (school.kind, school.capacity, school.capacity_unit, school.state) == ("kindergarten", 120, "places", "open")
    assert school.hours == {str(day): [["08:00", "17:00"]] for day in range(1, 6)}
    assert (school.latitude, school.longitude) == (30.272156, 109.488172)
    teachers = FacilityStaffing.objects.get(facility=school, role="teacher")
    assert (teachers.need, teachers.in_post) == (8, 6)
    library = Facility.objects.get(name="青龙图书室")
    assert (library.state, library.hours, library.hours_note) == ("closed", {}, "按需开放")
    assert (library.capacity, library.capacity_unit) == (60, "m2")  # a floor area, where no capacity is given
    steps = FacilityStep.objects.filter(facility=school, step="register")
    assert [(step.by, step.by_label) for step in steps] == [(None, "script")]

    again = read("facilities", clean())
    assert again.summary["entries"] == {"new": 0, "changed": 0, "unchanged": 5, "conflicting": 0}
    assert not SheetEntry.objects.filter(sheet_import=again, chosen=True).exists()


def test_every_faulty_cell_is_named_and_nothing_else(community: Community) -> None:
    data, expected = messy()
    made = read("facilities", data)
    assert [[row, heading, reason.partition(";")[0]] for row, heading, reason in reasons(made)] == expected
    assert made.summary["entries_in_file"] == 7
    good = SheetEntry.objects.filter(sheet_import=made, chosen=True)
    assert [entry.row for entry in good] == [4, 10]  # full-width digits, units and degrees are no faults
    assert [n["code"] for n in made.notices if n["code"] == "rows_skipped"] == ["rows_skipped"]


def test_changes_are_shown_before_they_are_written(community: Community) -> None:
    applied("facilities", clean())
    school = Facility.objects.get(name="青龙幼儿园")
    rows = [[1, "青龙幼儿园", "幼儿园", HOME, "", "", 150, 7, "", "", "", "", "停用", "", ""]]
    made = read("facilities", workbook(HEADINGS, rows))
    data = json.loads(SheetEntry.objects.get(sheet_import=made).payload)
    told = {change["field"]: (change["old"], change["new"]) for change in data["changes"]}
    assert told == {
        "capacity": ([120, "places"], [150, "places"]),
        "state": ("open", "closed"),
        "staff_teacher": ("6/8", "7/8"),
    }
    assert any(n["code"] == "absent" and n["count"] == 4 for n in made.notices)
    applied("facilities", workbook(HEADINGS, rows))
    school.refresh_from_db()
    assert (school.capacity, school.state, school.address) == (150, "closed", "社区东侧")  # empty cells erase nothing
    assert Facility.objects.filter(community=community).count() == 5  # nothing goes by being absent


def test_what_the_register_lacks_is_a_conflict(community: Community) -> None:
    BuildingFactory(community=community, number=3)
    headings = ("设施名称", "类别", "所在社区", "楼栋")
    rows = [["卫生室", "卫生室", HOME, "3栋"], ["图书室", "图书室", HOME, "9号楼"]]
    made = applied("facilities", workbook(headings, rows))
    assert made.summary["entries"]["conflicting"] == 1
    assert Facility.objects.get().building.number == 3


def test_each_value_is_taken_from_the_list_or_kept(community: Community, login: Any) -> None:
    applied("facilities", clean())
    BuildingFactory(community=community, number=3)
    rows = [["青龙幼儿园", "幼儿园", HOME, "9号楼", 150, 7, "停用"]]
    made = read("facilities", workbook(("设施名称", "类别", "所在社区", "楼栋", "容量", "教师", "状态"), rows))
    row = SheetEntry.objects.get(sheet_import=made)
    assert (row.outcome, row.chosen) == ("conflicting", False)
    client = login(StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[community]))
    page = f"/admin/facilities/facilityimport/{made.pk}/"
    assert "building" in client.get(f"{page}change/?tab=conflicting").content.decode()

    for field in ("building", "capacity", "staff_teacher"):
        answer = client.post(f"{page}settle/", {"entry": row.pk, "field": field, "tab": "conflicting"})
    client.post(f"{page}settle/", {"entry": row.pk, "field": "staff_teacher", "take": "1", "tab": "conflicting"})

    assert "sheet-bar-inner" in answer.content.decode()
    row.refresh_from_db()
    assert (row.outcome, row.chosen, row.left_out) == ("changed", True, ["building", "capacity"])
    client.post(f"{page}apply/")
    sheet_work(sheet_import=made)
    school = Facility.objects.get(name="青龙幼儿园")
    assert (school.capacity, school.building, school.state) == (120, None, "closed")
    assert FacilityStaffing.objects.get(facility=school, role="teacher", period__endswith=None).in_post == 7


def test_chinese_maps_are_shifted_once_and_asked_for_where_nobody_says(community: Community) -> None:
    headings = ("设施名称", "类别", "所在社区", "经度", "纬度")
    rows = [["卫生室", "卫生室", HOME, 109.494, 30.269]]
    asked = read("facilities", workbook(headings, rows))
    assert (asked.state, asked.summary["unanswered"]) == ("read", ["datum"])
    applied("facilities", workbook(headings, rows), answers={"datum": "gcj02"})
    found = Facility.objects.get()
    assert found.longitude is not None
    assert 200 < abs(found.longitude - 109.494) * 96_000 < 700  # metres of longitude at this latitude
    again = read("facilities", workbook(headings, rows), answers={"datum": "gcj02"})
    assert again.summary["entries"]["unchanged"] == 1
    # The heading says it as well, and so does a column.
    gaode = read("facilities", workbook((*headings[:3], "高德经度", "高德纬度"), rows))
    assert gaode.summary["entries"]["unchanged"] == 1
    other = ["图书室", "图书室", HOME, 109.5, 30.3, "百度"]
    column = read("facilities", workbook((*headings, "坐标系"), [[*rows[0], "GCJ-02"], other]))
    assert reasons(column) == [[3, "坐标系", "unknown coordinate system"]]


def test_a_place_far_away_is_a_warning(community: Community) -> None:
    headings = ("设施名称", "类别", "所在社区", "坐标(WGS84)")
    made = read("facilities", workbook(headings, [["卫生室", "卫生室", HOME, "111.5,30.2"]]))
    assert (made.summary["warnings"], made.summary["faulty_cells"]) == ({"far": 1}, 0)
    assert SheetEntry.objects.get(sheet_import=made).chosen


def test_a_manager_imports_into_their_communities_only(community: Community) -> None:
    CommunityFactory(name="云雾岭社区")
    manager = StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[community])
    headings = ("设施名称", "类别", "所在社区")
    rows = [["卫生室", "卫生室", HOME], ["图书室", "图书室", "云雾岭社区"], ["小学", "小学", "全县"]]
    made = applied("facilities", workbook(headings, rows), by=manager)
    assert made.summary["entries_outside"] == 2
    assert [(f.name, f.community) for f in Facility.objects.all()] == [("卫生室", community)]
    assert FacilityStep.objects.get(step="register").by == manager
    with pytest.raises(Refused) as refused:
        read("facilities", clean(), by=StaffFactory(role=Role.GRID_WORKER, areas=[community]))
    assert refused.value.code == "not_your_role"


def test_needed_staff_stay_as_they_were_where_the_list_is_silent(community: Community) -> None:
    clinic = FacilityFactory(community=community, kind="clinic", name="卫生室")
    StaffingFactory(facility=clinic, role="doctor", need=3, in_post=1, period=since(date(2026, 1, 1)))
    made = applied(
        "facilities", workbook(("设施名称", "类别", "所在社区", "医生", "护士"), [["卫生室", "卫生室", HOME, 2, 0]])
    )
    rows = FacilityStaffing.objects.filter(facility=clinic, period__endswith=None)
    assert {row.role: (row.need, row.in_post) for row in rows} == {"doctor": (3, 2), "nurse": (1, 0)}
    assert made.summary["warnings"] == {"need_unknown": 1}


@pytest.mark.parametrize(
    ("written", "week"),
    [
        ("8:00-17:30", {str(d): [["08:00", "17:30"]] for d in range(1, 8)}),
        ("工作日 8:30-12:00、14:00-17:30", {str(d): [["08:30", "12:00"], ["14:00", "17:30"]] for d in range(1, 6)}),
        ("周一至周五 8:00-17:00 周六 9:00-12:00", {**{str(d): [["08:00", "17:00"]] for d in range(1, 6)}, "6": [["09:00", "12:00"]]}),
        ("24小时", {str(d): [["00:00", "24:00"]] for d in range(1, 8)}),
        ("星期三8:00到11:00", {"3": [["08:00", "11:00"]]}),
        ("逢场天开放", None),
    ],
)  # fmt: skip
def test_opening_hours_as_people_write_them(written: str, week: Any) -> None:
    assert reading.read_week(written) == week


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("120", [120, ""]), (120.0, [120, ""]), ("１２０人", [120, ""]), ("30张床", [30, "beds"]),
        ("40个摊位", [40, "stalls"]), ("—", None),
    ],
)  # fmt: skip
def test_capacities_with_units(cell: Any, value: Any) -> None:
    assert reading.capacity(cell) == value


def test_a_capacity_that_became_a_date_is_named() -> None:
    with pytest.raises(CellFault, match="date_for_number"):
        reading.capacity(date(2026, 3, 5))


def test_the_command_prints_and_writes(community: Community, tmp_path: Path) -> None:
    path = tmp_path / "设施.xlsx"
    path.write_bytes(clean())
    out = StringIO()
    call_command("import_facilities", str(path), "--json", stdout=out)
    assert json.loads(out.getvalue())["entries"] == {"new": 5, "changed": 0, "unchanged": 0, "conflicting": 0}
    assert not Facility.objects.exists()
    call_command("import_facilities", str(path), "--apply", stdout=out)
    assert Facility.objects.count() == 5
    headings = ("设施名称", "类别", "所在社区", "经度", "纬度")
    path.write_bytes(workbook(headings, [["卫生室", "卫生室", HOME, 109.494, 30.269]]))
    with pytest.raises(CommandError, match="--datum"):
        call_command("import_facilities", str(path), stdout=out)
