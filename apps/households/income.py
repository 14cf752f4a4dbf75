"""A household's income by year: net = wage + business + property + transfer − business expense (DOMAIN)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.households.models import Income, Membership
from apps.households.models.derived import income_day
from apps.households.vocabulary import IncomeSource

ZERO = Decimal(0)
PARTS = (
    (IncomeSource.WAGE, IncomeSource.WAGE.label),
    (IncomeSource.BUSINESS, _("production and business, net")),
    (IncomeSource.PROPERTY, IncomeSource.PROPERTY.label),
    (IncomeSource.TRANSFER, IncomeSource.TRANSFER.label),
)


@dataclass(frozen=True)
class IncomeYear:
    """What came in during one year, in yuan, and how many registered members shared it."""

    year: int
    people: int
    amounts: dict[str, Decimal] = field(default_factory=dict)

    def part(self, source: str) -> Decimal:
        """One source; business after its expense, so it may be negative."""
        amount = self.amounts.get(source, ZERO)
        return amount - self.amounts.get(IncomeSource.BUSINESS_EXPENSE, ZERO) if source == "business" else amount

    @property
    def net(self) -> Decimal:
        """All sources less business expense."""
        return sum((self.part(source) for source, _label in PARTS), ZERO)

    @property
    def per_capita(self) -> Decimal | None:
        """Net income for each registered member, whole yuan; None when nobody was registered."""
        return (self.net / self.people).quantize(Decimal(1), ROUND_HALF_UP) if self.people else None

    def parts_per_capita(self) -> list[tuple[str, Any, Decimal]]:
        """(source, words, yuan per person), in the order of the chart."""
        people = max(self.people, 1)
        return [(source.value, label, self.part(source) / people) for source, label in PARTS]


def by_year(incomes: Iterable[Income], memberships: Iterable[Membership]) -> list[IncomeYear]:
    """Years in which anything was entered, earliest first; members are counted at the end of the year (or today)."""
    amounts: dict[int, dict[str, Decimal]] = {}
    for row in incomes:
        amounts.setdefault(row.year, {})[row.source] = row.amount
    periods = [membership.period for membership in memberships]
    years = []
    for year, sources in sorted(amounts.items()):
        day = income_day(year, clock.today())
        years.append(IncomeYear(year, sum(day in period for period in periods), sources))
    return years
