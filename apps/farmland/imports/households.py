"""Whose field a row is: by household code, by the identity number of one of its people, or by the head's name and room.

Only households of the importer's communities are looked at; of people elsewhere nothing is said.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from apps.core import clock
from apps.core.sheets.plans import Area, Conflict, Entry
from apps.farmland.imports.vocabulary import HOUSEHOLD
from apps.households.models import Household, Membership, Occupancy
from apps.households.models.member import id_fingerprint
from apps.households.vocabulary import Relation

Room = tuple[int, int, str]
MOST_NAMED = 5


class Households:
    """What a ledger says of households, and which of the register they are; four queries whatever its length."""

    def __init__(self, entries: Sequence[Entry], area: Area, *, lock: bool) -> None:
        today = clock.today()
        said = [entry.values for entry in entries]
        prints = {id_fingerprint(v["id_number"]) for v in said if v.get("id_number")}
        live = Membership.objects.at(today).filter(community__in=area.keys)
        found = Q(household__code__in={v["code"] for v in said if v.get("code")}) | Q(member__id_index__in=prints)
        found |= Q(relation=Relation.HEAD, member__name__in={v["head"] for v in said if v.get("head")})
        keys = set(live.filter(found).values_list("household_id", flat=True))
        codes = Household.objects.filter(community__in=area.keys, code__in={v["code"] for v in said if v.get("code")})
        rows = Household.objects.filter(Q(pk__in=keys) | Q(pk__in=codes.values("pk"))).order_by("pk")
        self.households = {row.pk: row for row in (rows.select_for_update(of=("self",)) if lock else rows)}
        self.by_code: dict[str, list[int]] = defaultdict(list)
        for row in self.households.values():
            self.by_code[row.code].append(row.pk)
        self.by_print: dict[bytes, int] = {}
        self.by_head: dict[str, list[int]] = defaultdict(list)
        self.names: dict[int, set[str]] = defaultdict(set)
        self.head_of: dict[int, str] = {}
        people = live.filter(household__in=self.households).order_by("household_id", "pk")
        for home, relation, name, fingerprint in people.values_list(
            "household_id", "relation", "member__name", "member__id_index"
        ):
            self.names[home].add(name)
            if fingerprint is not None:
                self.by_print[bytes(fingerprint)] = home
            if relation == Relation.HEAD:
                self.by_head[name].append(home)
                self.head_of[home] = name
        self.rooms: dict[int, Room] = {
            home: (building, unit, room)
            for home, building, unit, room in Occupancy.objects.at(today)
            .filter(household__in=self.households)
            .values_list("household_id", "dwelling__building__number", "dwelling__unit", "dwelling__room")
        }

    def find(self, entry: Entry) -> tuple[Household | None, Conflict | None]:
        """The household of a row, or why there is none."""
        values, found = entry.values, list[set[int]]()
        for key, rows in (("code", self._by_code(entry)), ("id_number", self._by_number(values))):
            if rows is not None:
                if not rows:
                    return None, Conflict("household_unknown", {"by": key, "said": _shown(key, values[key])})
                found.append(rows)
        if not found and any(key in values and values[key] is None for key in HOUSEHOLD):
            return None, None  # the faulty cell says enough
        if not found:
            return self._by_name(entry)
        rows = set.intersection(*found)
        if not rows:
            return None, Conflict("household_contradiction", {"code": values.get("code") or ""})
        if len(rows) > 1:
            return None, self._ambiguous(rows)
        home = rows.pop()
        head = values.get("head")
        if head and head not in self.names[home]:
            params = {"code": self.households[home].code, "head": self.head_of.get(home) or "—", "said": head}
            return None, Conflict("head_differs", params)
        return self.households[home], None

    def _by_code(self, entry: Entry) -> set[int] | None:
        code = entry.values.get("code")
        return None if not code else self._here(entry, self.by_code.get(code, []))

    def _by_number(self, values: dict[str, Any]) -> set[int] | None:
        number = values.get("id_number")
        if not number:
            return None
        home = self.by_print.get(id_fingerprint(number))
        return set() if home is None else {home}

    def _by_name(self, entry: Entry) -> tuple[Household | None, Conflict | None]:
        head = entry.values.get("head")
        if not head:
            return None, Conflict("household_not_named", {})
        rows = self._here(entry, self.by_head.get(head, []))
        room = _room(entry.values)
        if room is not None:
            rows = {home for home in rows if self._same_room(home, room)}
        if not rows:
            return None, Conflict("household_unknown", {"by": "head", "said": head})
        if len(rows) > 1:
            return None, self._ambiguous(rows)
        if room is None:
            entry.warn("by_name", head=head)
        return self.households[rows.pop()], None

    def _here(self, entry: Entry, rows: Sequence[int]) -> set[int]:
        """Those in the community that the row names, where it names one."""
        named = entry.values.get("community") is not None
        return {
            key for key in rows if not named or self.households[key].community_id == entry.values.get("community_key")
        }

    def _same_room(self, home: int, room: tuple[int | None, int | None, str | None]) -> bool:
        known = self.rooms.get(home)
        return known is not None and all(said in (None, held) for said, held in zip(room, known, strict=True))

    def _ambiguous(self, rows: set[int]) -> Conflict:
        named = []
        for key in sorted(rows)[:MOST_NAMED]:
            room = "-".join(map(str, self.rooms[key])) if key in self.rooms else ""
            named.append(f"{self.households[key].code} {self.head_of.get(key, '')} {room}".strip())
        return Conflict("household_ambiguous", {"households": "、".join(named)})


def _room(values: dict[str, Any]) -> tuple[int | None, int | None, str | None] | None:
    said = (values.get("building"), values.get("unit"), values.get("room"))
    return said if values.get("room") else None


def _shown(key: str, said: str) -> str:
    return f"{said[0]}{'•' * 16}{said[-1]}" if key == "id_number" else said


def named(entry: Entry) -> bool:
    """Whether a row says whose it is."""
    return any(key in entry.values for key in HOUSEHOLD)
