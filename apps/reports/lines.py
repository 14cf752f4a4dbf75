"""Lines of a report: a figure this month, since January, last month, and the change."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from apps.reports.registry import METRICS, SECTION_NAMES, Figure, Kind, Metric, Section, compute_all
from apps.reports.span import Span

Number = int | Decimal
WORDS = ("name", "unit", "definition", "group")


@dataclass(frozen=True)
class Line:
    """One row of a report. `cumulative` is None for stocks; `change` is None where either month has no value."""

    key: str
    section: Section
    kind: Kind
    texts: Mapping[str, Mapping[str, str]]
    now: Figure
    before: Number | None
    cumulative: Figure | None

    def word(self, what: str) -> str:
        """`name`, `unit`, `definition` or `group` in the reader's language."""
        texts = self.texts[what]
        return texts.get(get_language() or "", texts["zh-hans"])

    @property
    def name(self) -> str:
        return self.word("name")

    @property
    def unit(self) -> str:
        return self.word("unit")

    @property
    def definition(self) -> str:
        return self.word("definition")

    @property
    def group(self) -> str:
        return self.word("group")

    @property
    def change(self) -> Number | None:
        """This month less last month; for rates in percentage points."""
        if self.now.value is None or self.before is None:
            return None
        return self.now.value - self.before


def metric_lines(metrics: Iterable[Metric], communities: Collection[Any], month: Span) -> list[Line]:
    """Count the lines of a month for all the communities together."""
    metrics = list(metrics)
    now = compute_all(metrics, communities, month)
    before = compute_all(metrics, communities, month.month_before())
    adding = [metric for metric in metrics if metric.has_cumulative]
    cumulative = compute_all(adding, communities, Span.year_to_month(month.start))
    return [
        Line(
            key=metric.key,
            section=metric.section,
            kind=metric.kind,
            texts={word: metric.in_both(word) for word in WORDS},
            now=now[metric.key],
            before=before[metric.key].value,
            cumulative=cumulative.get(metric.key),
        )
        for metric in metrics
    ]


def month_lines(communities: Collection[Any], month: Span) -> list[Line]:
    """All lines of the report's form, in the registry's order."""
    return metric_lines([m for m in METRICS.values() if m.in_report], communities, month)


@dataclass(frozen=True)
class Group:
    """Lines that stand in one table."""

    name: str
    lines: list[Line]


@dataclass(frozen=True)
class Part:
    """A section of the report with its tables; without any, nothing was collected for it."""

    section: Section
    groups: list[Group]

    @property
    def name(self) -> str:
        return str(SECTION_NAMES[self.section])


def parts_of(lines: Iterable[Line]) -> list[Part]:
    """Every section of the report, in order, with its lines in groups."""
    grouped: dict[Section, dict[str, list[Line]]] = {section: {} for section in Section}
    for line in lines:
        grouped[line.section].setdefault(line.group, []).append(line)
    return [Part(section, [Group(name, rows) for name, rows in groups.items()]) for section, groups in grouped.items()]
