"""Write plans into the register: set-based, within the caller's transaction.

Order matters to the constraints: buildings, dwellings, households, people, then everything that ends before anything
that begins.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from apps.communities.models import Building, Dwelling
from apps.core.copying import new_keys
from apps.core.crypto import encrypt
from apps.core.text import pinyin_key
from apps.households.models import Household, Income, Member, Membership
from apps.households.models.member import ID_PURPOSE, id_fingerprint
from apps.households.roster.bulk import copy_in, end_periods, insert_periods, update_rows
from apps.households.roster.held import STAMPS, Held, Periods
from apps.households.roster.plans import Conflict, PersonPlan, Place, Plan
from apps.households.roster.snapshot import Snapshot
from apps.households.vocabulary import Relation

NEWBORN = timedelta(days=366)
STAGES = 7


@dataclass(slots=True)
class Written:
    """How many rows were written, for the result page."""

    households_new: int = 0
    households_changed: int = 0
    people_new: int = 0
    people_changed: int = 0
    people_left: int = 0
    buildings_new: int = 0
    dwellings_new: int = 0


class Application:
    """One run over the plans that were chosen. `day` is the roster's day, on which changes take effect."""

    def __init__(self, register: Snapshot, *, day: date, income_year: int, now: datetime) -> None:
        self.register, self.day, self.income_year, self.now = register, day, income_year, now
        self.stamp = now.isoformat()  # COPY takes text; once is faster than for every row
        self.written = Written()
        self.dwellings = {key: row.id for key, row in register.dwellings.items()}

    def run(
        self, plans: Sequence[Plan], accepted: Collection[int], done: Callable[[int], None] = lambda n: None
    ) -> Written:
        """Write all plans. `accepted` are memberships that somebody said have ended.

        `done` is told after each of `STAGES` how many of them are behind; rows are written by kind, all households at
        once.
        """
        self._buildings(plans)
        self._dwellings(plans)
        done(1)
        keys = self._households(plans)
        done(2)
        members = self._members(plans, keys)
        done(3)
        self._memberships(plans, keys, members, accepted)
        done(4)
        held = Held(self.register, day=self.day, now=self.now)
        held.write_households(plans, keys, self.dwellings)
        done(5)
        held.write_people(plans, members)
        done(6)
        self._incomes(plans, keys)
        done(STAGES)
        self.written.households_changed = sum(plan.household is not None for plan in plans)
        return self.written

    def _buildings(self, plans: Sequence[Plan]) -> None:
        units: dict[tuple[int, int], int] = {}
        for plan in plans:
            if plan.place:
                community, number, unit, _room = plan.place
                units[community, number] = max(unit, units.get((community, number), 1))
        known = self.register.buildings
        missing = [(key, most) for key, most in sorted(units.items()) if key not in known]
        keys = new_keys(Building, len(missing))
        rows = []
        for (community, number), most in missing:
            key = next(keys)
            known[community, number] = (key, most)
            rows.append((key, community, number, "", most, self.stamp, self.stamp))
        copy_in(Building, ("id", "community_id", "number", "name", "units", *STAMPS), rows)
        self.written.buildings_new = len(rows)
        higher = [(known[key][0], most) for key, most in units.items() if most > known[key][1]]
        update_rows(Building, {"units": "smallint"}, higher, now=self.now)

    def _dwellings(self, plans: Sequence[Plan]) -> None:
        wanted: dict[Place, Any] = {}
        areas: dict[int, Any] = {}
        for plan in plans:
            place = plan.place or self._present_place(plan)
            if place is None:
                continue
            if place in self.dwellings:
                if plan.area is not None:
                    areas[self.dwellings[place]] = plan.area
            elif wanted.get(place) is None:
                wanted[place] = plan.area
        keys = new_keys(Dwelling, len(wanted))
        rows = []
        for place, area in wanted.items():
            community, number, unit, room = place
            self.dwellings[place] = key = next(keys)
            rows.append(
                (
                    key,
                    community,
                    self.register.buildings[community, number][0],
                    unit,
                    room,
                    area,
                    self.stamp,
                    self.stamp,
                )
            )
        copy_in(Dwelling, ("id", "community_id", "building_id", "unit", "room", "area_m2", *STAMPS), rows)
        self.written.dwellings_new = len(rows)
        update_rows(Dwelling, {"area_m2": "numeric"}, list(areas.items()), now=self.now)

    def _present_place(self, plan: Plan) -> Place | None:
        held = self.register.dwelling_of.get(plan.household.id) if plan.household else None
        before = self.register.dwelling_by_id.get(held.value) if held else None
        return (before.community_id, before.building, before.unit, before.room) if before else None

    def _households(self, plans: Sequence[Plan]) -> list[int]:
        """Keys of the households, in the order of the plans."""
        fresh = new_keys(Household, sum(plan.household is None for plan in plans))
        columns = ("kind", "origin_village", "moved_in_on", "old_house", "contract_land_mu", "title_issued")
        empty = {"kind": "", "origin_village": "", "old_house": ""}
        keys, rows, changed = [], [], []
        for plan in plans:
            if plan.household is None:
                key = next(fresh)
                values = [plan.updates.get(column, empty.get(column)) for column in columns]
                rows.append((key, plan.entry.community_id, plan.entry.code, *values, self.stamp, self.stamp))
            else:
                key = plan.household.id
                if plan.updates:
                    values = [plan.updates.get(column, getattr(plan.household, column)) for column in columns]
                    changed.append((key, *values))
            keys.append(key)
        copy_in(Household, ("id", "community_id", "code", *columns, *STAMPS), rows)
        _clear_contradicted(plans)
        types = dict(zip(columns, ("text", "text", "date", "text", "numeric", "boolean"), strict=True))
        update_rows(Household, types, changed, now=self.now)
        self.written.households_new = len(rows)
        return keys

    def _members(self, plans: Sequence[Plan], keys: Sequence[int]) -> dict[int, int]:
        """Keys of the people, by row of the file."""
        people = [(plan, planned) for plan in plans for planned in plan.people]
        fresh = new_keys(Member, sum(planned.member is None for _plan, planned in people))
        members, rows, changed, numbered = {}, [], [], []
        for plan, planned in people:
            if planned.member is None:
                key = next(fresh)
                rows.append(self._new_member(key, plan, planned))
            else:
                key = planned.member.id
                if planned.updates or planned.labour or planned.membership is None:
                    changed.append(self._changed_member(plan, planned))
                if "id_number" in planned.updates:
                    number = planned.updates["id_number"]
                    numbered.append((key, encrypt(number, purpose=ID_PURPOSE), id_fingerprint(number)))
            members[planned.person.row] = key
        columns = (
            "id", "community_id", "name", "name_key", "sex", "birth_date", "id_number", "id_index", "phone",
            "education", *STAMPS,
        )  # fmt: skip
        copy_in(Member, columns, rows)
        types = {"community_id": "bigint", "name": "text", "name_key": "text", "sex": "text", "birth_date": "date",
                 "phone": "text", "education": "text"}  # fmt: skip
        update_rows(Member, types, changed, now=self.now)
        update_rows(Member, {"id_number": "bytea", "id_index": "bytea"}, numbered, now=self.now)
        self.written.people_new, self.written.people_changed = len(rows), len(changed)
        return members

    def _new_member(self, key: int, plan: Plan, planned: PersonPlan) -> tuple[Any, ...]:
        values = planned.person.values
        number = values["id_number"].number
        community = plan.household.community_id if plan.household else plan.entry.community_id
        return (
            key, community, values["name"], pinyin_key(values["name"]), values["sex"], values["birth_date"],
            encrypt(number, purpose=ID_PURPOSE), id_fingerprint(number), values.get("phone", ""),
            values.get("education", ""), self.stamp, self.stamp,
        )  # fmt: skip

    def _changed_member(self, plan: Plan, planned: PersonPlan) -> tuple[Any, ...]:
        member = planned.member
        assert member is not None
        row = member._replace(**{k: v for k, v in planned.updates.items() if k != "id_number"})
        community = plan.household.community_id if plan.household else plan.entry.community_id
        return (
            row.id, community, row.name, pinyin_key(row.name), row.sex, row.birth_date, row.phone, row.education,
        )  # fmt: skip

    def _memberships(
        self, plans: Sequence[Plan], keys: Sequence[int], members: dict[int, int], accepted: Collection[int]
    ) -> None:
        periods = Periods()
        for plan, key in zip(plans, keys, strict=True):
            community = plan.household.community_id if plan.household else plan.entry.community_id
            left = [membership.id for membership in plan.absent if membership.id in accepted]
            elsewhere = [c for c in plan.conflicts if isinstance(c, Conflict) and c.code == "person_elsewhere"]
            moved = [c.membership for c in elsewhere if c.membership is not None]
            periods.ended += left + moved
            self.written.people_left += len(left)
            for planned in plan.people:
                self._membership(periods, plan, planned, (community, key, members[planned.person.row]))
        end_periods(Membership, list(dict.fromkeys(periods.ended)), day=self.day, now=self.now)
        relation = {"relation": "text"}
        demoted = [row for row in periods.corrected if row[1] != Relation.HEAD]
        update_rows(Membership, relation, demoted, now=self.now)
        update_rows(Membership, relation, [r for r in periods.corrected if r[1] == Relation.HEAD], now=self.now)
        columns = {"community_id": "bigint", "household_id": "bigint", "member_id": "bigint", "relation": "text"}
        insert_periods(Membership, columns, periods.begun, owner="member_id", now=self.now)
        copy_in(Membership, ("period", *columns, *STAMPS), periods.fresh)

    def _membership(self, periods: Periods, plan: Plan, planned: PersonPlan, owner: tuple[Any, ...]) -> None:
        values, live = planned.person.values, planned.membership
        relation = values.get("relation", "")
        if live is None:
            start = self._joined(plan, values.get("birth_date"))
            if planned.member is None:
                periods.fresh.append((f"[{start},)", *owner, relation, self.stamp, self.stamp))
            else:
                periods.begun.append((start, *owner, relation))
        elif relation and relation != live.relation:
            if live.start >= self.day:
                periods.corrected.append((live.id, relation))
            else:
                periods.ended.append(live.id)
                periods.begun.append((self.day, *owner, relation))

    def _joined(self, plan: Plan, born: date | None) -> date:
        """Members of a new household since it moved in or they were born; later ones since the roster's day, newborns
        since birth."""
        if plan.household is None:
            since = plan.entry.values.get("moved_in") or self.day
            return max(since, born) if born else since
        return born if born and self.day - NEWBORN < born <= self.day else self.day

    def _incomes(self, plans: Sequence[Plan], keys: Sequence[int]) -> None:
        rows, changed = [], []
        for plan, key in zip(plans, keys, strict=True):
            community = plan.household.community_id if plan.household else plan.entry.community_id
            for source, amount in plan.incomes.items():
                stored = self.register.income.get((key, source))
                if stored:
                    changed.append((stored[0], amount))
                else:
                    rows.append((community, key, self.income_year, source, amount, self.stamp, self.stamp))
        copy_in(Income, ("community_id", "household_id", "year", "source", "amount", *STAMPS), rows)
        update_rows(Income, {"amount": "numeric"}, changed, now=self.now)


def _clear_contradicted(plans: Sequence[Plan]) -> None:
    """Days and numbers that the roster contradicts go first; the history keeps them."""
    known = [(plan.household.id, plan.updates) for plan in plans if plan.household is not None]
    untitled = [key for key, said in known if "title_issued" in said and not said["title_issued"]]
    standing = [key for key, said in known if said.get("old_house", "reclaimed") not in ("demolished", "reclaimed")]
    unclaimed = [key for key, said in known if said.get("old_house", "reclaimed") != "reclaimed"]
    Household.objects.filter(pk__in=untitled).update(title_issued_on=None, title_number="")
    Household.objects.filter(pk__in=standing).update(demolished_on=None)
    Household.objects.filter(pk__in=unclaimed).update(reclaimed_on=None)
