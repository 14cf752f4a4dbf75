"""Dated periods: half-open ranges [from, to) of days; `to` is empty while the period lasts."""

from datetime import date, timedelta
from typing import Any, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.querysets import ScopedQuerySet


def since(start: date, end: date | None = None) -> Any:
    """A period from `start`, to before `end`."""
    from psycopg.types.range import DateRange  # the class that Django's field speaks

    return DateRange(start, end, "[)")


def lasting(ends: str, day: Any = None) -> Q:
    """Rows that have not ended by a day (today): the column `ends`, the first day without them, is empty or later."""
    return Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": day or clock.today()})


def is_over(ends: date | None, day: date | None = None) -> bool:
    """The same of one row that was read: whether the day on which it ends has come."""
    return ends is not None and ends <= (day or clock.today())


@DateRangeField.register_lookup
class HoldsOn(models.Lookup):
    """`period__holds_on=day`: the day, a date or an expression, lies in the period.

    The same as `contains`, written as the function and not as the operator `@>`: row security hides the statistics of
    ranges from the planner, which then takes one row in two hundred for valid with the operator, and one in three with
    the function. Nearly all are, and with the operator whole registers were joined one person at a time.
    """

    lookup_name = "holds_on"

    def get_prep_lookup(self) -> Any:
        return self.rhs if hasattr(self.rhs, "resolve_expression") else models.DateField().get_prep_value(self.rhs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        period, of_period = self.process_lhs(compiler, connection)
        day, of_day = self.process_rhs(compiler, connection)
        return f"range_contains_elem({period}, ({day})::date)", (*of_period, *of_day)


class PeriodQuerySet(ScopedQuerySet):
    """Rows that hold for a time."""

    def at(self, day: date) -> Self:
        """Rows that hold on a day."""
        return self.filter(period__holds_on=day)

    def current(self) -> Self:
        """Rows that hold today."""
        return self.at(clock.today())


class Period(models.Model):
    """A fact that holds from a day to before another."""

    period = DateRangeField(_("period"))

    class Meta:
        abstract = True

    def touches(self, first: date, last: date) -> bool:
        """Whether it holds on a day between two, both included; in Python, for rows that were read already."""
        begin, end = self.period.lower, self.period.upper
        return (begin is None or begin <= last) and (end is None or end > first)

    @property
    def started(self) -> date | None:
        return self.period.lower

    @property
    def ended(self) -> date | None:
        return self.period.upper

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; None while it lasts."""
        return self.period.upper and self.period.upper - timedelta(days=1)


OPEN = Q(period__upper_inf=True)
