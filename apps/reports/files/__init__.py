"""The files of a submitted report: Word, PDF, Excel. Made from the frozen content only, in Chinese."""

from apps.reports.files.report_file import FORMATS, ReportFile, report_file

__all__ = ["FORMATS", "ReportFile", "report_file"]
