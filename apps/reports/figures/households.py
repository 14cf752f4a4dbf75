"""Figures about the facts of households: floor area, the 8-month rule, guarantees, vegetables before and after moving.

All are stocks as at the last day of the month; each rule is the one that the household's own page shows.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.households.models import GuaranteeCheck, VegetableSpending
from apps.households.models.derived import AtHomeVerdict, SpaceVerdict
from apps.households.vocabulary import Guarantee, Phase
from apps.reports.figures.counting import counted, counts_by_community
from apps.reports.figures.population import HOUSEHOLDS, registered_households
from apps.reports.registry import Figure, Kind, Metric, Row, Section, count, register, register_extra
from apps.reports.span import Span

LIVING, GUARANTEED, VEGETABLES = _("Floor area and time at home"), _("Guarantees"), _("Vegetable spending")


def households(communities: Collection[int], span: Span) -> Any:
    """Registered households of the last day, with the methods of their queryset."""
    return registered_households(communities, span)


def _register(
    key: str, name: object, definition: object, group: object, counts: Any, read: Callable[[Row], Figure], cases: Any,
    unit: object = HOUSEHOLDS,
) -> None:  # fmt: skip
    register(
        Metric(
            key=f"households.{key}",
            name=name,
            unit=unit,
            definition=definition,
            section=Section.BASICS,
            group=group,
            kind=Kind.STOCK,
            counts=counts,
            read=read,
            cases=cases,
            case_model="households.household",
        )
    )


def _by_verdict(rows: QuerySet, column: str, unknown: str) -> dict[int, Row]:
    """How many households of each community have each verdict; None counts under `unknown`."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for community, verdict, number in counted(rows, "community_id", column):
        found[community][verdict or unknown] += number
        if verdict is not None:
            found[community]["known"] += number
    return dict(found)


def space_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Households under, at and over the norm, in one query."""
    return _by_verdict(households(communities, span).with_space(span.as_at), "space", "unknown_space")


def space_cases(verdict: str) -> Callable[[Collection[int], Span], QuerySet]:
    """The households of a verdict on their floor area."""
    return lambda communities, span: households(communities, span).with_space(span.as_at).filter(space=verdict)


def home_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Households at home eight months or more, and less, in one query."""
    return _by_verdict(households(communities, span).with_at_home(span.as_at), "at_home", "unknown_at_home")


def home_cases(verdict: str) -> Callable[[Collection[int], Span], QuerySet]:
    """The households of a verdict by the 8-month rule."""
    return lambda communities, span: households(communities, span).with_at_home(span.as_at).filter(at_home=verdict)


def guarantee_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Households with a failing or unchecked guarantee, and of each guarantee those where it fails. Four queries."""
    rows, day = households(communities, span), span.as_at
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for key, some in (("failing", rows.failing(day=day)), ("unchecked", rows.unchecked(day=day)), ("registered", rows)):
        for community, row in counts_by_community(some, {key: Q()}).items():
            found[community].update(row)
    newest = GuaranteeCheck.objects.newest(day).filter(household__in=rows.order_by().values("pk"))
    for community, guarantee, result, number in counted(newest, "community_id", "guarantee", "result"):
        found[community]["checked"] += number
        if result == "fail":
            found[community][f"fail_{guarantee}"] += number
    return dict(found)


def failing_cases(*guarantees: str) -> Callable[[Collection[int], Span], QuerySet]:
    """The households where any (of these) guarantees fails."""
    return lambda communities, span: households(communities, span).failing(*guarantees, day=span.as_at)


def unchecked_cases(communities: Collection[int], span: Span) -> QuerySet:
    """The households where any guarantee was never checked."""
    return households(communities, span).unchecked(day=span.as_at)


def vegetable_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Of each phase the sum of the newest answers, in yuan a month, and of how many households, in one query."""
    rows = _asked(communities, span)
    sums = {f"sum_{p.value}": Sum("yuan_a_month", filter=Q(phase=p)) for p in Phase}
    asked = {f"asked_{p.value}": Count("pk", filter=Q(phase=p)) for p in Phase}
    grouped = rows.order_by().values("community_id").annotate(**sums, **asked)
    return {row.pop("community_id"): {key: int(value or 0) for key, value in row.items()} for row in grouped}


def _asked(communities: Collection[int], span: Span) -> QuerySet:
    """The newest answer of each household and phase up to the last day."""
    known = VegetableSpending.objects.filter(asked_on__lte=span.as_at)
    same = known.filter(household=OuterRef("household"), phase=OuterRef("phase")).order_by("-asked_on", "-pk")
    here = households(communities, span).order_by().values("pk")
    return known.filter(household__in=here, pk=Subquery(same.values("pk")[:1]))


def vegetable_cases(phase: str) -> Callable[[Collection[int], Span], QuerySet]:
    """The households that were asked."""

    def cases(communities: Collection[int], span: Span) -> QuerySet:
        asked = _asked(communities, span).filter(phase=phase).order_by().values("household")
        return households(communities, span).filter(pk__in=asked)

    return cases


def read_mean(row: Row, phase: str) -> Figure:
    """Whole yuan a month for each household that was asked; how many those are stands beside it."""
    asked = row.get(f"asked_{phase}", 0)
    if not asked:
        return Figure(None, collected=False)
    return Figure(round(row[f"sum_{phase}"] / asked), extra={"asked_households": asked})


for _key, _words in {
    "unknown_space": ngettext_lazy("%(n)s household unknown", "%(n)s households unknown", "n"),
    "unknown_at_home": ngettext_lazy("%(n)s household unknown", "%(n)s households unknown", "n"),
    "asked_households": ngettext_lazy("%(n)s household asked", "%(n)s households asked", "n"),
    "unchecked": ngettext_lazy("%(n)s household with an unchecked guarantee",
                               "%(n)s households with an unchecked guarantee", "n"),
}.items():  # fmt: skip
    register_extra(_key, _words)

for _verdict in SpaceVerdict:
    _register(
        f"space_{_verdict.value}",
        format_lazy("{}: {}", _("floor area"), _verdict.label),
        _("Registered households by the floor area of the dwelling they hold on the last day of the month, against the "
          "area for each registered member that the rule then gave (25 m² unless the county set another)."),
        LIVING,
        space_counts,
        lambda row, verdict=_verdict.value: count(row, verdict, known="known", extra=("unknown_space",)),
        space_cases(_verdict.value),
    )  # fmt: skip
for _home in AtHomeVerdict:
    _register(
        f"at_home_{_home.value}",
        _home.label,
        _("Registered households by the days at home in the twelve months before the last day of the month: days of "
          "permanent residence count whole, those of two homes by the months said to be here, others not. Who is "
          "unknown for so many days that it could turn either way is unknown."),
        LIVING,
        home_counts,
        lambda row, verdict=_home.value: count(row, verdict, known="known", extra=("unknown_at_home",)),
        home_cases(_home.value),
    )  # fmt: skip
_register(
    "guarantee_failing",
    _("any guarantee failed"),
    _("Registered households of which the newest check up to the last day of the month found at least one of the two "
      "assurances, three guarantees and drinking water failed."),
    GUARANTEED,
    guarantee_counts,
    lambda row: count(row, "failing", known="checked", extra=("unchecked",)),
    failing_cases(),
)  # fmt: skip
_register(
    "guarantee_unchecked",
    _("any guarantee unchecked"),
    _("Registered households of which at least one of the six was never checked up to the last day of the month."),
    GUARANTEED,
    guarantee_counts,
    lambda row: count(row, "unchecked", known="registered"),
    unchecked_cases,
)
for _guarantee in Guarantee:
    _register(
        f"guarantee_fail_{_guarantee.value}",
        format_lazy(_("{name}: failed"), name=_guarantee.label),
        _("Registered households of which the newest check of this guarantee up to the last day of the month failed."),
        GUARANTEED,
        guarantee_counts,
        lambda row, key=f"fail_{_guarantee.value}": count(row, key, known="checked"),
        failing_cases(_guarantee.value),
    )
for _phase in Phase:
    _register(
        f"vegetables_{_phase.value}",
        format_lazy("{}: {}", _("vegetables"), _phase.label),
        _("What a household pays for vegetables in a month, the mean of the newest answers of registered households up "
          "to the last day of the month; who was not asked is left out."),
        VEGETABLES,
        vegetable_counts,
        lambda row, phase=_phase.value: read_mean(row, phase),
        vegetable_cases(_phase.value),
        unit=_("yuan a month"),
    )  # fmt: skip
