"""The metric registry: each figure is defined once, here and in figures/; dashboards, API, report and tests read it.

A `Source` counts in set-based SQL, one row of counts per community. A `Metric` reads its figure off such a row. Counts
add up over communities and figures do not, so the total of a township or county is read off the sum of the rows.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext_lazy, override
from django.utils.translation import gettext_lazy as _

from apps.reports.span import Span

Row = dict[str, int]
Counts = Callable[[Collection[int], Span], dict[int, Row]]
TENTH = Decimal("0.1")


class Section(StrEnum):
    """Parts of the monthly report, in its order (DOMAIN: “The monthly report”)."""

    BASICS = "basics"
    MONITORING = "monitoring"
    EMPLOYMENT = "employment"
    COMPLAINTS = "complaints"
    FARMING = "farming"
    ENVIRONMENT = "environment"
    INTEGRATION = "integration"


SECTION_NAMES = {
    Section.BASICS: _("Basic facts"),
    Section.MONITORING: _("Monitoring against relapse into poverty"),
    Section.EMPLOYMENT: _("Help with employment"),
    Section.COMPLAINTS: _("Residents' complaints"),
    Section.FARMING: _("Services for farming"),
    Section.ENVIRONMENT: _("Environment and self-government"),
    Section.INTEGRATION: _("Settling in"),
}


class Kind(StrEnum):
    """What sort of number: a STOCK holds on a day, a FLOW happens during a span, a RATE divides two counts."""

    STOCK = "stock"
    FLOW = "flow"
    RATE = "rate"


# Counts that stand beside a figure, so that it is not read for more than it is.
EXTRA_WORDS: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with what is needed to judge it.

    `collected` False: nobody entered what it counts (未采集), which is never 0. Collected with `value` None: it has no
    meaning (—), as a rate of no cases. `extra` holds counts to be read beside it, such as unrated or overdue.
    """

    value: int | Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    collected: bool = True
    extra: Mapping[str, int] = field(default_factory=dict)

    @property
    def note(self) -> str:
        """The extra counts in words, in the reader's language; those that are 0 are left out."""
        words = [EXTRA_WORDS[key] % {"n": n} for key, n in self.extra.items() if n]
        return gettext("; ").join(words)


NOT_COLLECTED = Figure(None, collected=False)


def count(row: Row, key: str, *, known: str | None = None, extra: Collection[str] = ()) -> Figure:
    """A count of the row; not collected when the count named by `known` is 0."""
    extras = {name: row.get(name, 0) for name in extra}
    if known is not None and not row.get(known, 0):
        return Figure(None, collected=False, extra=extras)
    return Figure(row.get(key, 0), extra=extras)


def rate(row: Row, part: str, whole: str, *, known: str | None = None, extra: Collection[str] = ()) -> Figure:
    """A percentage with one decimal, with its numerator and denominator; “—” when the denominator is 0."""
    extras = {name: row.get(name, 0) for name in extra}
    if known is not None and not row.get(known, 0):
        return Figure(None, collected=False, extra=extras)
    above, below = row.get(part, 0), row.get(whole, 0)
    value = (Decimal(100 * above) / below).quantize(TENTH, ROUND_HALF_UP) if below else None
    return Figure(value, above, below, extra=extras)


@dataclass(frozen=True)
class Metric:
    """A figure's definition.

    `counts` is the source, shared by the metrics that read the same row; `read` makes the figure. `cases` gives the
    rows of `case_model` behind the number, for drill-down; what no table holds has a `page` of its own instead.
    `definition` says what counts and by which source. The monthly report holds those that its form names (`in_report`);
    the others stand in dashboards and the API.
    """

    key: str
    name: Any
    unit: Any
    definition: Any
    section: Section
    group: Any
    kind: Kind
    counts: Counts
    read: Callable[[Row], Figure]
    cases: Callable[[Collection[int], Span], QuerySet] | None = None
    case_model: str = ""
    page: Callable[[Collection[int], Span], str] | None = None
    in_report: bool = True

    @property
    def has_cumulative(self) -> bool:
        """Flows and rates add up since 1 January; a stock has no sum over months."""
        return self.kind is not Kind.STOCK

    def in_both(self, what: str) -> dict[str, str]:
        """`name`, `unit`, `definition` or `group` in both languages, for freezing."""
        result = {}
        for language in ("zh-hans", "en"):
            with override(language):
                result[language] = str(getattr(self, what))
        return result


METRICS: dict[str, Metric] = {}


def register(metric: Metric) -> Metric:
    """Add a metric; its key must be new."""
    if metric.key in METRICS:
        raise ValueError(f"two metrics are called {metric.key}")
    METRICS[metric.key] = metric
    return metric


def register_extra(key: str, words: Any) -> None:
    """Name a count that stands beside figures; `words` has %(n)s."""
    EXTRA_WORDS[key] = words


def keys_of(communities: Iterable[Any]) -> list[int]:
    """Primary keys of communities, given as objects, keys or a queryset."""
    if isinstance(communities, QuerySet):
        return list(communities.order_by("pk").values_list("pk", flat=True))
    return sorted(getattr(community, "pk", community) for community in communities)


def by_community(metrics: Iterable[Metric], communities: Iterable[Any], span: Span) -> dict[int, dict[str, Figure]]:
    """Figures of each community, by metric key. Each source is asked once, however many communities."""
    metrics, keys = list(metrics), keys_of(communities)
    rows = _rows(metrics, keys, span)
    return {key: {m.key: m.read(rows[m.counts].get(key, {})) for m in metrics} for key in keys}


def compute_all(metrics: Iterable[Metric], communities: Iterable[Any], span: Span) -> dict[str, Figure]:
    """Figures of all the communities together, by metric key."""
    metrics, keys = list(metrics), keys_of(communities)
    rows = _rows(metrics, keys, span)
    return {m.key: _total(m, [rows[m.counts].get(key, {}) for key in keys]) for m in metrics}


def compute(metric: Metric | str, communities: Iterable[Any], span: Span) -> Figure:
    """One figure of all the communities together."""
    metric = METRICS[metric] if isinstance(metric, str) else metric
    return compute_all([metric], communities, span)[metric.key]


def _rows(metrics: list[Metric], keys: list[int], span: Span) -> dict[Counts, dict[int, Row]]:
    return {source: source(keys, span) for source in {m.counts: None for m in metrics}}


def _total(metric: Metric, rows: list[Row]) -> Figure:
    """Read off the sum of the communities that collected; how many did not stands beside it."""
    known = [row for row in rows if metric.read(row).collected]
    if not known:
        return metric.read(rows[0]) if len(rows) == 1 else NOT_COLLECTED
    summed: Counter[str] = Counter()
    for row in known:
        summed.update(row)
    figure = metric.read(summed)
    silent = len(rows) - len(known)
    if not silent:
        return figure
    extra = {**figure.extra, "silent_communities": silent}
    return Figure(figure.value, figure.numerator, figure.denominator, extra=extra)


register_extra(
    "silent_communities", ngettext_lazy("%(n)s community not collected", "%(n)s communities not collected", "n")
)
