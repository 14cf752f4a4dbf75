"""The engine of imports, whatever the register: bad input, the pages, and a worker that dies half-way."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from apps.accounts.models import AccessLog
from apps.accounts.roles import Role
from apps.core import clock
from apps.core.errors import InvalidInput, Refused
from apps.core.models import HeadingMeaning, SheetEntry, SheetFile, SheetImport, SheetStep
from apps.core.sheets import actions, files
from apps.core.sheets.files import FileProblem
from apps.core.sheets.quantities import heading_unit, measure, numeral
from apps.core.sheets.work import sheet_work
from apps.core.tasks import forget_sheets, resume_sheets
from apps.facilities.models import Facility
from apps.farmland.imports.vocabulary import MU
from tests.accounts.factories import StaffFactory
from tests.communities.factories import CommunityFactory
from tests.core.sheets import read, reasons, workbook
from tests.facilities.lists import HOME, clean, messy

HEADINGS = ("设施名称", "类别", "所在社区")
URL = "/admin/facilities/facilityimport/"


@pytest.fixture
def community() -> Any:
    return CommunityFactory(name=HOME)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "empty_file"),
        (lambda: bytes(range(256)) * 20, "not_a_workbook"),
        (lambda: zipped({"word/document.xml": b"<x/>"}), "not_a_workbook"),
        (lambda: b"PK\x03\x04 and nothing more", "damaged"),
        (encrypted, "encrypted"),
        (lambda: zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * (20 * 2**20)}), "zip_bomb"),
    ],
)
def test_what_is_no_workbook_is_refused_at_once(community: Any, make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(FileProblem) as refused:
        read("facilities", make())
    assert refused.value.code == code
    assert not SheetImport.objects.exists()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (workbook(("天气", "温度", "湿度"), [["晴", 20, 30]]), "no_header"),
        (workbook(HEADINGS, []), "no_rows"),
    ],
)
def test_a_sheet_without_the_list_fails_with_the_reason(community: Any, data: bytes, problem: str) -> None:
    made = read("facilities", data)
    assert (made.state, made.problem) == ("failed", problem)


def test_too_many_rows(community: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 50)
    made = read("facilities", workbook(HEADINGS, [[f"卫生室{n}", "卫生室", HOME] for n in range(60)]))
    assert (made.state, made.problem) == ("failed", "too_many_rows")


def test_formulas_and_merged_cells(community: Any) -> None:
    rows = [
        ["卫生室", "卫生室", HOME],
        [("formula", '="图书"&"室"', "图书室"), "图书室", ""],
        [("formula", "=1/0", "#DIV/0!"), "市场", ""],
    ]
    made = read("facilities", workbook(HEADINGS, rows, merged=[(2, 0, 2)]))
    assert reasons(made) == [[4, "设施名称", "formula error"]]
    assert SheetEntry.objects.filter(sheet_import=made, chosen=True).count() == 2
    assert any(notice["code"] == "formulas" for notice in made.notices)


def test_csv_in_gbk_and_english_headings(community: Any) -> None:
    text = f"Facility name,Type,Community\r\n青龙卫生室,clinic,{HOME}\r\n"
    made = read("facilities", text.encode("gb18030"), name="list.csv")
    assert made.summary["entries"]["new"] == 1


def test_a_correction_of_a_column_is_remembered(community: Any) -> None:
    manager = StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[community])
    data = workbook(("叫法", "类别", "所在社区", "规模大小"), [["卫生室", "卫生室", HOME, "4张床"]])
    made = read("facilities", data, by=manager)
    assert made.state in ("failed", "read")
    data = workbook(("设施名称", "类别", "所在社区", "规模大小"), [["卫生室", "卫生室", HOME, "4张床"]])
    made = read("facilities", data, by=manager)
    meanings = {0: "name", 1: "kind", 2: "community", 3: "capacity"}
    actions.sheet_choose(sheet_import=made, by=manager, meanings=meanings, start=False)
    sheet_work(sheet_import=made)
    assert list(HeadingMeaning.objects.values_list("register", "heading", "field")) == [
        ("facilities", "规模大小", "capacity")
    ]
    again = read("facilities", data, by=manager)
    assert {column["heading"]: column["field"] for column in again.columns}["规模大小"] == "capacity"
    with pytest.raises(InvalidInput):
        actions.sheet_choose(sheet_import=again, by=manager, meanings={0: "name", 1: "name"})


def test_a_worker_that_dies_leaves_nothing_and_the_import_goes_on(
    community: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = read("facilities", clean())
    actions.sheet_apply(sheet_import=made, by=None, start=False)
    written: list[int] = []

    def die(**_kwargs: Any) -> None:
        written.append(Facility.objects.count())
        raise OperationalError("the connection went away")

    with monkeypatch.context() as broken:
        broken.setattr("apps.facilities.imports.writing.staffing_set", die)
        sheet_work(sheet_import=made)
    assert written[0] > 0  # it had begun
    assert not Facility.objects.exists()  # and nothing of it stayed
    made = SheetImport.objects.get(pk=made.pk)
    assert made.state == "applying"
    SheetImport.objects.filter(pk=made.pk).update(due_at=clock.now(), lease_until=None)
    assert resume_sheets() == 1
    assert Facility.objects.count() == 5
    assert resume_sheets() == 0
    assert [s.step for s in SheetStep.objects.filter(sheet_import=made)] == ["upload", "preview", "apply", "finish"]


def test_details_are_encrypted_and_forgotten(community: Any) -> None:
    made = read("facilities", clean())
    assert SheetFile.objects.filter(sheet_import=made).exists()
    SheetImport.objects.filter(pk=made.pk).update(forget_at=clock.now() - timedelta(days=1))
    assert forget_sheets() == 1
    assert not SheetFile.objects.exists()
    assert not SheetEntry.objects.exists()
    assert SheetImport.objects.get(pk=made.pk).summary["entries_in_file"] == 5


def test_the_pages_from_upload_to_result(community: Any, login: Any) -> None:
    client: Client = login(StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[community]))
    assert client.get(f"{URL}add/").status_code == 200
    data, faults = messy()
    client.post(f"{URL}add/", {"file": SimpleUploadedFile("设施.xlsx", data), "answer-datum": ""})
    made = SheetImport.objects.get()
    page = f"{URL}{made.pk}"
    if made.state == "uploaded":  # no worker runs in tests
        assert "aj-progress" in client.get(f"{page}/change/").content.decode()
        sheet_work(sheet_import=made)
    for tab in ("faulty", "new", "changed", "unchanged"):
        assert client.get(f"{page}/change/?tab={tab}").status_code == 200
    assert client.get(f"{page}/columns/").status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{page}/errors/").content))
    marked = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.comment]
    assert len(marked) == len(faults)
    assert AccessLog.objects.filter(kind="export", subject=f"facilities.facilityimport:{made.pk}").exists()
    client.post(f"{page}/select/", {"outcome": "new", "chosen": "", "tab": "new"})
    assert client.post(f"{page}/apply/").status_code == 302  # refused: nothing is chosen
    assert SheetImport.objects.get().state == "previewed"
    client.post(f"{page}/select/", {"outcome": "new", "chosen": "1", "tab": "new"})
    client.post(f"{page}/apply/")
    sheet_work(sheet_import=made)
    assert SheetImport.objects.get().state == "applied"
    assert client.get(f"{page}/change/").status_code == 200
    assert client.get(f"{URL}template/").status_code == 200
    assert client.get(URL).status_code == 200


def test_the_api_uploads_looks_and_applies(community: Any, login: Any) -> None:
    client: Client = login(StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[community]))
    answer = client.post("/api/v1/facility-imports/", {"file": SimpleUploadedFile("设施.xlsx", clean())})
    assert answer.status_code == 201, answer.content
    key = answer.json()["id"]
    sheet_work(sheet_import=SheetImport.objects.get(pk=key))
    assert client.get(f"/api/v1/facility-imports/{key}/").json()["faulty_cells"] == []
    assert client.get(f"/api/v1/parcel-imports/{key}/").status_code == 404  # of another register
    assert client.post(f"/api/v1/facility-imports/{key}/apply/").status_code == 202
    sheet_work(sheet_import=SheetImport.objects.get(pk=key))
    assert Facility.objects.count() == 5
    bad = {"file": SimpleUploadedFile("设施.xlsx", clean()), "answers": '{"datum": "bd09"}'}
    assert client.post("/api/v1/facility-imports/", bad).json()["code"] == "answer"


def test_a_colleague_elsewhere_sees_nothing_and_an_auditor_changes_nothing(community: Any) -> None:
    manager = StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[community])
    made = read("facilities", clean(), by=manager)
    other = StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[CommunityFactory()])
    assert not SheetImport.objects.visible_to(other).exists()
    for by in (other, StaffFactory(role=Role.AUDITOR, areas="county")):
        with pytest.raises(Refused):
            actions.sheet_apply(sheet_import=made, by=by)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("１.２亩", "1.20"), ("800平方米", "1.20"), ("0.1公顷", "1.50"), (1.2000000001, "1.20"), ("1,200", "1200.00")],
)  # fmt: skip
def test_areas_with_units(cell: Any, value: str) -> None:
    from decimal import Decimal

    assert measure(cell, MU, most=Decimal(10_000)) == Decimal(value)
    assert heading_unit("面积（平方米）", MU) == MU["平方米"]


def test_long_numbers_keep_their_digits_or_are_faults() -> None:
    from apps.core.sheets.faults import CellFault

    assert numeral("4228012001010100011", 24) == "4228012001010100011"
    assert numeral(12.0, 24) == "12"
    for lost in (4228012001010100011, 4.228e18, "4.228E+18"):
        with pytest.raises(CellFault, match="digits_lost"):
            numeral(lost, 24)
