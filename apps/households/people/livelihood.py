"""Who is able to work, who works, and which able households have nobody in work. Derived for a day, never stored.

Each is defined twice, once in Python for what is in hand and once in SQL for lists and figures; a test proves that
they agree.

- **able**: of working age (rules `households.working_age_from` and `_to`, 16 to 60 in full years), ordinary or skilled
  labour ability, alive, and not at school.
- **worker**: somebody whose ledger says that they work on that day, at any age; “not working” is no work.
- **able household**: at least one able member. Without a worker it is a **zero-employment household**, unless nothing
  was ever entered about the work of its able members: then it is not known, and counted as such.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value, When

from apps.core import clock
from apps.core.rules import value_of
from apps.households.ages import age_on, born_by
from apps.households.models import Employment, Household, LabourAbility, Member, Membership, Schooling
from apps.households.rules import WORKING_AGE_FROM, WORKING_AGE_TO
from apps.households.vocabulary import ABLE_LABOUR, Work


class WorkState(StrEnum):
    """What can be said of a household's work on a day."""

    NOT_ABLE = "not_able"
    EMPLOYED = "employed"
    ZERO = "zero"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PersonOnDay:
    """What is known of one registered, living person on a day.

    `work` is the kind of work of that day, empty where the ledger says nothing; `ever` whether it ever said anything.
    """

    born: date | None
    labour: str = ""
    at_school: bool = False
    work: str = ""
    ever: bool = False


def working_age(day: date) -> tuple[int, int]:
    """From which to which age, both included, the rules of the day count people as of working age."""
    return int(value_of(WORKING_AGE_FROM.key, day)), int(value_of(WORKING_AGE_TO.key, day))


def is_able(person: PersonOnDay, day: date, ages: tuple[int, int]) -> bool:
    """Whether somebody is able to work."""
    if person.born is None or person.at_school or person.labour not in ABLE_LABOUR:
        return False
    return ages[0] <= age_on(person.born, day) <= ages[1]


def is_worker(person: PersonOnDay) -> bool:
    """Whether somebody works."""
    return person.work not in ("", Work.NOT_WORKING)


def work_state(people: Iterable[PersonOnDay], day: date, ages: tuple[int, int]) -> WorkState:
    """What can be said of a household with these people."""
    people = list(people)
    able = [person for person in people if is_able(person, day, ages)]
    if not able:
        return WorkState.NOT_ABLE
    if any(is_worker(person) for person in people):
        return WorkState.EMPLOYED
    return WorkState.ZERO if any(person.ever for person in able) else WorkState.UNKNOWN


def people_on(household: Household, day: date | None = None) -> list[PersonOnDay]:
    """The people of a household as the definitions above read them. Four queries."""
    day = day or clock.today()
    members = list(
        _living(day).filter(memberships__household=household, memberships__period__holds_on=day).order_by("pk")
    )
    labour = dict(LabourAbility.objects.at(day).filter(member__in=members).order_by().values_list("member", "labour"))
    school = set(Schooling.objects.at(day).filter(member__in=members).order_by().values_list("member", flat=True))
    jobs: dict[int, str] = {}
    for member, work, period in (
        Employment.objects.filter(member__in=members).order_by("pk").values_list("member", "work", "period")
    ):
        if period.isempty or period.lower > day:
            continue
        jobs[member] = work if day in period else jobs.get(member, "")
    return [
        PersonOnDay(m.birth_date, labour.get(m.pk, ""), m.pk in school, jobs.get(m.pk, ""), m.pk in jobs)
        for m in members
    ]


def _living(day: date) -> QuerySet:
    return Member.objects.filter(Q(died_on__isnull=True) | Q(died_on__gt=day))


def able_q(day: date, person: str = "") -> Q:
    """Able people, for rows to which on_day() added what holds on the day; `person` is the path to the person."""
    return _fit_for_work(day, person) & Q(at_school__isnull=True)


def _fit_for_work(day: date, person: str = "") -> Q:
    youngest, oldest = working_age(day)
    return Q(
        **{f"{person}birth_date__lte": born_by(youngest, day), f"{person}birth_date__gt": born_by(oldest + 1, day)},
        ability__labour__in=ABLE_LABOUR,
    )


WORKS = Q(job__work__in=[work for work in Work.values if work != Work.NOT_WORKING])


def on_day(rows: QuerySet, day: date, person: str = "") -> QuerySet:
    """Adds what holds of each person on the day: `ability`, `at_school` and `job`, at most one row each."""
    paths = {"ability": "labour_abilities", "at_school": "schoolings", "job": "employments"}
    return rows.annotate(
        **{
            name: FilteredRelation(f"{person}{path}", condition=Q(**{f"{person}{path}__period__holds_on": day}))
            for name, path in paths.items()
        }
    )


def able_members(day: date) -> QuerySet:
    """People who are able to work."""
    # Not able_q: the planner takes an absent row of a join for a rarity, and reckons with one able person in a county.
    at_school = Schooling.objects.at(day).filter(member=OuterRef("pk"))
    return on_day(_living(day), day).filter(_fit_for_work(day), ~Exists(at_school.order_by()))


def working_members(day: date) -> QuerySet:
    """People who work, at any age."""
    return on_day(_living(day), day).filter(WORKS)


def _known_members(day: date) -> QuerySet:
    """Able people of whose work something was entered, of that day or before."""
    said = Employment.objects.filter(member=OuterRef("pk"), period__startswith__lte=day, period__isempty=False)
    return able_members(day).filter(Exists(said))


def _homes_of(members: QuerySet, day: date) -> QuerySet:
    belongs = Membership.objects.at(day).filter(member__in=members.order_by().values("pk"))
    return belongs.order_by().values("household")


def _homes(day: date) -> tuple[Q, Q, Q]:
    """Of households: has somebody able, has somebody in work, is something known of the work of its able members."""
    able, working, known = (
        Q(pk__in=_homes_of(members, day)) for members in (able_members(day), working_members(day), _known_members(day))
    )
    return able, working, known


def with_work_state(households: QuerySet, day: date | None = None) -> QuerySet:
    """Adds `work_state`, a value of WorkState."""
    able, working, known = _homes(day or clock.today())
    return households.annotate(
        work_state=Case(
            When(~able, then=Value(WorkState.NOT_ABLE.value)),
            When(working, then=Value(WorkState.EMPLOYED.value)),
            When(known, then=Value(WorkState.ZERO.value)),
            default=Value(WorkState.UNKNOWN.value),
            output_field=CharField(),
        )
    )


def in_work_state(households: QuerySet, state: WorkState, day: date | None = None) -> QuerySet:
    """The households of one state, as with_work_state tells them; asks for no more than that state needs."""
    able, working, known = _homes(day or clock.today())
    return households.filter(
        {
            WorkState.NOT_ABLE: ~able,
            WorkState.EMPLOYED: able & working,
            WorkState.ZERO: known & ~working,  # known is said of able members only
            WorkState.UNKNOWN: able & ~working & ~known,
        }[state]
    )


def zero_employment(households: QuerySet, day: date | None = None) -> QuerySet:
    """The zero-employment households among these."""
    return in_work_state(households, WorkState.ZERO, day)


def with_where_working(members: QuerySet, day: date | None = None) -> QuerySet:
    """Adds `work_now` and `work_at` of the day: the kind of work and its place; None where the ledger says nothing."""
    rows: Any = Employment.objects.at(day or clock.today()).filter(member=OuterRef("pk")).with_where()
    return members.annotate(work_now=Subquery(rows.values("work")[:1]), work_at=Subquery(rows.values("at")[:1]))
