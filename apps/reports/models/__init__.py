"""Models of reports."""

from apps.reports.models.figure import ReportFigure
from apps.reports.models.report import MonthlyReport
from apps.reports.models.step import ReportStep

__all__ = ["MonthlyReport", "ReportFigure", "ReportStep"]
