"""The report as a tagged PDF, set by typst in the same layout as the Word file (report.typ beside this)."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

import pylopdf_fonts_zh_cn as fonts
import typst

from apps.reports.content import Content
from apps.reports.files.outline import outline_of

HERE = Path(__file__).parent


def pdf_bytes(content: Content, *, accessible: bool = True) -> bytes:
    """The file. What the report says goes in as data, so that no text of a user is ever taken for markup.

    A character that no font can draw (old systems made their own in the private area) is refused by PDF/UA; then the
    file is made without the claim to be accessible, and the character is a box.
    """
    outline = outline_of(content)
    written = outline.written_on or content.month
    data = asdict(outline) | {"written_on": [written.year, written.month, written.day]}
    try:
        return typst.compile(
            str(HERE / "report.typ"),
            root=str(HERE),
            font_paths=[str(fonts.serif_path().parent)],
            sys_inputs={"report": json.dumps(data, ensure_ascii=False)},
            timestamp=int(datetime.combine(written, time(), UTC).timestamp()),
            pdf_standards=["ua-1"] if accessible else [],
        )
    except typst.TypstError:
        if not accessible:
            raise
        return pdf_bytes(content, accessible=False)
