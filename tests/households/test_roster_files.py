"""Bad input, and good input in odd clothes: each with the answer that a person gets."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from apps.core.sheets import files, reader, table
from apps.core.sheets.actions import sheet_upload
from apps.core.sheets.files import FileProblem
from apps.core.sheets.work import sheet_work
from apps.households.models import Household, RosterImport
from apps.households.roster.columns import LEXICON
from tests.communities.factories import CommunityFactory
from tests.households.rosters import HEADINGS, ROSTER, household, lines, person, xlsx

NAME = "青龙泉社区"


@pytest.fixture(autouse=True)
def _community() -> None:
    CommunityFactory(name=NAME)


def read(data: bytes, **options: object) -> RosterImport:
    """Through upload and worker."""
    roster = sheet_upload(register=ROSTER, by=None, name="花名册.xlsx", data=data, start=False, **options)
    sheet_work(sheet_import=roster)
    return RosterImport.objects.get(pk=roster.pk)


def family(**cells: object) -> list[dict[str, object]]:
    return household("H1", NAME, person("谭大山"), person("覃小花", "配偶", 性别="女"), **cells)


def reasons(roster: RosterImport) -> list[tuple[int, str, str]]:
    from apps.core.sheets.faults import reason

    return [(f.row, f.heading, reason(f.code, f.params)) for f in roster.faults.order_by("row", "column")]


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    return zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * (20 * 2**20)})


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


def far_cell() -> bytes:
    """A small file whose one cell lies so far out that a parser would take gigabytes for the rectangle."""
    data = io.BytesIO(xlsx(lines(family())))
    with zipfile.ZipFile(data) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[part] = parts[part].replace(b"</sheetData>", far)
    return zipped(parts)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "empty_file"),
        (lambda: b"\n\n  ", "empty_file"),
        (lambda: bytes(range(256)) * 20, "not_a_workbook"),
        (lambda: zipped({"word/document.xml": b"<x/>"}), "not_a_workbook"),
        (lambda: b"PK\x03\x04 and nothing more", "damaged"),
        (encrypted, "encrypted"),
        (bomb, "zip_bomb"),
        (lambda: b"x" * (60 * 2**20), "too_large"),
        (lambda: b"<html><table><tr><td>x</td></tr></table></html>", "web_page"),
    ],
)
def test_what_is_no_roster_is_refused_at_once(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(FileProblem) as refused:
        sheet_upload(register=ROSTER, by=None, name="x.xlsx", data=make(), start=False)

    assert refused.value.code == code
    assert str(refused.value.message)
    assert not RosterImport.objects.exists()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: xlsx([["随便", "写写"], [1, 2]], headings=()), "no_header"),
        (lambda: xlsx([]), "no_rows"),
        (lambda: xlsx([], headings=()), "no_sheet"),
        (far_cell, "too_many_columns"),
        (lambda: zipped({"xl/workbook.xml": b"<broken", "xl/_rels/workbook.xml.rels": b"<broken"}), "damaged"),
    ],
)
def test_what_cannot_be_read_fails_with_its_reason(make: Callable[[], bytes], code: str) -> None:
    roster = read(make())

    assert (roster.state, roster.problem) == ("failed", code)


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 3)

    assert read(xlsx([["x"]] * 5)).problem == "too_many_rows"


def test_a_hundred_thousand_rows_are_found() -> None:
    data = xlsx([["", NAME, f"H{n}", "谭大山"] for n in range(100_000)])
    sheet = reader.read(data).sheets[0]
    found = table.find(sheet, LEXICON)
    assert found is not None
    table.sort_rows(found, LEXICON)

    assert len(found.entries) == 100_000


def test_formulas_use_their_saved_value_and_without_one_are_faults() -> None:
    rows = family(工资性收入=("f", "=10000*2", 20000), 转移性收入=("f", "=1+1", ""), 财产性收入=("f", "=NA()", "#N/A"))

    roster = read(xlsx(lines(rows)))

    assert reasons(roster) == [(2, "财产性收入", "formula error"), (2, "转移性收入", "formula without a value")]
    assert any(notice["code"] == "formulas" for notice in roster.notices)


def test_cells_merged_down_hold_for_all_their_rows() -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(xlsx(lines(family()))))
    page = book.active
    for column in ("B", "C"):
        page[f"{column}3"] = None
        page.merge_cells(f"{column}2:{column}3")
    out = io.BytesIO()
    book.save(out)

    roster = read(out.getvalue())

    assert (roster.summary["households_in_file"], roster.summary["people_in_file"]) == (1, 2)
    assert reasons(roster) == []


def test_of_two_sheets_the_roster_is_read_and_the_other_named() -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(xlsx(lines(family()))))
    book.create_sheet("填表说明", 0)["A1"] = "先看这里"
    out = io.BytesIO()
    book.save(out)

    roster = read(out.getvalue())

    assert roster.sheet == "花名册"
    assert [notice["names"] for notice in roster.notices if notice["code"] == "other_sheets"] == [["填表说明"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_the_encodings_of_offices(encoding: str, delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["附件"], HEADINGS, *lines(family())])

    roster = read(out.getvalue().encode(encoding))

    assert reasons(roster) == []
    assert roster.summary["people_in_file"] == 2


def test_csv_saved_by_a_spreadsheet_has_lost_digits() -> None:
    rows = lines([*family(), *household("H2", NAME, person("向大海", 身份证号码="4.22801E+17"))])
    out = io.StringIO()
    csv.writer(out).writerows([HEADINGS, *rows])

    assert reasons(read(out.getvalue().encode("gbk"))) == [(4, "身份证号码", "numeric cell, digits lost")]


def test_headings_in_two_rows_and_other_words() -> None:
    headings = ("安置点", "户号", "家庭成员姓名", "证件号码", "与户主的关系", "楼号", "单元号", "门牌号", "收入", "")
    second = ["", "", "", "", "", "", "", "", "务工收入（万元）", "经营性收入"]
    rows = [second, [NAME, "H1", "谭大山", person("x")["身份证号码"], "本人", "3号楼", "二单元", "501室", "3.2", "0.5"]]

    roster = read(xlsx(rows, headings=headings, titles=["安置户花名册", "截至2026年9月30日"]))

    fields = {column["heading"]: column["field"] for column in roster.columns}
    assert fields["务工收入（万元）"] == "wage"
    assert fields["经营性收入"] == "business"
    assert fields["门牌号"] == "room"
    assert reasons(roster) == []
    assert roster.as_of == date(2026, 9, 30)


def test_a_column_that_is_missing_is_asked_for() -> None:
    headings = [("钥匙号" if heading == "户编号" else heading) for heading in HEADINGS]

    roster = read(xlsx(lines(family()), headings=headings))

    assert roster.state == "read"
    assert roster.summary["missing"] == ["code"]
    assert not Household.objects.exists()


def test_a_workbook_of_the_old_excel() -> None:
    """tests/data/roster-old-excel.xls was written in the format of Excel 97."""
    data = (Path(__file__).parents[1] / "data" / "roster-old-excel.xls").read_bytes()
    assert data.startswith(bytes.fromhex("d0cf11e0a1b11ae1"))
    roster = read(data)
    assert (roster.summary["households_in_file"], roster.summary["people_in_file"]) == (2, 3)
    assert not roster.summary["faulty_cells"]
    assert roster.as_of == date(2026, 9, 30)
