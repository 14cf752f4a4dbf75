"""The files of a report: form of GB/T 9704-2012, words, embedded fonts; nobody's name in any of them."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl import load_workbook
from pypdf import PdfReader

from apps.accounts.models import Staff
from apps.core.errors import InvalidInput, Refused
from apps.reports import actions
from apps.reports.content import content_of
from apps.reports.files import report_file
from apps.reports.files.pdf import pdf_bytes
from apps.reports.models import MonthlyReport
from tests.harness.people import County
from tests.reports.conftest import SECRET_NAME, SECRET_PHONE

Made = Callable[[str], bytes]


@pytest.fixture
def made(submitted: MonthlyReport, township_officer: Staff) -> Made:
    """made("docx"): the bytes of a file, as the township downloads it."""
    return lambda ending: report_file(submitted, ending, township_officer).data


@pytest.fixture
def word(made: Made) -> Any:
    return Document(BytesIO(made("docx")))


@pytest.fixture
def paper(made: Made) -> PdfReader:
    return PdfReader(BytesIO(made("pdf")))


def about(length: Any, millimetres: float) -> bool:
    return abs(length - Mm(millimetres)) < Mm(0.1)


def test_the_name_of_a_file(submitted: MonthlyReport, township_officer: Staff) -> None:
    file = report_file(submitted, "docx", township_officer)
    assert file.name == "2026年10月_晴川家园_月报_第1版.docx"


def test_files_are_made_after_submission_only(report: MonthlyReport, community_manager: Staff) -> None:
    with pytest.raises(Refused) as refusal:
        report_file(report, "pdf", community_manager)
    assert refusal.value.code == "not_submitted"
    with pytest.raises(InvalidInput):
        report_file(report, "exe", community_manager)


def test_the_page_of_the_word_file(word: Any) -> None:
    section = word.sections[0]
    assert about(section.page_width, 210)
    assert about(section.page_height, 297)
    assert about(section.top_margin, 37)
    assert about(section.left_margin, 28)
    assert about(section.page_width - section.left_margin - section.right_margin, 156)
    assert about(section.page_height - section.top_margin - section.bottom_margin, 225)


def test_the_grid_of_22_lines_and_28_characters(word: Any) -> None:
    grid = word.sections[0]._sectPr.find(qn("w:docGrid"))
    pitch, space = int(grid.get(qn("w:linePitch"))), int(grid.get(qn("w:charSpace")))
    assert grid.get(qn("w:type")) == "linesAndChars"
    height, width = 225 / 25.4 * 1440, 156 / 25.4 * 72
    assert int(height // pitch) == 22
    assert int((width + 0.05) // (16 + space / 4096)) == 28
    normal = word.styles["Normal"]
    assert normal.font.size == Pt(16)
    assert normal.paragraph_format.line_spacing == pitch * 635  # the lines themselves keep the grid


def fonts(element: Any) -> set[str]:
    return {found.get(qn("w:eastAsia")) for found in element.iter(qn("w:rFonts"))}


def test_the_faces_of_the_word_file(word: Any) -> None:
    by_text = {paragraph.text: paragraph for paragraph in word.paragraphs}
    title = by_text["晴川家园2026年10月工作月报"]
    assert fonts(title._p) == {"方正小标宋简体"}
    assert title.runs[0].font.size == Pt(22)
    assert fonts(by_text["一、基本情况"]._p) == {"黑体"}
    assert fonts(by_text["（三）诉求办理"]._p) == {"楷体_GB2312"}
    assert fonts(by_text["电梯停运两次。"]._p) == {"仿宋_GB2312"}
    assert by_text["电梯停运两次。"].runs[0].font.size == Pt(16)
    table = next(
        part for part in word.part.package.iter_parts() if part.partname == "/word/fontTable.xml"
    ).blob.decode()
    assert "华文中宋" in table  # what stands in for 小标宋 is named


def test_page_numbers_stand_outside(word: Any) -> None:
    section = word.sections[0]
    assert word.settings.odd_and_even_pages_header_footer
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (2, 0)  # right, left
    for paragraph in (odd, even):
        assert paragraph.text.startswith("— ")
        assert paragraph.text.endswith(" —")
        assert "PAGE" in paragraph._p.xml


HEADINGS = [
    "一、基本情况", "二、本月工作", "（一）防返贫监测", "（二）就业帮扶", "（三）诉求办理", "（四）农耕服务",
    "（五）环境与治理", "（六）社会融入", "三、存在问题", "四、下月计划",
]  # fmt: skip


def test_the_structure(word: Any) -> None:
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert [paragraph.text for paragraph in word.paragraphs if paragraph.style.name.startswith("Heading")] == HEADINGS
    assert texts[texts.index("（六）社会融入") + 1] == "融入阶段未采集。返迁意愿未采集。"
    rows = cells(word)
    assert (rows["收入低于监测线的户（户）"][0], rows["想返迁的户"][0]) == ("未采集", "未采集")
    assert "附件：需协调事项" in texts
    assert texts[texts.index("附件：需协调事项") :].index("请协调清运。") > 0
    assert "2026年11月22日" in texts


def cells(word: Any) -> dict[str, tuple[str, ...]]:
    rows = [row for table in word.tables for row in table.rows]
    return {row.cells[0].text: tuple(cell.text for cell in row.cells[1:]) for row in rows}


def test_the_figures_on_paper(word: Any) -> None:
    rows = cells(word)
    assert rows["人口"] == ("本月", "本年累计", "比上月")
    assert rows["登记人数（人）"] == ("1", "—", "0")
    assert rows["常住人数（人）"] == ("未采集", "—", "—")
    assert rows["收到诉求（件）"] == ("2", "2", "—")
    assert rows["响应率"][0] == "50.0%（1/2）"
    body = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "常住情况未采集。" in body
    assert "响应率50.0%（1/2；1件超时未签收）。" in body


def test_texts_that_nobody_wrote_are_said_to_be_missing(
    report: MonthlyReport, community_manager: Staff, step: Any
) -> None:
    step(step(report, "confirm"), "submit")
    report.refresh_from_db()
    word = Document(BytesIO(report_file(report, "docx", community_manager).data))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[texts.index("三、存在问题") + 1] == "本月未填写。"
    assert not any(text.startswith("附件") for text in texts)


def test_the_pdf_says_the_same(paper: PdfReader, word: Any) -> None:
    text = "".join(page.extract_text() for page in paper.pages).replace("\n", "").replace(" ", "")
    for heading in HEADINGS:
        assert heading in text, heading
    for name, row in cells(word).items():
        assert f"{name}{row[0]}".replace(" ", "") in text, name
    for number, page in enumerate(paper.pages, start=1):
        assert f"—{number}—" in page.extract_text().replace(" ", "")


def test_rare_characters_print_and_what_no_font_has_stops_no_report(
    report: MonthlyReport, community_manager: Staff, step: Any
) -> None:
    content = content_of(report)
    rare = pdf_bytes(replace(content, problems="谭㛃、覃𬭚 两户未入住。"))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(rare)).pages)
    assert "㛃" in text
    assert "𬭚" in text
    assert b"pdfuaid" in rare
    private = pdf_bytes(replace(content, problems="欧阳\ue863 一户未入住。"))
    assert b"pdfuaid" not in private
    assert "一户未入住" in "".join(page.extract_text() for page in PdfReader(BytesIO(private)).pages)


def test_the_form_of_the_pdf(paper: PdfReader) -> None:
    for page in paper.pages:
        assert abs(float(page.mediabox.width) - 595.28) < 0.5
        assert abs(float(page.mediabox.height) - 841.89) < 0.5
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert paper.trailer["/Root"]["/Lang"].startswith("zh")
    assert paper.metadata is not None
    assert paper.metadata.title == "晴川家园2026年10月工作月报"
    for page in paper.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert any(name in descriptor for name in ("/FontFile2", "/FontFile3")), inner["/BaseFont"]


def left_edges(page: Any) -> list[float]:
    found: list[float] = []

    def visit(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        if text.strip():
            found.append(tm[4] * cm[0] + cm[4])

    page.extract_text(visitor_text=visit)
    return found


def test_the_text_of_the_pdf_begins_at_the_binding_edge(paper: PdfReader) -> None:
    edge = 28 / 25.4 * 72
    assert abs(min(left_edges(paper.pages[0])) - edge) < 1


def test_the_workbook(made: Made) -> None:
    book = load_workbook(BytesIO(made("xlsx")))
    assert book.sheetnames == ["数据", "指标口径"]
    rows = {row[2]: row for row in book["数据"].iter_rows(values_only=True)}
    assert rows["收到诉求"][4] == 2
    assert rows["常住人数"][4] == "未采集"
    assert rows["响应率"][4:7] == (50, 1, 2)
    assert (rows["收入低于监测线的户"][0], rows["收入低于监测线的户"][4]) == ("防返贫监测", "未采集")
    assert (rows["想返迁的户"][0], rows["想返迁的户"][4]) == ("社会融入", "未采集")
    silent = [row[0] for row in book["数据"].iter_rows(values_only=True) if row[4] == "未采集" and not row[2]]
    assert silent == []  # every part has figures
    definitions = {row[2]: row[4] for row in book["指标口径"].iter_rows(values_only=True)}
    assert "按时签收件数" in definitions["响应率"]


def test_nothing_in_a_workbook_is_a_formula(submitted: MonthlyReport, township_officer: Staff) -> None:
    from dataclasses import replace

    from apps.reports.content import content_of
    from apps.reports.files.xlsx import xlsx_bytes

    content = replace(content_of(submitted), community='=HYPERLINK("http://x","y")')
    book = load_workbook(BytesIO(xlsx_bytes(content)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "n"}


def test_markup_in_a_text_stays_text(report: MonthlyReport, community_manager: Staff, step: Any) -> None:
    nasty = "#panic() $x^2$ *粗* <w:p/> & =1+1"
    actions.report_write(report=report, by=community_manager, problems=nasty)
    step(step(report, "confirm"), "submit")
    report.refresh_from_db()
    pdf = PdfReader(BytesIO(report_file(report, "pdf", community_manager).data))
    assert "#panic()$x^2$*粗*<w:p/>&=1+1" in "".join(page.extract_text() for page in pdf.pages).replace(" ", "")
    word = Document(BytesIO(report_file(report, "docx", community_manager).data))
    assert nasty in [paragraph.text for paragraph in word.paragraphs]


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx"])
def test_the_same_content_gives_the_same_file(ending: str, made: Made, time_machine: Any) -> None:
    first = made(ending)
    time_machine.move_to("2027-03-01T08:00:00+08:00", tick=False)
    assert made(ending) == first


def readable(ending: str, data: bytes) -> str:
    if ending == "pdf":
        return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx"])
def test_nobody_is_named_in_a_file(ending: str, made: Made, people: dict[str, Any]) -> None:
    text = readable(ending, made(ending))
    for secret in (SECRET_NAME, SECRET_PHONE, "C00001", *(by.name for by in people.values() if by is not None)):
        assert secret not in text


def test_a_long_name_breaks_the_title_where_it_reads_well(
    november: None, county: County, community_manager: Staff, step: Any
) -> None:
    county.own.name = "易地扶贫搬迁集中安置点幸福家园第二社区"
    county.own.save()
    made, _new = actions.report_produce(community=county.own, month=date(2026, 10, 1), by=community_manager)
    step(step(made, "confirm"), "submit")
    made.refresh_from_db()
    word = Document(BytesIO(report_file(made, "docx", community_manager).data))
    assert [paragraph.text for paragraph in word.paragraphs[:2]] == [county.own.name, "2026年10月工作月报"]
