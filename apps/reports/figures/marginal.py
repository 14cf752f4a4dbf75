"""Figures about marginal households: those whose income is not over the screening line, and how many live elsewhere.

The line screens, people decide: the figure names nobody as poor. Where no line is established it is not collected.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.core.rules import value_of
from apps.households.models import Household
from apps.households.rules import INCOME_LINE
from apps.households.vocabulary import ResidenceStatus
from apps.reports.figures.counting import counts_by_community
from apps.reports.figures.population import registered_households
from apps.reports.registry import Kind, Metric, Row, Section, count, rate, register, register_extra
from apps.reports.span import Span

GROUP = _("Households near the line")
PERMANENT = ResidenceStatus.PERMANENT.value
NOT_PERMANENT = Q(residence__isnull=False) & ~Q(residence=PERMANENT)


def income_year(span: Span) -> int:
    """The last whole year before the day of which the figure speaks."""
    return span.as_at.year - 1


def _asked(communities: Collection[int], span: Span) -> Any:
    """Registered households with their residence status, and net income per person of the last whole year."""
    rows: Any = Household.objects.filter(pk__in=registered_households(communities, span).order_by().values("pk"))
    return rows.with_residence(span.as_at).with_per_capita(income_year(span))


def marginal(communities: Collection[int], span: Span) -> QuerySet:
    """Households whose net income per person is below the line of its year; none where there is no line."""
    line = value_of(INCOME_LINE.key, date(income_year(span), 12, 31))
    rows = _asked(communities, span)
    return rows.none() if line is None else rows.filter(per_capita__lt=line)


def elsewhere(communities: Collection[int], span: Span) -> QuerySet:
    """Those of them that are no permanent residents."""
    return marginal(communities, span).filter(NOT_PERMANENT)


def counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Marginal households by residence, and of how many the income is known. Nothing where no line is established."""
    if value_of(INCOME_LINE.key, date(income_year(span), 12, 31)) is None:
        return {}
    asked = _asked(communities, span)
    rows = counts_by_community(
        asked, {"known_income": Q(per_capita__isnull=False), "unknown_income": Q(per_capita__isnull=True)}
    )
    states = {
        "marginal": Q(),
        "known_home": Q(residence__isnull=False),
        "unknown_home": Q(residence__isnull=True),
        "not_permanent": NOT_PERMANENT,
    }
    for community, row in counts_by_community(marginal(communities, span), states).items():
        rows[community].update(row)
    return rows


register_extra("unknown_income", ngettext_lazy("income of %(n)s household not entered",
                                               "income of %(n)s households not entered", "n"))  # fmt: skip
register_extra("unknown_home", ngettext_lazy("residence of %(n)s household not entered",
                                             "residence of %(n)s households not entered", "n"))  # fmt: skip
register(
    Metric(
        key="monitoring.marginal",
        name=_("households below the screening line"),
        unit=_("households"),
        definition=_(
            "Registered households whose net income per person in the last whole year is below the income screening "
            "line of that year, a rule of the county. Not collected where no line is established. The line screens, "
            "people decide."
        ),
        section=Section.MONITORING,
        group=GROUP,
        kind=Kind.STOCK,
        counts=counts,
        read=lambda row: count(row, "marginal", known="known_income", extra=("unknown_income",)),
        cases=marginal,
        case_model="households.household",
    )
)
register(
    Metric(
        key="monitoring.marginal_not_permanent",
        name=_("of them not permanent residents"),
        unit="%",
        definition=_(
            "Of the households below the screening line whose residence status is entered on the last day of the "
            "month, those that are no permanent residents: at home less than eight months a year."
        ),
        section=Section.MONITORING,
        group=GROUP,
        kind=Kind.RATE,
        counts=counts,
        read=lambda row: rate(row, "not_permanent", "known_home", known="known_home", extra=("unknown_home",)),
        cases=elsewhere,
        case_model="households.household",
    )
)
