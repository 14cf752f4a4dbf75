"""What is known of one household today: read once a request, for the page, the phone and the printed card alike."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from apps.communities.rules import FLAT_STANDARD
from apps.core import clock
from apps.core.rules import values_on
from apps.households.income import IncomeYear, by_year
from apps.households.models import (
    Contact,
    Employment,
    HealthRecord,
    Household,
    Income,
    Member,
    Membership,
    Occupancy,
    Presence,
)
from apps.households.rules import INCOME_LINE
from apps.households.vocabulary import Channel, Relation

NO_CALL = frozenset({Channel.VISIT, Channel.LETTER})
OLD, CHILD = 60, 16  # years, as the monthly report counts


class Known:
    """Lazily read parts of one household. Each costs at most a few queries, whatever the number of people."""

    def __init__(self, household: Household) -> None:
        self.household = household

    @cached_property
    def people(self) -> list[Membership]:
        """Today's members, head first, then by relation and age; each with `ills`, `jobs`, `numbers` on `member`."""
        return _people_of([self.household]).get(self.household.pk, [])

    @property
    def head(self) -> Membership | None:
        """The head of today."""
        return next((row for row in self.people if row.relation == Relation.HEAD), None)

    @cached_property
    def contact(self) -> Membership | None:
        """Whom to call: the head, else the first with a number; before them whoever does not wish to be visited or
        written to instead. Without any number, who said how they are reached."""
        reached: list[Any] = [row for row in self.people if row.member.phone or row.member.numbers]  # type: ignore[attr-defined]
        by_call = [row for row in reached if row.member.channel not in NO_CALL]
        wished = [row for row in self.people if row.member.channel in NO_CALL]
        return next(iter((*by_call, *reached, *wished)), None)

    @cached_property
    def occupancy(self) -> Occupancy | None:
        """The dwelling held today."""
        rows = Occupancy.objects.current().filter(household=self.household)
        return rows.select_related("dwelling__building").order_by("pk").first()

    @property
    def area_each(self) -> Decimal | None:
        """Square metres for each registered member; None where either is not known."""
        area = self.occupancy.dwelling.area_m2 if self.occupancy else None
        return (Decimal(area) / len(self.people)).quantize(Decimal("0.1")) if area and self.people else None

    @cached_property
    def area_norm(self) -> Any:
        """Square metres a person that a standard flat gives; None where none is set."""
        return values_on(FLAT_STANDARD.key, [clock.today()])[clock.today()]

    @cached_property
    def presence(self) -> Presence | None:
        """How they live today."""
        return Presence.objects.current().filter(household=self.household).order_by("pk").first()

    @cached_property
    def income_years(self) -> list[IncomeYear]:
        """Income by year, earliest first."""
        rows = Income.objects.filter(household=self.household).order_by("year")
        return by_year(rows, Membership.objects.filter(household=self.household).order_by("pk"))

    @cached_property
    def income_lines(self) -> dict[int, Any]:
        """The screening line at the end of each of those years; None where it is not established."""
        days = {year.year: date(year.year, 12, 31) for year in self.income_years}
        values = values_on(INCOME_LINE.key, days.values()) if days else {}
        return {year: values[day] for year, day in days.items()}

    def ages(self) -> tuple[int, int, int, int]:
        """How many are children, grown, old, and of unknown age."""
        found = [row.member.age for row in self.people]
        known = [age for age in found if age is not None]
        children, old = sum(age < CHILD for age in known), sum(age >= OLD for age in known)
        return children, len(known) - children - old, old, len(found) - len(known)


def _people_of(households: Iterable[Household]) -> dict[int, list[Membership]]:
    """Today's members by household, in the order of `Known.people`."""
    rows = Membership.objects.filter(household__in=list(households), period__holds_on=clock.today())
    rows = rows.prefetch_related(
        Prefetch("member", Member.objects.with_labour()),
        Prefetch("member__health_records", HealthRecord.objects.current().order_by("pk"), to_attr="ills"),
        Prefetch("member__employments", Employment.objects.current().order_by("pk"), to_attr="jobs"),
        Prefetch("member__contacts", Contact.objects.order_by("pk"), to_attr="numbers"),
    )
    order = {relation: place for place, relation in enumerate(Relation.values)}
    found: dict[int, list[Membership]] = defaultdict(list)
    for row in sorted(rows.order_by("pk"), key=lambda row: (order.get(row.relation, 99), row.pk)):
        found[row.household_id].append(row)
    return found


def with_people(households: Iterable[Household]) -> None:
    """Read the people of several households in a fixed number of queries, for `known` of each."""
    homes = list(households)
    people = _people_of(homes)
    for home in homes:
        known(home).people = people.get(home.pk, [])


def with_presence(households: Iterable[Household]) -> None:
    """Read how several households live in one query, for `known` of each."""
    homes = list(households)
    stays = {stay.household_id: stay for stay in Presence.objects.current().filter(household__in=homes).order_by("-pk")}
    for home in homes:
        known(home).presence = stays.get(home.pk)


def known(household: Any) -> Known:
    """What is known of this household; the same object for the same instance."""
    if not hasattr(household, "_known"):
        household._known = Known(household)
    return household._known


def jobs_of(row: Any) -> list[Employment]:
    """What `people` found of a member's work."""
    return row.member.jobs


def ills_of(row: Any) -> list[HealthRecord]:
    """What `people` found of a member's health."""
    return row.member.ills


def names(rows: Iterable[Membership]) -> str:
    """谭建国（58 岁）、覃玉兰（55 岁）: names with their ages, as a reason gives them."""
    return _(", ").join(map(_name, rows))


def _name(row: Membership) -> str:
    member = row.member
    return member.name if member.age is None else _("%(name)s (%(age)s)") % {"name": member.name, "age": member.age}
