"""What holds for a time: dwellings, presence, labour, work, health. Written so that what was true stays true then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from apps.households.models import Employment, HealthRecord, LabourAbility, Occupancy, Presence
from apps.households.roster.bulk import copy_in, end_periods, insert_periods, update_rows
from apps.households.roster.plans import Place, Plan
from apps.households.roster.snapshot import HeldRow, Snapshot

STAMPS = ("created_at", "updated_at")


@dataclass(slots=True)
class Periods:
    """What ends, what is corrected in place, what begins, for one table of periods."""

    ended: list[int] = field(default_factory=list)
    corrected: list[tuple[int, Any]] = field(default_factory=list)
    begun: list[tuple[Any, ...]] = field(default_factory=list)  # for owners already known
    fresh: list[tuple[Any, ...]] = field(default_factory=list)  # for owners made just now


class Held:
    """Writes dwellings and presence of households; labour, work and health of people. `day` is the roster's day."""

    def __init__(self, register: Snapshot, *, day: date, now: datetime) -> None:
        self.register, self.day, self.now = register, day, now
        self.stamp = now.isoformat()

    def write_households(self, plans: Sequence[Plan], keys: Sequence[int], dwellings_at: Mapping[Place, int]) -> None:
        """Dwellings and presence."""
        dwellings, presences = Periods(), Periods()
        for plan, key in zip(plans, keys, strict=True):
            if plan.place:
                community, value = plan.place[0], dwellings_at[plan.place]
                held = self.register.dwelling_of.get(key)
                start = plan.entry.values.get("moved_in") if plan.household is None else None
                self._held(dwellings, held, (community, key, value), start or self.day, plan.household is None)
            status = plan.entry.values.get("residence")
            if status:
                owner = plan.household.community_id if plan.household else plan.entry.community_id
                held = self.register.presence_of.get(key)
                self._held(presences, held, (owner, key, status), self.day, plan.household is None, "")
        self._write_held(Occupancy, {"dwelling_id": "bigint"}, dwellings, owner="household_id")
        self._write_held(Presence, {"status": "text"}, presences, owner="household_id", extra={"place": "text"})

    def write_people(self, plans: Sequence[Plan], members: Mapping[int, int]) -> None:
        """Labour ability, work and health."""
        abilities, works, health = Periods(), Periods(), Periods()
        for plan in plans:
            community = plan.household.community_id if plan.household else plan.entry.community_id
            for planned in plan.people:
                values, key = planned.person.values, members[planned.person.row]
                fresh = planned.member is None
                start = max(self.day, values["birth_date"]) if values.get("birth_date") else self.day
                if values.get("labour"):
                    held = self.register.labour_of.get(key)
                    self._held(abilities, held, (community, key, values["labour"]), start, fresh)
                if values.get("work"):
                    held = self.register.work_of.get(key)
                    self._held(works, held, (community, key, values["work"]), start, fresh)
                if values.get("health"):
                    self._health(health, community, key, values["health"], start, fresh)
        self._write_held(LabourAbility, {"labour": "text"}, abilities, owner="member_id")
        self._write_held(Employment, {"work": "text"}, works, owner="member_id")
        self._write_held(HealthRecord, {"health": "text"}, health, owner="member_id", excludes="member_id health")

    def _held(
        self, periods: Periods, held: HeldRow | None, row: tuple[Any, ...], start: date, fresh: bool, *more: Any
    ) -> None:
        """One thing at a time: the old one ends, or is corrected where it began no earlier than the roster's day."""
        if fresh:
            periods.fresh.append((f"[{start},)", *row, *more, self.stamp, self.stamp))
        elif held is None:
            periods.begun.append((start, *row, *more))
        elif held.value != row[-1]:
            if held.start >= self.day:
                periods.corrected.append((held.id, row[-1]))
            else:
                periods.ended.append(held.id)
                periods.begun.append((start, *row, *more))

    def _health(self, periods: Periods, community: Any, key: int, said: list[str], start: date, fresh: bool) -> None:
        known = {row.value: row for row in self.register.health_of.get(key, ())}
        gone = [row for value, row in known.items() if value not in said]
        come = [value for value in said if value not in known]
        for row in gone:
            if row.start >= self.day and come:
                periods.corrected.append((row.id, come.pop()))
            else:
                periods.ended.append(row.id)
        for value in come:
            if fresh:
                periods.fresh.append((f"[{start},)", community, key, value, self.stamp, self.stamp))
            else:
                periods.begun.append((start, community, key, value))

    def _write_held(
        self, model: Any, value: dict[str, str], periods: Periods, *, owner: str, excludes: str = "",
        extra: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        columns = {"community_id": "bigint", owner: "bigint", **value, **(extra or {})}
        end_periods(model, periods.ended, day=self.day, now=self.now)
        if model is Presence:
            # What was said of the former status would not fit the new one.
            keys = [key for key, _value in periods.corrected]
            Presence.objects.filter(pk__in=keys).update(reason="", months_at_home=None)
        update_rows(model, value, periods.corrected, now=self.now)
        insert_periods(model, columns, periods.begun, owner=excludes or owner, now=self.now)
        copy_in(model, ("period", *columns, *STAMPS), periods.fresh)
