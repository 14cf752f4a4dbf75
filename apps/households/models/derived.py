"""What follows from the facts of a household, never stored: each rule once in Python and, beside it, once in SQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, Func, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Round
from django.utils.translation import gettext_lazy as _

from apps.core.periods import since
from apps.core.rules import value_of

AREA_RULE, MONTHS_RULE = "communities.flat_m2_per_person", "households.months_at_home"
TENTH = Decimal("0.1")


class SpaceVerdict(models.TextChoices):
    """How a dwelling stands to the norm for the people registered in it."""

    UNDER = "under", _("below the norm")
    EXACT = "exact", _("exactly the norm")
    OVER = "over", _("above the norm")


class AtHomeVerdict(models.TextChoices):
    """Whether a household lives here by the 8-month rule."""

    YES = "yes", _("at home eight months or more")
    NO = "no", _("at home less than eight months")


@dataclass(frozen=True, slots=True)
class Space:
    """A dwelling's floor area (m²), the people registered in it, and the norm (m² a person); None: not known."""

    area: Decimal | None
    people: int
    norm: float | Decimal | None

    @property
    def due(self) -> Decimal | None:
        """The area that the norm gives these people, m²."""
        return Decimal(str(self.norm)) * self.people if self.norm is not None and self.people else None

    @property
    def verdict(self) -> SpaceVerdict | None:
        if self.area is None or self.due is None:
            return None
        if self.area == self.due:
            return SpaceVerdict.EXACT
        return SpaceVerdict.UNDER if self.area < self.due else SpaceVerdict.OVER


def with_space(households: Any, day: date) -> Any:
    """Adds `floor_area` and `space` (a SpaceVerdict or None) of the day; `size` must be there (with_size)."""
    from apps.households.models import Occupancy

    held = Occupancy.objects.filter(household=OuterRef("pk"), period__holds_on=day)
    norm = value_of(AREA_RULE, day)
    rows = households.annotate(floor_area=Subquery(held.values("dwelling__area_m2")[:1]))
    if norm is None:
        return rows.annotate(space=Value(None, output_field=models.CharField()))
    due: Any = Value(Decimal(str(norm)), output_field=models.DecimalField()) * F("size")
    return rows.annotate(
        space=Case(
            When(Q(floor_area__isnull=True) | Q(size__isnull=True), then=Value(None)),
            When(floor_area__lt=due, then=Value(SpaceVerdict.UNDER.value)),
            When(floor_area__gt=due, then=Value(SpaceVerdict.OVER.value)),
            default=Value(SpaceVerdict.EXACT.value),
            output_field=models.CharField(),
        )
    )


def year_before(day: date) -> date:
    """The same day a year earlier; for 29 February the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)


@dataclass(frozen=True, slots=True)
class AtHome:
    """The 8-month rule over the twelve months before a day.

    `twelfths` are days at home times twelve: a day of a permanent resident is 12, one of two homes as many as the
    months said to be at home, others none. Days of which nothing is known (no record, or two homes without months)
    are not in `known_days`.
    """

    twelfths: int
    known_days: int
    window_days: int
    months_needed: float

    @property
    def months(self) -> Decimal | None:
        """Months at home, one decimal; None while any day of the year is unknown."""
        if self.known_days < self.window_days:
            return None
        return (Decimal(self.twelfths) / self.window_days).quantize(TENTH, ROUND_HALF_UP)

    @property
    def verdict(self) -> AtHomeVerdict | None:
        """None where what is unknown could turn it either way."""
        needed = Decimal(str(self.months_needed)) * self.window_days
        if self.twelfths >= needed:
            return AtHomeVerdict.YES
        unknown = 12 * (self.window_days - self.known_days)
        return AtHomeVerdict.NO if self.twelfths + unknown < needed else None


def at_home(presences: Iterable[Any], day: date) -> AtHome:
    """The rule for one household, from all its presences."""
    start = year_before(day)
    twelfths = known = 0
    for row in presences:
        begins = max(row.started or start, start)
        days = (min(row.ended or day, day) - begins).days
        share = {"permanent": 12, "dual": row.months_at_home}.get(row.status, 0)
        if days > 0 and share is not None:
            twelfths += days * share
            known += days
    return AtHome(twelfths, known, (day - start).days, value_of(MONTHS_RULE, day))


def home_shares(day: date) -> QuerySet:
    """Presences of the twelve months before the day with `days` within them and `share` (0–12) where it is known."""
    from apps.households.models import Presence

    window = Value(since(year_before(day), day))
    both = Func(F("period"), window, arg_joiner=" * ", template="(%(expressions)s)")
    days = Func(
        Func(both, function="upper"),
        Func(both, function="lower"),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=models.IntegerField(),
    )
    share = Case(
        When(status="permanent", then=Value(12)),
        When(status="dual", then=F("months_at_home")),
        default=Value(0),
        output_field=models.IntegerField(),
    )
    rows = Presence.objects.filter(period__overlap=since(year_before(day), day))
    return rows.annotate(days=days, share=share).filter(share__isnull=False)


def with_at_home(households: Any, day: date) -> Any:
    """Adds `home_twelfths`, `home_known_days` and `at_home` (an AtHomeVerdict or None) of the day."""
    window = (day - year_before(day)).days
    needed = Value(Decimal(str(value_of(MONTHS_RULE, day))) * window, output_field=models.DecimalField())
    rows = home_shares(day).filter(household=OuterRef("pk")).order_by().values("household")
    twelfths = rows.annotate(n=Sum(F("days") * F("share"))).values("n")
    known = rows.annotate(n=Sum("days")).values("n")
    whole = models.IntegerField()
    rows_known = households.annotate(
        home_twelfths=Coalesce(Subquery(twelfths, output_field=whole), 0),
        home_known_days=Coalesce(Subquery(known, output_field=whole), 0),
    )
    # The most it can be, were they at home on every day of which nothing is known.
    most = F("home_twelfths") + 12 * (Value(window) - F("home_known_days"))
    return rows_known.annotate(home_most=most).annotate(
        at_home=Case(
            When(home_twelfths__gte=needed, then=Value(AtHomeVerdict.YES.value)),
            When(home_most__lt=needed, then=Value(AtHomeVerdict.NO.value)),
            default=Value(None),
            output_field=models.CharField(),
        )
    )


def income_day(year: int, today: date) -> date:
    """The day on which the members who share a year's income are counted: 31 December, or today in a running year."""
    return min(date(year, 12, 31), today)


def with_per_capita(households: Any, year: int, today: date) -> Any:
    """Adds `per_capita`, net yuan for each registered member, whole; None where nothing was entered for the year."""
    from apps.households.models import Income, Membership

    signed = Case(When(source="business_expense", then=-F("amount")), default=F("amount"))
    entered = Income.objects.filter(household=OuterRef("pk"), year=year).order_by().values("household")
    people = Membership.objects.filter(household=OuterRef("pk"), period__holds_on=income_day(year, today))
    counted = people.order_by().values("household").annotate(n=Count("pk")).values("n")
    money = models.DecimalField(max_digits=14, decimal_places=2)
    return households.annotate(
        per_capita=Round(
            Subquery(entered.annotate(n=Sum(signed)).values("n"), output_field=money)
            / Subquery(counted, output_field=money)
        )
    )
