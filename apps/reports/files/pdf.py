"""The report as a tagged PDF, in the same layout as the Word file (report.typ beside this)."""

from dataclasses import asdict
from pathlib import Path

from apps.core.typeset import typeset
from apps.reports.content import Content
from apps.reports.files.outline import outline_of


def pdf_bytes(content: Content) -> bytes:
    """The file."""
    outline = outline_of(content)
    written = outline.written_on or content.month
    data = asdict(outline) | {"written_on": [written.year, written.month, written.day]}
    return typeset(Path(__file__).with_name("report.typ"), data, written)
