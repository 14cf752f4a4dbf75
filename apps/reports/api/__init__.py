"""Figures and monthly reports through the REST API."""

from apps.reports.api.figures import FigureViewSet
from apps.reports.api.reports import MonthlyReportViewSet

__all__ = ["FigureViewSet", "MonthlyReportViewSet"]
