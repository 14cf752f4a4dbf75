"""Charts of a report, as data for the admin's Chart.js: Okabe–Ito colours, markers and dashes that survive black and
white, and the numbers in a table beside each."""

import json
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from apps.reports import wording
from apps.reports.content import Content
from apps.reports.models import MonthlyReport, ReportFigure
from apps.reports.registry import Kind
from apps.reports.workflow import FROZEN, State

RATES = ("complaints.response_rate", "complaints.resolution_rate", "complaints.satisfaction_rate")
AGES = ("people.under_16", "people.age_16_60", "people.over_60")
CATEGORY = "complaints.about_"
MOST_BARS = 6
FACE = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif'
INK, GRID = "#76827b", "rgba(118, 130, 123, .22)"
STYLES: tuple[dict[str, Any], ...] = (
    {"borderColor": "var(--aj-chart-1)", "pointStyle": "circle", "borderDash": []},
    {"borderColor": "var(--aj-chart-6)", "pointStyle": "rect", "borderDash": [7, 4]},
    {"borderColor": "var(--aj-chart-3)", "pointStyle": "triangle", "borderDash": [2, 3]},
)


def charts_of(report: MonthlyReport, content: Content) -> list[dict[str, Any]]:
    """The charts that this report has the numbers for."""
    found = (_trend(report, content), _categories(content), _ages(content))
    return [chart for chart in found if chart is not None]


def _trend(report: MonthlyReport, content: Content) -> dict[str, Any] | None:
    """The three rates by month, from the submitted reports of the last year; None with fewer than two months."""
    names = {line.key: line.name for line in content.lines if line.key in RATES}
    months: dict[date, dict[str, Any]] = {
        report.month: {line.key: line.now.value for line in content.lines if line.key in RATES}
    }
    rows = ReportFigure.objects.filter(
        key__in=RATES,
        report__community=report.community_id,
        report__state__in=[state for state in FROZEN if state != State.SUPERSEDED],
        report__month__lt=report.month,
        report__month__gte=date(report.month.year - 1, report.month.month, 1),
    )
    for month, key, value in rows.order_by("report__month").values_list("report__month", "key", "value"):
        months.setdefault(month, {})[key] = value
    if len(months) < 2:
        return None
    order = sorted(months)
    series = [
        {
            "label": names.get(key, key),
            "data": [None if (value := months[month].get(key)) is None else float(value) for month in order],
            "backgroundColor": style["borderColor"],
            "pointRadius": 4,
            "borderWidth": 2,
            "spanGaps": True,
            **style,
        }
        for key, style in zip(RATES, STYLES, strict=True)
    ]
    labels = [wording.month_word(month) for month in order]
    table = [
        [label, *(_cell(months[month].get(key)) for key in RATES)] for label, month in zip(labels, order, strict=True)
    ]
    headers = [_("month"), *((names.get(key, key), "num") for key in RATES)]
    return _chart(_("The three rates by month"), "line", labels, series, headers, table, _line_options())


def _categories(content: Content) -> dict[str, Any] | None:
    """What residents complain about most."""
    rows = [(line.name, line.now.value) for line in content.lines if line.key.startswith(CATEGORY) and line.now.value]
    rows = sorted(rows, key=lambda row: -row[1])[:MOST_BARS]
    return _bars(_("What residents complain about"), rows, _("cases")) if rows else None


def _ages(content: Content) -> dict[str, Any] | None:
    """People by age."""
    rows = [(line.name, line.now.value) for line in content.lines if line.key in AGES and line.now.value is not None]
    return _bars(_("People by age"), rows, _("people")) if rows else None


def _bars(title: str, rows: list[Any], unit: Any) -> dict[str, Any]:
    labels = [f"{name}  {int(value):,}" for name, value in rows]
    series = [
        {
            "label": title,
            "data": [int(value) for _name, value in rows],
            "backgroundColor": "var(--aj-chart-1)",
            "barThickness": 14,
            "borderRadius": 3,
        }
    ]
    table = [[name, f"{int(value):,}"] for name, value in rows]
    chart = _chart(title, "bar", labels, series, [title, (unit, "num")], table, _bar_options())
    return chart | {"height": 28 * len(rows) + 36}


def _chart(
    title: str, kind: str, labels: list[str], series: list[Any], headers: list[Any], table: list[Any], options: Any
) -> dict[str, Any]:
    return {
        "title": title,
        "kind": kind,
        "data": json.dumps({"labels": labels, "datasets": series}, ensure_ascii=False),
        "options": json.dumps(options),
        "headers": headers,
        "rows": table,
        "height": 240,
    }


def _cell(value: Any) -> str:
    return wording.NO_MEANING if value is None else wording.number(value, Kind.RATE)


def _line_options() -> dict[str, Any]:
    return {
        "responsive": True, "maintainAspectRatio": False, "animation": False, "font": {"family": FACE},
        "plugins": {"legend": {"position": "bottom", "labels": {"color": INK, "usePointStyle": True}}},
        "scales": {
            "x": {"ticks": {"color": INK}, "grid": {"display": False}},
            "y": {"suggestedMin": 50, "max": 100, "ticks": {"color": INK}, "grid": {"color": GRID}},
        },
    }  # fmt: skip


def _bar_options() -> dict[str, Any]:
    return {
        "indexAxis": "y",
        "responsive": True, "maintainAspectRatio": False, "animation": False, "font": {"family": FACE},
        "plugins": {"legend": {"display": False}},
        "scales": {
            "x": {"beginAtZero": True, "ticks": {"color": INK, "precision": 0}, "grid": {"color": GRID}},
            "y": {"ticks": {"color": INK, "autoSkip": False}, "grid": {"display": False}},
        },
    }  # fmt: skip
