"""Ledgers of land: whose each row is, what is faulty, what is written, and that the same ledger again changes nothing."""

import json
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from apps.accounts.roles import Role
from apps.communities.models import Community
from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.models import SheetEntry, SheetImport
from apps.core.sheets.actions import sheet_apply, sheet_select
from apps.core.sheets.settling import sheet_settle
from apps.core.sheets.work import sheet_work
from apps.core.tasks import resume_sheets
from apps.farmland.models import Parcel, ParcelUse, Reach
from apps.households.models import Household
from tests.accounts.factories import StaffFactory
from tests.communities.factories import CommunityFactory
from tests.core.sheets import applied, kill_half_way, read, reasons, workbook
from tests.farmland.lists import HOME, NUMBER, clean, county, messy


@pytest.fixture
def community() -> Community:
    made: Community = CommunityFactory(name=HOME, latitude=30.27, longitude=109.48)
    county(made)
    return made


def conflicts(made: SheetImport) -> list[str]:
    payloads = SheetEntry.objects.filter(sheet_import=made).order_by("row").values_list("payload", flat=True)
    return [c["code"] for payload in payloads for c in json.loads(payload)["conflicts"]]


def test_the_clean_ledger_is_written_and_read_again_changes_nothing(community: Community) -> None:
    made = applied("parcels", clean())
    assert reasons(made) == []
    assert made.result == {"parcels_new": 5, "parcels_changed": 0, "uses_recorded": 3, "held_back": 0, "moved_on": 0}
    field = Parcel.objects.get(code="4228012001010100011")
    assert (field.household.code, field.area_mu, field.kind, str(field.crop)) == (
        "H1",
        Decimal("1.20"),
        "paddy",
        "水稻",
    )
    assert (field.latitude, field.longitude, field.altitude_m, field.datum_given) == (30.2981, 109.5012, 865.0, "wgs84")
    assert Reach.objects.get(parcel=field).walk_minutes is not None
    slope = Parcel.objects.get(name="坡上")
    assert (slope.household.code, slope.area_mu, slope.placed_by) == ("H1", Decimal("1.20"), "village")
    assert {use.parcel.name: use.use for use in ParcelUse.objects.all()} == {
        "门前田": "own",
        "坡上": "idle",
        "": "leased_out",
    }

    again = read("parcels", clean())
    assert again.summary["entries"] == {"new": 0, "changed": 0, "unchanged": 5, "conflicting": 0}


def test_every_faulty_cell_is_named_and_nothing_else(community: Community) -> None:
    data, expected = messy()
    made = read("parcels", data)
    assert reasons(made) == expected
    good = SheetEntry.objects.filter(sheet_import=made, chosen=True)
    assert [entry.row for entry in good] == [3, 9]  # the last names nobody: it belongs to the household above


def test_households_are_found_by_code_number_or_name_and_room(community: Community) -> None:
    headings = ("户编码", "户主姓名", "身份证号", "楼栋", "单元", "房号", "面积", "地类", "地块名称")
    rows = [
        ["H2", "", "", "", "", "", 1, "旱地", "甲"],
        ["", "", NUMBER, "", "", "", 1, "旱地", "乙"],
        ["", "谭大山", "", 3, 2, 601, 1, "旱地", "丙"],
        ["", "谭大山", "", "", "", "", 1, "旱地", "丁"],
        ["", "覃小花", "", "", "", "", 1, "旱地", "戊"],
        ["H1", "王五", "", "", "", "", 1, "旱地", "己"],
        ["H2", "", NUMBER, "", "", "", 1, "旱地", "庚"],
        ["H9", "", "", "", "", "", 1, "旱地", "辛"],
    ]
    made = applied("parcels", workbook(headings, rows))
    assert conflicts(made) == ["household_ambiguous", "head_differs", "household_contradiction", "household_unknown"]
    assert {p.name: p.household.code for p in Parcel.objects.all()} == {"甲": "H2", "乙": "H1", "丙": "H3", "戊": "H2"}
    assert made.summary["warnings"] == {"by_name": 1}
    row = SheetEntry.objects.get(sheet_import=made, row=5)
    assert "H1 谭大山 3-2-501、H3 谭大山 3-2-601" in row.payload  # the candidates are named


def test_changes_are_shown_and_written_through_the_actions(community: Community) -> None:
    applied("parcels", clean())
    headings = ("户编码", "地块编码", "面积（亩）", "地类", "流转情况", "流转对象", "高德经度", "高德纬度")
    rows = [["H1", "4228012001010100011", 1.5, "水田", "流转出", "合作社", 109.5062, 30.2955]]
    made = read("parcels", workbook(headings, rows))
    told = {c["field"]: c["new"] for c in json.loads(SheetEntry.objects.get(sheet_import=made).payload)["changes"]}
    assert set(told) == {"area", "place", "use"}
    assert any(n["code"] == "absent" and n["count"] == 2 for n in made.notices)
    applied("parcels", workbook(headings, rows))
    field = Parcel.objects.get(code="4228012001010100011")
    assert (field.area_mu, field.name, field.datum_given, field.altitude_m) == (
        Decimal("1.50"),
        "门前田",
        "gcj02",
        865.0,
    )
    assert ParcelUse.objects.get(parcel=field, use="leased_out").partner == "合作社"
    assert Parcel.objects.count() == 5


def test_a_manager_touches_no_other_community(community: Community) -> None:
    other = CommunityFactory(name="云雾岭社区")
    manager = StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[other])
    made = read("parcels", clean(), by=manager)
    assert set(conflicts(made)) == {"household_unknown"}
    assert not SheetEntry.objects.filter(sheet_import=made, chosen=True).exists()
    mine = StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[community])
    assert applied("parcels", clean(), by=mine).result["parcels_new"] == 5


def test_a_parcel_over_the_border_is_a_warning(community: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.farmland.imports.comparing.outside_county", lambda: lambda latitude, longitude: True)
    made = read("parcels", clean())
    assert (made.summary["warnings"], made.summary["faulty_cells"]) == ({"outside_county": 1}, 0)
    assert SheetEntry.objects.filter(sheet_import=made, chosen=True).count() == 5


def test_what_changed_meanwhile_is_left_out(community: Community) -> None:
    made = read("parcels", clean())
    first = Parcel.objects.create(
        household=Household.objects.get(community=community, code="H1"),
        community=community, name="坡上", code="4228012001010100012", area_mu=9, kind="dry",
    )  # fmt: skip
    sheet_apply(sheet_import=made, by=None, start=False)
    sheet_work(sheet_import=made)
    made = SheetImport.objects.get(pk=made.pk)
    assert (made.result["parcels_new"], made.result["moved_on"]) == (4, 1)
    first.refresh_from_db()
    assert first.area_mu == 9


def test_the_command_prints_and_writes(community: Community, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(messy()[0])
    out = StringIO()
    call_command("import_parcels", str(path), "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["faulty_cells"] == messy()[1]
    call_command("import_parcels", str(path), "--apply", stdout=out)
    assert set(Parcel.objects.values_list("name", flat=True)) == {"门前田", "坪下"}


def test_headings_in_english(community: Community) -> None:
    rows = [["H1", "front field", "1.2", "paddy", "own"]]
    headings = ("Household code", "Parcel name", "Area (mu)", "Land kind", "Use")
    applied("parcels", workbook(headings, rows))
    assert [(p.name, p.kind) for p in Parcel.objects.all()] == [("front field", "paddy")]


def test_the_county_administrator_imports_and_a_refusal_goes_back_to_the_preview(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    county_admin = StaffFactory(role=Role.COUNTY_ADMIN, areas="county")
    assert applied("parcels", clean(), by=county_admin).result["parcels_new"] == 5
    headings = ("户编码", "地块编码", "面积（亩）", "地类")
    rows = [["H1", "4228012001010100011", 1.5, "水田"]]

    def refuse(**_values: object) -> None:
        raise InvalidInput("no", code="invalid")

    with monkeypatch.context() as broken:
        broken.setattr("apps.farmland.imports.writing.parcel_correct", refuse)
        made = applied("parcels", workbook(headings, rows), by=county_admin)
    assert (made.state, made.problem) == ("previewed", "refused")
    assert applied("parcels", workbook(headings, rows), by=county_admin).result["parcels_changed"] == 1


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_nothing_half_applied_and_the_sweep_resumes() -> None:
    county(CommunityFactory(name=HOME, latitude=30.27, longitude=109.48))
    made = read("parcels", clean())
    sheet_apply(sheet_import=made, by=None, start=False)

    kill_half_way(made, "apps.farmland.imports.writing.reach_refresh")  # the fields stand, their ways do not yet

    assert not Parcel.objects.exists()
    assert not ParcelUse.objects.exists()
    killed = SheetImport.objects.get(pk=made.pk)
    assert (killed.state, killed.tries) == ("applying", 1)
    assert resume_sheets() == 0  # the lease of the dead worker holds for half a minute
    SheetImport.objects.filter(pk=made.pk).update(lease_until=clock.now() - timedelta(seconds=1))
    assert resume_sheets() == 1
    assert (SheetImport.objects.get(pk=made.pk).state, Parcel.objects.count()) == ("applied", 5)


def test_a_contradiction_is_settled_by_saying_which_cell_is_right(community: Community) -> None:
    headings = ("户编码", "户主姓名", "身份证号", "面积", "地类", "地块名称")
    made = read(
        "parcels", workbook(headings, [["H2", "", NUMBER, 1, "旱地", "庚"], ["H1", "王五", "", 1, "旱地", "己"]])
    )
    both, named = SheetEntry.objects.filter(sheet_import=made).order_by("row")
    assert made.summary["entries"]["conflicting"] == 2

    for field in ("code", "id_number"):  # one may change one's mind
        settled = sheet_settle(sheet_import=made, by=None, entry=both.pk, field=field, take=False)
        assert (settled.outcome, settled.chosen) == ("new", True)
        if field == "code":
            back = sheet_settle(sheet_import=made, by=None, entry=both.pk, field=field, take=True)
            assert (back.outcome, back.chosen) == ("conflicting", False)
    sheet_settle(sheet_import=made, by=None, entry=named.pk, field="head", take=False)
    with pytest.raises(InvalidInput):
        sheet_settle(sheet_import=made, by=None, entry=named.pk, field="note", take=False)

    assert SheetImport.objects.get(pk=made.pk).summary["entries"] == {
        "new": 2, "changed": 0, "unchanged": 0, "conflicting": 0,
    }  # fmt: skip
    sheet_apply(sheet_import=made, by=None, start=False)
    sheet_work(sheet_import=made)
    assert {p.name: p.household.code for p in Parcel.objects.all()} == {"庚": "H2", "己": "H1"}


def test_one_of_two_nameless_fields_alone_changes_what_people_saw(community: Community) -> None:
    headings = ("户编码", "面积", "地类", "流转情况")
    rows = [["H1", 1, "旱地", "自种"], ["H1", 1, "旱地", "自种"]]
    applied("parcels", workbook(headings, rows))
    made = read("parcels", workbook(headings, [[*row[:3], "撂荒"] for row in rows]))
    first, second = SheetEntry.objects.filter(sheet_import=made).order_by("row")
    sheet_select(sheet_import=made, by=None, chosen=False, entries=[first.pk])
    sheet_apply(sheet_import=made, by=None, start=False)
    sheet_work(sheet_import=made)
    assert SheetImport.objects.get(pk=made.pk).result["moved_on"] == 0
    assert ParcelUse.objects.current().get(parcel=second.target).use == "idle"
    assert ParcelUse.objects.current().get(parcel=first.target).use == "own"
