"""Flat registers as workbooks: out, back in, in both languages, within one's area, all or nothing."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.accounts.models import AccessLog
from apps.communities.models import Building, CalendarDay, Dwelling, Township
from tests.communities.factories import DwellingFactory
from tests.harness.people import County

BUILDINGS, DWELLINGS = "/admin/communities/building/", "/admin/communities/dwelling/"


def book(*rows: list[Any]) -> SimpleUploadedFile:
    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    sheet = workbook.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    workbook.close()
    return SimpleUploadedFile("表.xlsx", out.getvalue())


def preview(client: Any, address: str, *rows: list[Any]) -> Any:
    return client.post(f"{address}import/", {"file": book(*rows)})


def apply(client: Any, address: str, shown: Any) -> Any:
    answer = client.post(f"{address}import/", {"ticket": shown.context["ticket"]})
    assert answer.status_code in {302, 400}, answer.content
    return answer


def faults(response: Any) -> list[tuple[int, str]]:
    return [(line, name) for line, name, _words in response.context["outcome"].faults]


CHINESE = ["安置社区", "楼号", "单元数", "电梯"]
ENGLISH = ["Community", "Building number", "Units", "Has a lift"]


def headings(client: Any, address: str, language: str) -> list[str]:
    page = client.get(f"{address}import/", headers={"accept-language": language})
    return [heading for heading, _needed in page.context["columns"]]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_headings_in_either_language(county: County, community_manager: Any, login: Any, language: str) -> None:
    client = login(community_manager)
    names = headings(client, BUILDINGS, language)
    shown = preview(client, BUILDINGS, ["一张表"], names, [county.own.name, 7, "", 3, 6, "是"])
    assert shown.context["outcome"].counts == {"new": 1, "update": 0, "skip": 0}
    assert not Building.objects.filter(number=7).exists(), "a preview writes nothing"
    done = apply(client, BUILDINGS, shown)
    assert done.status_code == 302, done.context["problem"]
    made = Building.objects.get(number=7)
    assert (made.community, made.units, made.floors, made.has_lift) == (county.own, 3, 6, True)


def test_what_goes_out_comes_back_unchanged(county: County, community_manager: Any, login: Any) -> None:
    DwellingFactory(building=county.building, unit=2, room="501")
    client = login(community_manager)
    for address, rows in ((BUILDINGS, 2), (DWELLINGS, 1)):
        out = client.get(f"{address}register/")
        data = b"".join(out.streaming_content)
        shown = client.post(f"{address}import/", {"file": SimpleUploadedFile("a.xlsx", data)})
        assert shown.context["outcome"].counts == {"new": 0, "update": 0, "skip": rows}, shown.context["problem"]
    assert AccessLog.objects.filter(kind="export").count() == 2


def test_a_changed_row_is_an_update(county: County, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    names = headings(client, BUILDINGS, "zh-hans")
    shown = preview(client, BUILDINGS, names, [county.own.name, 1, "=1+1", 5, "", ""])
    assert shown.context["outcome"].counts["update"] == 1
    apply(client, BUILDINGS, shown)
    changed = Building.objects.get(pk=county.building.pk)
    assert (changed.units, changed.name) == (5, "=1+1")
    out = b"".join(client.get(f"{BUILDINGS}register/").streaming_content)
    sheet: Any = openpyxl.load_workbook(BytesIO(out)).active
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_faulty_rows_are_named_and_nothing_is_written(county: County, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    names = headings(client, BUILDINGS, "zh-hans")
    shown = preview(
        client, BUILDINGS, ["表头"], names,
        [county.own.name, 8, "", 3, "", ""], [county.own.name, "九", "", 3, "", ""],
        [county.own.name, 10, "", "三", "", ""], [county.own.name, 11, "", 99, "", "也许"],
    )  # fmt: skip
    assert [line for line, _name in faults(shown)][:2] == [4, 5]
    assert {line for line, _name in faults(shown)} == {4, 5, 6}
    assert shown.context["ticket"] == ""
    assert not Building.objects.filter(number__gte=8).exists()


def test_another_area_cannot_be_written(county: County, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    names = headings(client, BUILDINGS, "zh-hans")
    before = Building.objects.get(pk=county.foreign_building.pk).units
    shown = preview(client, BUILDINGS, names, [county.foreign.name, 1, "", 9, "", ""])
    assert len(faults(shown)) == 1
    assert Building.objects.get(pk=county.foreign_building.pk).units == before
    columns = headings(client, DWELLINGS, "zh-hans")
    assert len(faults(preview(client, DWELLINGS, columns, [county.foreign.name, 1, 1, "101", 75]))) == 1
    assert not Dwelling.objects.exists()


def test_a_preview_is_applied_by_who_made_it(
    county: County, community_manager: Any, county_admin: Any, login: Any
) -> None:
    client = login(community_manager)
    shown = preview(client, BUILDINGS, headings(client, BUILDINGS, "zh-hans"), [county.own.name, 7, "", 3, "", ""])
    assert apply(login(county_admin), BUILDINGS, shown).status_code == 400
    assert not Building.objects.filter(number=7).exists()


@pytest.mark.parametrize("address", ["/admin/communities/township/", "/admin/communities/calendarday/"])
def test_who_may_not_add_rows_reads_nothing_in(community_manager: Any, login: Any, address: str) -> None:
    assert login(community_manager).get(f"{address}import/").status_code == 403


def test_townships_and_days_of_the_county(county: County, county_admin: Any, login: Any) -> None:
    client = login(county_admin)
    for address, row, model in (
        ("/admin/communities/township/", ["白果镇", "422801"], Township.objects.filter(name="白果镇")),
        ("/admin/communities/calendarday/", ["2027/2/4", "否", "土家年"], CalendarDay.objects.filter(note="土家年")),
    ):
        shown = preview(client, address, headings(client, address, "zh-hans"), row)
        assert not faults(shown), shown.context["outcome"].faults
        apply(client, address, shown)
        assert model.count() == 1


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rubbish", b"a,b\n1,2"])
def test_what_is_no_workbook_is_told_so(community_manager: Any, county: County, login: Any, data: bytes) -> None:
    answer = login(community_manager).post(f"{BUILDINGS}import/", {"file": SimpleUploadedFile("a.xlsx", data)})
    assert answer.status_code == 400
    assert answer.context["problem"]
