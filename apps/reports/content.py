"""What a report says: counted now while it is a draft, as set down once confirmed. Files and hash are made of this."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from apps.reports.lines import Line, Number, month_lines
from apps.reports.models import MonthlyReport, ReportFigure
from apps.reports.registry import METRICS, Figure, Kind, Section
from apps.reports.span import Span


@dataclass(frozen=True)
class Content:
    """All that a reader of the report sees; no person's name is in it."""

    community: str
    township: str
    month: date
    version: int
    lines: list[Line]
    problems: str
    plan: str
    annex: str
    submitted_on: date | None
    content_hash: str


def heading_of(report: MonthlyReport) -> dict[str, str]:
    """Names of the places, which may change later."""
    return {"community": report.community.name, "township": report.community.township.name}


def content_of(report: MonthlyReport) -> Content:
    """What the report says: live for a draft, else as set down."""
    if report.is_draft:
        lines = month_lines([report.community_id], Span.month(report.month))
    else:
        lines = [line_of(figure) for figure in report.figures.order_by("position").defer("case_ids")]
    names = report.heading or heading_of(report)
    return Content(
        community=names["community"],
        township=names["township"],
        month=report.month,
        version=report.version,
        lines=lines,
        problems=report.problems,
        plan=report.plan,
        annex=report.annex,
        submitted_on=timezone.localdate(report.submitted_at) if report.is_frozen else None,
        content_hash=report.content_hash,
    )


def set_down(report: MonthlyReport) -> list[ReportFigure]:
    """Count the month and give the rows to be stored, each with the keys of the cases behind it."""
    month, communities = Span.month(report.month), [report.community_id]
    rows = []
    for position, line in enumerate(month_lines(communities, month)):
        metric = METRICS[line.key]
        cases = metric.cases(communities, month).order_by("pk") if metric.cases else None
        rows.append(
            ReportFigure(
                report=report,
                community_id=report.community_id,
                position=position,
                key=line.key,
                section=line.section.value,
                kind=line.kind.value,
                texts=line.texts,
                collected=line.now.collected,
                value=line.now.value,
                numerator=line.now.numerator,
                denominator=line.now.denominator,
                extra=dict(line.now.extra),
                cumulative=line.cumulative.value if line.cumulative else None,
                cumulative_collected=line.cumulative.collected if line.cumulative else None,
                before=line.before,
                change=line.change,
                case_model=cases.model._meta.label_lower if cases is not None else "",
                case_ids=list(cases.values_list("pk", flat=True)) if cases is not None else [],
            )
        )
    return rows


def line_of(figure: ReportFigure) -> Line:
    """The stored row as a line."""
    kind = Kind(figure.kind)
    cumulative = None
    if figure.cumulative_collected is not None:
        cumulative = Figure(_number(figure.cumulative, kind), collected=figure.cumulative_collected)
    now = Figure(
        _number(figure.value, kind), figure.numerator, figure.denominator, figure.collected, extra=figure.extra
    )
    before = _number(figure.before, kind)
    return Line(figure.key, Section(figure.section), kind, figure.texts, now, before, cumulative)


def canonical(report: MonthlyReport) -> bytes:
    """The stored content as canonical JSON: keys sorted, no spaces, UTF-8, decimals as text with one place."""
    content: dict[str, Any] = {
        "heading": report.heading,
        "month": report.month.isoformat(),
        "version": report.version,
        "problems": report.problems,
        "plan": report.plan,
        "annex": report.annex,
        "figures": [_plain(figure) for figure in report.figures.order_by("position")],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(report: MonthlyReport) -> str:
    """SHA-256 over the canonical content, in hexadecimal."""
    return hashlib.sha256(canonical(report)).hexdigest()


def _plain(figure: ReportFigure) -> Mapping[str, Any]:
    numbers = ("value", "cumulative", "before", "change")
    plain = ("key", "section", "kind", "texts", "collected", "numerator", "denominator", "extra")
    rest = ("cumulative_collected", "case_model", "case_ids")
    return {name: getattr(figure, name) for name in plain + rest} | {
        name: None if (value := getattr(figure, name)) is None else f"{Decimal(value):.1f}" for name in numbers
    }


def _number(value: Decimal | None, kind: Kind) -> Number | None:
    return value if value is None or kind is Kind.RATE else int(value)
