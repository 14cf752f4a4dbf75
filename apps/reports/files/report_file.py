"""Gives out a file of a report, and notes who took it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind
from apps.core.decisions import refuse
from apps.core.errors import InvalidInput, Refused
from apps.reports.content import Content, content_of
from apps.reports.files.docx import docx_bytes
from apps.reports.files.pdf import pdf_bytes
from apps.reports.files.xlsx import xlsx_bytes
from apps.reports.models import MonthlyReport

OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: dict[str, tuple[str, Callable[[Content], bytes]]] = {
    "docx": (f"{OFFICE}.wordprocessingml.document", docx_bytes),
    "pdf": ("application/pdf", pdf_bytes),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", xlsx_bytes),
}
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True)
class ReportFile:
    """A file with its name, e.g. 2026年10月_晴川家园_月报_第1版.docx."""

    name: str
    mime: str
    data: bytes

    def response(self) -> HttpResponse:
        """As a download."""
        disposition = content_disposition_header(True, self.name)
        return HttpResponse(self.data, content_type=self.mime, headers={"Content-Disposition": disposition or ""})


def report_file(report: MonthlyReport, ending: str, by: Any) -> ReportFile:
    """The file with this ending, for somebody who may see the report. Raises Refused before submission."""
    if ending not in FORMATS:
        raise InvalidInput(_("There are Word (docx), PDF (pdf) and Excel (xlsx) files."), field="format")
    if not report.is_frozen:
        raise Refused(refuse("not_submitted", _("Files are made from what was submitted. Submit the report first.")))
    mime, make = FORMATS[ending]
    with override("zh-hans"):
        content = content_of(report)
        data = make(content)
        name = file_name(content, ending)
    access_record(staff=by, kind=AccessKind.EXPORT, subject=report, field=ending)
    return ReportFile(name, mime, data)


def file_name(content: Content, ending: str) -> str:
    """Month, community, version; without characters that file systems refuse."""
    community = NOT_IN_NAMES.sub("", content.community)
    return f"{content.month.year}年{content.month.month}月_{community}_月报_第{content.version}版.{ending}"
