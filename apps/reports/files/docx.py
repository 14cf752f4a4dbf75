"""The report as a Word file in the form of GB/T 9704-2012.

Measures: A4; top margin 37 mm, binding edge 28 mm, text area 156 × 225 mm; a grid of 22 lines × 28 characters of size
3 (16 pt). Fonts are named with their fallbacks and never bundled.
"""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as DocumentClass
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from apps.reports.content import Content
from apps.reports.files.archive import same_bytes
from apps.reports.files.outline import Block, Outline, Table, outline_of

FANG, HEI, KAI, SONG, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
FALLBACKS = {
    FANG: "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC",
    HEI: "SimHei,华文黑体,STHeiti,Noto Sans CJK SC",
    KAI: "楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC",
    SONG: "SimSun,华文宋体,STSong,Noto Serif CJK SC",
    TITLE: "方正小标宋_GBK,华文中宋,STZhongsong,宋体,Noto Serif CJK SC",
}
LATIN = "Times New Roman"
SIZE_2, SIZE_3, SIZE_4, SIZE_TABLE = Pt(22), Pt(16), Pt(14), Pt(12)
LINES, CHARACTERS = 22, 28
TEXT_WIDTH_MM, TEXT_HEIGHT_MM = 156, 225
LINE_PITCH = int(TEXT_HEIGHT_MM / 25.4 * 1440 / LINES)  # twentieths of a point; rounded down, so that 22 fit
CHAR_SPACE = round((TEXT_WIDTH_MM / 25.4 * 72 / CHARACTERS - 16) * 4096)  # beyond 16 pt, in 4096ths of a point
NARROWED = -5  # twentieths of a point: 28 characters of 15.75 pt fit into 156 mm
COLUMN_WIDTHS = (Mm(52), Mm(42), Mm(26), Mm(36))
CHARACTER = 320  # twentieths of a point in a character of size 3


def docx_bytes(content: Content) -> bytes:
    """The file."""
    outline = outline_of(content)
    document = Document()
    _page(document)
    _fonts(document)
    _page_numbers(document)
    _properties(document, outline)
    _title(document, outline)
    for block in outline.body:
        _block(document, block)
    _ending(document, outline)
    buffer = BytesIO()
    document.save(buffer)
    return same_bytes(buffer.getvalue())


def _page(document: DocumentClass) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin = Mm(210 - 28 - TEXT_WIDTH_MM)
    section.bottom_margin = Mm(297 - 37 - TEXT_HEIGHT_MM)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(LINE_PITCH))
    grid.set(qn("w:charSpace"), str(CHAR_SPACE))
    section._sectPr.append(grid)
    document.settings.odd_and_even_pages_header_footer = True
    settings = document.settings.element
    settings.insert(1, OxmlElement("w:mirrorMargins"))  # bound at the left of odd pages, printed on both sides
    settings.find(qn("w:characterSpacingControl")).set(qn("w:val"), "compressPunctuation")
    settings.xpath('w:compat/w:compatSetting[@w:name="compatibilityMode"]')[0].set(qn("w:val"), "15")


def _fonts(document: DocumentClass) -> None:
    normal = document.styles["Normal"]
    normal.font.size = SIZE_3
    _set_fonts(normal.element.get_or_add_rPr(), FANG)
    for size in document.styles.element.xpath("w:docDefaults//w:sz | w:docDefaults//w:szCs"):
        size.set(qn("w:val"), "32")  # half points: the grid's characters are measured from it
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    # The grid is declared for the page, and reached by exact lines and narrowed characters: not every program that
    # opens the file can set 16 pt characters into cells of 15.8 pt.
    form.line_spacing = Twips(LINE_PITCH)
    _snap_off(normal.element.get_or_add_pPr())
    narrow = OxmlElement("w:spacing")
    narrow.set(qn("w:val"), str(NARROWED))
    normal.element.get_or_add_rPr().append(narrow)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")  # else digits are taken for Chinese and broken within a number
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    for level, font in ((1, HEI), (2, KAI)):
        style = document.styles[f"Heading {level}"]
        style.font.size, style.font.bold, style.font.color.rgb = SIZE_3, False, None
        _set_fonts(style.element.get_or_add_rPr(), font)
        for color in style.element.rPr.findall(qn("w:color")):
            style.element.rPr.remove(color)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = Twips(LINE_PITCH)
    _name_fallbacks(document)


def _name_fallbacks(document: DocumentClass) -> None:
    """Word asks the font table which face to take where the named one is missing."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    root = parse_xml(part.blob)
    for name, others in FALLBACKS.items():
        font = OxmlElement("w:font")
        font.set(qn("w:name"), name)
        for tag, value in (("w:altName", others), ("w:charset", "86")):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            font.append(child)
        root.append(font)
    part._blob = serialize_part_xml(root)


def _set_fonts(properties: object, font: str) -> None:
    for old in properties.findall(qn("w:rFonts")):  # type: ignore[attr-defined]
        properties.remove(old)  # type: ignore[attr-defined]
    fonts = OxmlElement("w:rFonts")
    for attribute, value in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", font), ("cs", LATIN)):
        fonts.set(qn(f"w:{attribute}"), value)
    properties.insert(0, fonts)  # type: ignore[attr-defined]


def _page_numbers(document: DocumentClass) -> None:
    section = document.sections[0]
    for footer, side, edge in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "rightChars"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "leftChars"),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["Normal"]
        paragraph.alignment = side
        _indent(paragraph, **{edge: 100})
        _run(paragraph, "— ", SONG, SIZE_4)
        _field(paragraph, "PAGE")
        _run(paragraph, " —", SONG, SIZE_4)


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("", "1"), ("end", "")):
        run = _run(paragraph, "", SONG, SIZE_4)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText" if text == code else "w:t")
            mark.text = text
        run._r.append(mark)


def _properties(document: DocumentClass, outline: Outline) -> None:
    moment = datetime.combine(outline.written_on or datetime(1980, 1, 1, tzinfo=UTC).date(), time(), UTC)
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = outline.title, outline.signature, "", ""
    core.created = core.modified = moment
    core.revision, core.language = 1, "zh-CN"


def _title(document: DocumentClass, outline: Outline) -> None:
    for line in outline.title_lines:
        _title_line(document, line)
    document.add_paragraph()
    _run(document.add_paragraph(), outline.addressee)


def _title_line(document: DocumentClass, text: str) -> None:
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _off_grid(title, exact=Pt(33))
    _run(title, text, TITLE, SIZE_2)


def _block(document: DocumentClass, block: Block) -> None:
    if block.table is not None:
        _table(document, block.table)
        return
    style = f"Heading {block.level}" if block.level else "Normal"
    paragraph = document.add_paragraph(style=style)
    _indent(paragraph, firstLineChars=200)
    if block.level:
        _run(paragraph, block.text, HEI if block.level == 1 else KAI)
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        _run(paragraph, block.text)


def _table(document: DocumentClass, table: Table) -> None:
    grid = document.add_table(rows=0, cols=len(table.header), style="Table Grid")
    grid.autofit = False
    for column, width in enumerate(COLUMN_WIDTHS):
        grid.columns[column].width = width
    _beside_the_edge(grid)
    for place, row in enumerate([table.header, *table.rows]):
        cells = grid.add_row().cells
        for column, text in enumerate(row):
            cells[column].width = COLUMN_WIDTHS[column]
            cells[column].vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            paragraph = cells[column].paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if column == 0 else WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            _off_grid(paragraph)
            _run(paragraph, text, FANG if place else HEI, SIZE_TABLE)
        properties = grid.rows[place]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            properties.append(OxmlElement("w:tblHeader"))
    _off_grid(document.add_paragraph(), exact=Pt(10))


def _beside_the_edge(grid: Any) -> None:
    """The table's lines stand on the edges of the text, not a cell's padding outside of them."""
    properties = grid._tbl.tblPr
    for tag, attributes in (
        ("w:tblW", {"w": str(round(TEXT_WIDTH_MM / 25.4 * 1440)), "type": "dxa"}),
        ("w:tblInd", {"w": "0", "type": "dxa"}),
    ):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        element = OxmlElement(tag)
        for name, value in attributes.items():
            element.set(qn(f"w:{name}"), value)
        properties.insert_element_before(element, "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _ending(document: DocumentClass, outline: Outline) -> None:
    if outline.annex:
        document.add_paragraph()
        _indented(document, _("Annex: %(title)s") % {"title": outline.annex_title})
    document.add_paragraph()
    for text in (outline.signature, outline.day):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _indent(paragraph, rightChars=400)
        _run(paragraph, text)
    note = _indented(document, f"（{outline.note}）")
    for run in note.runs:
        run.font.size = SIZE_TABLE
    if outline.annex:
        head = document.add_paragraph()
        head.runs or head.add_run()
        head.runs[0].add_break(WD_BREAK.PAGE)
        _run(head, _("Annex"), HEI)
        _title_line(document, outline.annex_title)
        document.add_paragraph()
        for block in outline.annex:
            _block(document, block)


def _indented(document: DocumentClass, text: str) -> Paragraph:
    paragraph = document.add_paragraph()
    _indent(paragraph, firstLineChars=200)
    _run(paragraph, text)
    return paragraph


def _run(paragraph: Paragraph, text: str, font: str = FANG, size: Pt = SIZE_3) -> Run:
    run = paragraph.add_run(text)
    run.font.size = size
    _set_fonts(run._r.get_or_add_rPr(), font)
    return run


def _indent(paragraph: Paragraph, **characters: int) -> None:
    """Indents in hundredths of a character, so that they follow the size; beside it the plain measure for others."""
    properties = paragraph._p.get_or_add_pPr()
    indent = properties.get_or_add_ind()
    for name, hundredths in characters.items():
        indent.set(qn(f"w:{name}"), str(hundredths))
        indent.set(qn(f"w:{name.removesuffix('Chars')}"), str(CHARACTER * hundredths // 100))


def _off_grid(paragraph: Paragraph, exact: Pt | None = None) -> None:
    """Titles and rows of tables have a height of their own."""
    paragraph.paragraph_format.line_spacing = exact or 1.0


def _snap_off(properties: Any) -> None:
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    properties.insert_element_before(snap, "w:spacing", "w:ind", "w:jc", "w:rPr")
