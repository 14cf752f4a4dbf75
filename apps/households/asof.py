"""A household as it was on a day; or as it had been recorded by then, from the history that triggers write.

Either way a fixed number of set-based queries. `known_at` counts what was recorded up to that moment: a birth that was
entered late is not there yet, a mistake that was corrected later still is.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.communities.models import Dwelling
from apps.core import clock
from apps.households.models import (
    ClassPeriod,
    Employment,
    HealthRecord,
    Household,
    LifeEvent,
    Member,
    Membership,
    Occupancy,
    Presence,
)
from apps.households.models.work import LabourAbility
from apps.households.vocabulary import Health, HouseholdClass, Labour, Relation, ResidenceStatus, Work


@dataclass(frozen=True, slots=True)
class PersonAsOf:
    """Somebody of the household on the day. Codes as the register keeps them; "" was not collected."""

    member_id: int
    name: str
    relation: str
    birth_date: date | None
    day: date
    health: tuple[str, ...] = ()
    work: str = ""
    labour: str = ""

    @property
    def age(self) -> int | None:
        """Full years on that day."""
        if self.birth_date is None:
            return None
        before = (self.day.month, self.day.day) < (self.birth_date.month, self.birth_date.day)
        return self.day.year - self.birth_date.year - before

    @property
    def relation_word(self) -> str:
        return str(Relation(self.relation).label) if self.relation else ""

    @property
    def health_words(self) -> list[str]:
        return [str(Health(value).label) for value in self.health]

    @property
    def work_word(self) -> str:
        return str(Work(self.work).label) if self.work else ""

    @property
    def labour_word(self) -> str:
        return str(Labour(self.labour).label) if self.labour else ""


@dataclass(frozen=True, slots=True)
class AsOf:
    """A household on a day. `people` are empty where it was not on the register; `known_at` None: as known today."""

    household: Household
    day: date
    known_at: datetime | None
    people: tuple[PersonAsOf, ...] = ()
    dwelling: Dwelling | None = None
    residence: str = ""
    kind: str = ""
    late: tuple[LifeEvent, ...] = field(default=())  # events of before the day that were recorded after known_at

    @property
    def head(self) -> PersonAsOf | None:
        return next((person for person in self.people if person.relation == Relation.HEAD), None)

    @property
    def residence_word(self) -> str:
        return str(ResidenceStatus(self.residence).label) if self.residence else ""

    @property
    def kind_word(self) -> str:
        return str(HouseholdClass(self.kind).label) if self.kind else ""


def household_as_of(household: Household, day: date, known_at: datetime | None = None) -> AsOf:
    """The household on `day`: people, head, dwelling, presence, class, health, work, labour. Ten queries."""
    places = _rows(Membership, "household_id", [household.pk], ("member_id", "relation"), day, known_at)
    keys = [row[0] for row in places]
    persons = {row[0]: row[1:] for row in _people(keys, known_at)}
    health: dict[int, list[str]] = defaultdict(list)
    for member, state in _rows(HealthRecord, "member_id", keys, ("member_id", "health"), day, known_at):
        health[member].append(state)
    work = dict(_rows(Employment, "member_id", keys, ("member_id", "work"), day, known_at))
    labour = dict(_rows(LabourAbility, "member_id", keys, ("member_id", "labour"), day, known_at))
    people = [
        PersonAsOf(
            key, *_name_and_relation(persons, key, relation), day, tuple(sorted(health[key])), work.get(key, ""),
            labour.get(key, ""),
        )
        for key, relation in places
    ]  # fmt: skip
    order = {relation: place for place, relation in enumerate(Relation.values)}
    people.sort(key=lambda person: (order.get(person.relation, 99), person.member_id))
    flats = _rows(Occupancy, "household_id", [household.pk], ("dwelling_id",), day, known_at)
    flat = Dwelling.objects.select_related("building").filter(pk=flats[0][0]).first() if flats else None
    lived = _rows(Presence, "household_id", [household.pk], ("status",), day, known_at)
    classes = _rows(ClassPeriod, "household_id", [household.pk], ("kind",), day, known_at)
    late: tuple[LifeEvent, ...] = ()
    if known_at is not None:
        told = LifeEvent.objects.about(household).filter(happened_on__lte=day, recorded_at__gt=known_at)
        late = tuple(told.select_related("corrects", "by"))
    return AsOf(
        household, day, known_at, tuple(people), flat, lived[0][0] if lived else "", classes[0][0] if classes else "",
        late,
    )  # fmt: skip


def _name_and_relation(persons: dict[int, Any], key: int, relation: str) -> tuple[str, str, date | None]:
    name, born = persons.get(key, (_("(removed)"), None))
    return name, relation, born


def _people(keys: list[int], known_at: datetime | None) -> list[tuple[Any, ...]]:
    """Names and birth dates: of today, or as they had been written by then."""
    if known_at is None:
        return list(Member.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "name", "birth_date"))
    table = _quoted(Member.pgh_event_model._meta.db_table)  # type: ignore[attr-defined]
    return _fetch(
        f"""SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id, name, birth_date FROM {table}
        WHERE pgh_obj_id = ANY(%s) AND pgh_created_at <= %s ORDER BY pgh_obj_id, pgh_id DESC""",
        [keys, known_at],
    )


def _rows(
    model: Any, owner: str, keys: Collection[int], columns: tuple[str, ...], day: date, known_at: datetime | None
) -> list[tuple[Any, ...]]:
    """Rows of periods that hold on the day, for these owners; as known today or as recorded by then."""
    wanted = ", ".join(_quoted(column) for column in columns)
    if known_at is None:
        table = _quoted(model._meta.db_table)
        sql = f"SELECT {wanted} FROM {table} WHERE {_quoted(owner)} = ANY(%s) AND period @> %s::date ORDER BY id"
        return _fetch(sql, [list(keys), day])
    table = _quoted(model.pgh_event_model._meta.db_table)
    return _fetch(
        f"""SELECT {wanted} FROM (
            SELECT DISTINCT ON (pgh_obj_id) * FROM {table} WHERE pgh_created_at <= %s AND pgh_obj_id IN
                (SELECT pgh_obj_id FROM {table} WHERE {_quoted(owner)} = ANY(%s))
            ORDER BY pgh_obj_id, pgh_id DESC
        ) AS recorded WHERE pgh_label <> 'delete' AND {_quoted(owner)} = ANY(%s) AND period @> %s::date
        ORDER BY pgh_obj_id""",
        [known_at, list(keys), list(keys), day],
    )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _fetch(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def end_of(day: date) -> datetime:
    """The last moment of a day where the community is: “as recorded on that day”."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)


def known_when(day: date | None) -> datetime | None:
    """The moment up to which the records of a chosen day count; None (today or later) is what is known now."""
    return None if day is None or day >= clock.today() else end_of(day)


@dataclass(frozen=True, slots=True)
class Difference:
    """What is said of the day now, against what had been recorded then. `what` in words."""

    what: str
    then: str
    now: str


def differences(then: AsOf, now: AsOf) -> list[Difference]:
    """What was corrected or entered late: the same day, recorded then and known now."""
    nobody = _("not in the household")
    old, new = ({p.member_id: p for p in state.people} for state in (then, now))
    found = []
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        name = (after or before).name  # type: ignore[union-attr]
        if before is None or after is None:
            found.append(Difference(name, _standing(before) or nobody, _standing(after) or nobody))
            continue
        for words in (_standing, _facts, lambda person: person.name):
            if words(before) != words(after):
                found.append(Difference(name, words(before) or _("not collected"), words(after) or _("not collected")))
    if then.dwelling != now.dwelling:
        found.append(Difference(_("dwelling"), *(s.dwelling.label if s.dwelling else _("none") for s in (then, now))))
    if then.residence != now.residence:
        words_of = [state.residence_word or _("not collected") for state in (then, now)]
        found.append(Difference(_("residence status"), *words_of))
    if then.kind != now.kind:
        words_of = [state.kind_word or _("not collected") for state in (then, now)]
        found.append(Difference(_("household class"), *words_of))
    return found


def _standing(person: PersonAsOf | None) -> str:
    return "" if person is None else person.relation_word or _("member")


def _facts(person: PersonAsOf | None) -> str:
    if person is None:
        return ""
    return " · ".join(filter(None, (*person.health_words, person.work_word, person.labour_word)))
