"""How a roster differs from the register: for each household what is new, changed, contradictory or not named.

An empty cell of the roster says nothing and changes nothing. A person is found by the identity number, anywhere in the
county; one who has no number in the register, by the name within the household.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from apps.core.models import Outcome
from apps.households.models.member import id_fingerprint
from apps.households.roster.columns import INCOME_FIELDS
from apps.households.roster.grouping import FileHousehold, Person
from apps.households.roster.plans import Change, Conflict, PersonPlan, Place, Plan
from apps.households.roster.snapshot import HouseholdRow, MemberRow, MembershipRow, Snapshot

HOUSEHOLD_COLUMNS = {
    "kind": "kind", "origin_village": "origin_village", "moved_in": "moved_in_on", "old_house": "old_house",
    "land": "contract_land_mu", "title_issued": "title_issued",
}  # fmt: skip
MEMBER_COLUMNS = ("name", "sex", "birth_date", "phone", "education")


class Comparison:
    """Compares households of a file with a snapshot of the register."""

    def __init__(self, register: Snapshot, communities: Mapping[int, str]) -> None:
        """`communities` are those of the importer, by key; people elsewhere are reported without saying where."""
        self.register = register
        self.communities = communities

    def plans(self, households: Sequence[FileHousehold]) -> list[Plan]:
        """A plan for each household, in order."""
        return [self._plan(household) for household in households]

    def _plan(self, source: FileHousehold) -> Plan:
        found = self._find(source)
        plan = Plan(source, found.id if found else None, household=found, known=self.register)
        if plan.household is not None and plan.household.left_on:
            plan.conflicts.append(Conflict("household_left", {"day": plan.household.left_on}))
        self._compare_household(plan)
        for person in source.people:
            plan.people.append(self._compare_person(plan, person))
        self._find_absent(plan)
        return plan

    def _find(self, source: FileHousehold) -> HouseholdRow | None:
        """By community and code; where the community is faulty, by code and one of the people."""
        if source.community_id is not None:
            return self.register.by_code.get((source.community_id, source.code))
        for person in source.people:
            member = self._by_number(person)
            live = self.register.live_of_member.get(member.id) if member else None
            household = self.register.households[live.household_id] if live else None
            if household and household.code == source.code and household.community_id in self.communities:
                return household
        return None

    def _by_number(self, person: Person) -> MemberRow | None:
        identity = person.values.get("id_number")
        return self.register.by_index.get(id_fingerprint(identity.number)) if identity else None

    def _compare_household(self, plan: Plan) -> None:
        values, known = plan.entry.values, plan.household
        for key, column in HOUSEHOLD_COLUMNS.items():
            new = values.get(key)
            old = getattr(known, column) if known else None
            if new is None or new == old or (key == "moved_in" and _same_month(old, new)):
                continue
            plan.updates[column] = new
            if known:
                plan.changes.append(Change(key, old, new))
        for key in INCOME_FIELDS:
            new = values.get(key)
            stored = self.register.income.get((known.id, key)) if known else None
            if new is None or (stored and stored[1] == new):
                continue
            plan.incomes[key] = new
            if known:
                plan.changes.append(Change(key, stored[1] if stored else None, new))
        self._compare_place(plan)
        self._compare_held(plan, "residence", self.register.presence_of.get(known.id) if known else None)

    def _compare_place(self, plan: Plan) -> None:
        values, known, register = plan.entry.values, plan.household, self.register
        community = known.community_id if known else plan.entry.community_id
        if community is None or not all(values.get(key) for key in ("building", "unit", "room")):
            return
        plan.place = (community, values["building"], values["unit"], values["room"])
        held = register.dwelling_of.get(known.id) if known else None
        before = register.dwelling_by_id.get(held.value) if held else None
        old = (before.community_id, before.building, before.unit, before.room) if before else None
        if known and old != plan.place:
            plan.changes.append(Change("room", _room(old), _room(plan.place)))
        elif known:
            plan.place = None
        target = register.dwellings.get(plan.place or old) if (plan.place or old) else None  # type: ignore[arg-type]
        area = values.get("area")
        if area is not None and (target is None or target.area != area):
            plan.area = area
            if known and target is not None:
                plan.changes.append(Change("area", target.area, area))

    def _compare_held(self, plan: Plan, key: str, held: Any) -> None:
        new = plan.entry.values.get(key)
        if new is not None and plan.household and (held is None or held.value != new):
            plan.changes.append(Change(key, held.value if held else None, new))

    def _compare_person(self, plan: Plan, person: Person) -> PersonPlan:
        known = plan.household
        member = self._by_number(person) or self._by_name(plan, person)
        live = self.register.live_of_member.get(member.id) if member else None
        here = live if live and known and live.household_id == known.id else None
        planned = PersonPlan(person, member, here)
        before = len(plan.changes)
        conflicts = self._person_conflicts(plan, person, member, live if here is None else None)
        plan.conflicts += conflicts
        if member is None:
            planned.outcome = Outcome.NEW
            if known:
                plan.changes.append(Change("member", None, None, person.values.get("name") or ""))
        elif not any(conflict.membership is None for conflict in conflicts):
            self._compare_values(plan, planned)
        if conflicts:
            planned.outcome = Outcome.CONFLICTING
        elif member is not None and (here is None or len(plan.changes) > before):
            planned.outcome = Outcome.CHANGED
        return planned

    def _by_name(self, plan: Plan, person: Person) -> MemberRow | None:
        """A member of this household with this name; with a number in both, they are different people."""
        if plan.household is None:
            return None
        number, born = person.values.get("id_number"), person.values.get("birth_date")
        found = []
        for live in self.register.live_in_household[plan.household.id]:
            member = self.register.members[live.member_id]
            if member.name != person.values.get("name") or (number and member.fingerprint is not None):
                continue
            if not born or not member.birth_date or born == member.birth_date:
                found.append(member)
        return found[0] if len(found) == 1 else None

    def _person_conflicts(
        self, plan: Plan, person: Person, member: MemberRow | None, elsewhere: MembershipRow | None
    ) -> list[Conflict]:
        conflicts = []
        name = person.values.get("name") or ""
        if person.row in plan.entry.also_in:
            row = plan.entry.also_in[person.row] + 1
            conflicts.append(Conflict("person_in_two", {"name": name, "row": row}))
        if member is not None and member.died_on:
            conflicts.append(Conflict("person_died", {"name": name}))
        if elsewhere is not None:
            other = self.register.households[elsewhere.household_id]
            place = self.communities.get(other.community_id)
            if place is None:
                conflicts.append(Conflict("person_elsewhere_hidden", {"name": name}))
            else:
                params = {"name": name, "code": other.code, "community": place}
                conflicts.append(Conflict("person_elsewhere", params, elsewhere.id))
        return conflicts

    def _compare_values(self, plan: Plan, planned: PersonPlan) -> None:
        """What the roster says of a known person. The old values of somebody from outside one's area stay hidden."""
        member, values = planned.member, planned.person.values
        assert member is not None
        name = values.get("name") or member.name
        shown = member.community_id in self.communities

        def note(key: str, old: Any, new: Any) -> None:
            plan.changes.append(Change(key, old if shown else None, new, name))

        if planned.membership is None:
            note("returned", None, None)
        for key in MEMBER_COLUMNS:
            old, new = getattr(member, key), values.get(key)
            if new is not None and new != old:
                planned.updates[key] = new
                note(key, old, new)
        able = self.register.labour_of.get(member.id)
        if values.get("labour") and (able is None or able.value != values["labour"]):
            planned.labour = values["labour"]
            note("labour", able.value if able else "", values["labour"])
        if values.get("id_number") and member.fingerprint is None:
            planned.updates["id_number"] = values["id_number"].number
            note("id_number", None, values["id_number"].number[0] + "•" * 16 + values["id_number"].number[-1])
        relation = values.get("relation")
        if planned.membership and relation and relation != planned.membership.relation:
            note("relation", planned.membership.relation, relation)
        self._compare_person_held(planned, note)

    def _compare_person_held(self, planned: PersonPlan, note: Any) -> None:
        assert planned.member is not None
        values = planned.person.values
        held = self.register.work_of.get(planned.member.id)
        if values.get("work") and (held is None or held.value != values["work"]):
            note("work", held.value if held else None, values["work"])
        if values.get("health"):
            old = sorted(row.value for row in self.register.health_of.get(planned.member.id, ()))
            if old != sorted(values["health"]):
                note("health", old, sorted(values["health"]))

    def _find_absent(self, plan: Plan) -> None:
        """Registered members whom the roster does not name, and a head among them who blocks the roster's head."""
        if plan.household is None:
            return
        named = {planned.member.id for planned in plan.people if planned.member}
        live = self.register.live_in_household.get(plan.household.id, [])
        plan.absent = [membership for membership in live if membership.member_id not in named]
        for membership in plan.absent:
            plan.changes.append(Change("absent", None, None, self.register.members[membership.member_id].name))
        head = next((p for p in plan.people if p.person.values.get("relation") == "head"), None)
        for membership in plan.absent:
            if membership.relation == "head" and head is not None:
                params = {
                    "name": head.person.values.get("name") or "",
                    "head": self.register.members[membership.member_id].name,
                }
                plan.conflicts.append(Conflict("head_absent", params, membership.id))


def settle_areas(households: Sequence[FileHousehold]) -> list[tuple[str, str, Decimal, Decimal]]:
    """Let the first household without faults tell the floor area of a shared room.

    Returns (community, room, area taken, area left out) for each contradiction.
    """
    first: dict[tuple[Any, ...], tuple[FileHousehold, Decimal]] = {}
    left_out = []
    for household in sorted(households, key=lambda household: household.faulty):
        values = household.values
        key = (household.label, values.get("building"), values.get("unit"), values.get("room"))
        area = values.get("area")
        if area is None or not all(key[1:]):
            continue
        _teller, taken = first.setdefault(key, (household, area))
        if taken != area:
            left_out.append((household.label, f"{key[1]}-{key[2]}-{key[3]}", taken, area))
            del values["area"]
    return left_out


def count_people(plans: Sequence[Plan]) -> Counter[Outcome]:
    """People by outcome; the sum is the people of the file."""
    return Counter(planned.outcome for plan in plans for planned in plan.people)


def _same_month(old: date | None, new: date) -> bool:
    """Rosters tell the month of moving in; a day within it, told or not, is no difference."""
    return old is not None and (old.year, old.month) == (new.year, new.month)


def _room(place: Place | None) -> str | None:
    return f"{place[1]}-{place[2]}-{place[3]}" if place else None
