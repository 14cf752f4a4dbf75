"""Why a household needs a visit: the eight groups that must be visited, what happened, and what other rooms add.

A need says which households have it on a day, and since when. It is met by a visit made on that day or later.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, DateField, Exists, F, Func, Max, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from apps.core.rules import Rule, value_of
from apps.followups.models import Occasion
from apps.followups.rules import (
    DISASTER_DAYS,
    EVENT_DAYS,
    INCOME_FALL,
    MUST_DAYS,
    RECENT_DAYS,
    STUDENTS,
    number_of,
)
from apps.followups.vocabulary import UNPLANNED, Happened, MustVisit, VisitKind
from apps.households.models import (
    ClassPeriod,
    Disability,
    Employment,
    HealthRecord,
    Household,
    Membership,
    Presence,
    Schooling,
)
from apps.households.models.work import IN_WORK
from apps.households.rules import INCOME_LINE
from apps.households.vocabulary import Health, HouseholdClass, ResidenceStatus, Work

LONG_AGO = date(1900, 1, 1)
ROUTINE = "routine"


@dataclass(frozen=True, slots=True)
class Need:
    """A reason for a visit. `rows(day)` is a queryset of (household key, since); `days` a rule: how soon after that.

    `instruments` are asked at the visit. `unmet_by_visit`: only what `rows` leaves out is met, such as by an answer
    that was given; a visit alone does not meet it. `since` may lie ahead: then the visit is planned when its day nears.
    """

    key: str
    name: Any
    kind: str
    rows: Callable[[date], Any] = field(repr=False)
    days: Rule | int = 0
    instruments: tuple[str, ...] = ()
    unmet_by_visit: bool = False

    def within(self, day: date) -> int:
        """Days from when the need began to when it is to be met."""
        return self.days if isinstance(self.days, int) else number_of(self.days, day)


NEEDS: dict[str, Need] = {}


def add(need: Need) -> Need:
    """Let an app or a room add a need; its key must be new."""
    if need.key in NEEDS:
        raise ValueError(f"two needs are called {need.key}")
    NEEDS[need.key] = need
    return need


def cause_words(key: str) -> str:
    """A reason in words; a key that nobody knows any more as it stands."""
    if key in NEEDS:
        return str(NEEDS[key].name)
    return {ROUTINE: _("routine visit"), UNPLANNED: _("not planned")}.get(key, key)


def cause_kind(key: str) -> str:
    """The kind of visit that a reason asks for; "" for routine and what nobody knows any more."""
    return str(NEEDS[key].kind) if key in NEEDS else ""


def cause_choices() -> list[tuple[str, Any]]:
    """All reasons, for a filter: those of one kind of visit together."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for key in NEEDS:
        kinds.setdefault(cause_kind(key), []).append((key, cause_words(key)))
    rest = [(key, cause_words(key)) for key in (ROUTINE, UNPLANNED)]
    return [*((str(VisitKind(kind).label), rows) for kind, rows in kinds.items()), *rest]


def began(period: str = "period") -> Any:
    """The first day of a period; long ago where it is not known."""
    return Coalesce(Func(F(period), function="lower", output_field=DateField()), Value(LONG_AGO))


def ended(period: str = "period") -> Any:
    return Func(F(period), function="upper", output_field=DateField())


def homes_of(facts: Any, since: Any, day: date) -> Any:
    """(household, since the newest) of facts about people who belong to a household on the day."""
    rows = Membership.objects.filter(period__holds_on=day, member__in=facts.values("member")).order_by()
    newest = facts.filter(member=OuterRef("member")).order_by().values("member").annotate(at=Max(since)).values("at")
    return rows.values("household").annotate(since=Max(newest)).values_list("household", "since")


def _ill(day: date) -> Any:
    states = (Health.SERIOUS, Health.CHRONIC)
    return homes_of(HealthRecord.objects.at(day).filter(health__in=states), began(), day)


def _disabled(day: date) -> Any:
    return homes_of(Disability.objects.at(day), began(), day)


def _of_class(kind: str) -> Callable[[date], Any]:
    def rows(day: date) -> Any:
        held = ClassPeriod.objects.at(day).filter(kind=kind).order_by()
        return held.values("household").annotate(since=Max(began())).values_list("household", "since")

    return rows


def _students(day: date) -> Any:
    """Since the last of so many began."""
    at_school = Schooling.objects.at(day).order_by()
    start = at_school.filter(member=OuterRef("member")).annotate(at=began()).values("at")[:1]
    rows = Membership.objects.filter(period__holds_on=day, member__in=at_school.values("member")).annotate(start=start)
    many = rows.order_by().values("household").annotate(n=Count("pk"), since=Max("start"))
    return many.filter(n__gte=number_of(STUDENTS, day)).values_list("household", "since")


def _unstable(day: date) -> Any:
    return homes_of(Employment.objects.at(day).filter(IN_WORK, unstable=True), began(), day)


def _poor(day: date) -> Any:
    """Income of the last year below its line, or so much lower than the year before; known since New Year."""
    year = day.year - 1
    last = Household.objects.with_per_capita(year).filter(pk=OuterRef("pk")).values("per_capita")
    before = Household.objects.with_per_capita(year - 1).filter(pk=OuterRef("pk")).values("per_capita")
    line = value_of(INCOME_LINE.key, date(year, 12, 31))
    fallen = Q(earned__lt=F("earned_before") * (1 - Decimal(number_of(INCOME_FALL, day)) / 100), earned_before__gt=0)
    low = Q(earned__lt=line) if line is not None else Q(pk__in=())
    rows = Household.objects.annotate(earned=last, earned_before=before).filter(low | fallen).order_by()
    return rows.annotate(since=Value(date(day.year, 1, 1), DateField())).values_list("pk", "since")


def _told(kind: str, rule: Rule) -> Callable[[date], Any]:
    def rows(day: date) -> Any:
        span = (day - timedelta(days=number_of(rule, day)), day)
        told = Occasion.objects.standing().filter(kind=kind, happened_on__range=span).order_by()
        return told.values("household").annotate(since=Max("happened_on")).values_list("household", "since")

    return rows


def _recent(day: date) -> tuple[date, date]:
    return day - timedelta(days=number_of(RECENT_DAYS, day)), day


def _fell_ill(day: date) -> Any:
    states = (Health.SERIOUS, Health.CHRONIC)
    rows = HealthRecord.objects.at(day).filter(health__in=states, period__startswith__range=_recent(day))
    return homes_of(rows, began(), day)


def _lost_work(day: date) -> Any:
    """Work that ended lately, and none since."""
    working = Employment.objects.at(day).filter(IN_WORK, member=OuterRef("member"))
    rows = Employment.objects.filter(~Q(work=Work.NOT_WORKING), ~Exists(working), period__endswith__range=_recent(day))
    return homes_of(rows, ended(), day)


def _gone(day: date) -> Any:
    away = (ResidenceStatus.VACANT, ResidenceStatus.RETURNED)
    rows = Presence.objects.at(day).filter(status__in=away, period__startswith__range=_recent(day)).order_by()
    return rows.values("household").annotate(since=Max(began())).values_list("household", "since")


def _must(group: MustVisit, rows: Callable[[date], Any]) -> None:
    add(Need(group.value, group.label, VisitKind.MUST, rows, MUST_DAYS))


def _event(what: Happened, rows: Callable[[date], Any]) -> None:
    add(Need(what.value, what.label, VisitKind.EVENT, rows, EVENT_DAYS))


_must(MustVisit.LOW_INCOME, _poor)
_must(MustVisit.ILLNESS, _ill)
_must(MustVisit.EXTREMELY_POOR, _of_class(HouseholdClass.EXTREMELY_POOR))
_must(MustVisit.SUBSISTENCE, _of_class(HouseholdClass.SUBSISTENCE))
_must(MustVisit.DISABLED, _disabled)
_must(MustVisit.STUDENTS, _students)
_must(MustVisit.UNSTABLE_WORK, _unstable)
_must(MustVisit.DISASTER, _told(Happened.DISASTER, DISASTER_DAYS))
_event(Happened.NEW_ILLNESS, _fell_ill)
_event(Happened.JOB_LOST, _lost_work)
_event(Happened.DISASTER, _told(Happened.DISASTER, RECENT_DAYS))
_event(Happened.HARDSHIP, _told(Happened.HARDSHIP, RECENT_DAYS))
_event(Happened.ABSENCE, _gone)
