"""The part of the register that a roster speaks of, read in a dozen queries whatever the roster's size."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from apps.households.models.member import id_fingerprint
from apps.households.roster.grouping import FileHousehold


class HouseholdRow(NamedTuple):
    id: int
    community_id: int
    code: str
    kind: str
    origin_village: str
    moved_in_on: date | None
    old_house: str
    contract_land_mu: Decimal | None
    title_issued: bool | None
    left_on: date | None


class MemberRow(NamedTuple):
    id: int
    community_id: int
    name: str
    sex: str
    birth_date: date | None
    fingerprint: bytes | None
    phone: str
    education: str
    died_on: date | None


class MembershipRow(NamedTuple):
    id: int
    household_id: int
    member_id: int
    relation: str
    start: date


class HeldRow(NamedTuple):
    """What holds today for one owner: a dwelling, a work, a labour ability, a presence, a state of health."""

    id: int
    owner_id: int
    value: Any
    start: date


class DwellingRow(NamedTuple):
    id: int
    community_id: int
    building: int
    unit: int
    room: str
    area: Decimal | None


@dataclass(slots=True)
class Snapshot:
    """A snapshot. Keys are those that the comparison asks by."""

    households: dict[int, HouseholdRow] = field(default_factory=dict)
    by_code: dict[tuple[int, str], HouseholdRow] = field(default_factory=dict)
    members: dict[int, MemberRow] = field(default_factory=dict)
    by_index: dict[bytes, MemberRow] = field(default_factory=dict)
    live_of_member: dict[int, MembershipRow] = field(default_factory=dict)
    live_in_household: dict[int, list[MembershipRow]] = field(default_factory=lambda: defaultdict(list))
    dwelling_of: dict[int, HeldRow] = field(default_factory=dict)
    presence_of: dict[int, HeldRow] = field(default_factory=dict)
    work_of: dict[int, HeldRow] = field(default_factory=dict)
    labour_of: dict[int, HeldRow] = field(default_factory=dict)
    health_of: dict[int, list[HeldRow]] = field(default_factory=lambda: defaultdict(list))
    income: dict[tuple[int, str], tuple[int, Decimal]] = field(default_factory=dict)
    buildings: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # id, units
    dwellings: dict[tuple[int, int, int, str], DwellingRow] = field(default_factory=dict)
    dwelling_by_id: dict[int, DwellingRow] = field(default_factory=dict)


def _rows(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


HOUSEHOLDS = """SELECT id, community_id, code, kind, origin_village, moved_in_on, old_house, contract_land_mu,
    title_issued, left_on FROM households_household h WHERE """
MEMBERS = """SELECT id, community_id, name, sex, birth_date, id_index, phone, education, died_on
    FROM households_member WHERE """
MEMBERSHIPS = """SELECT id, household_id, member_id, relation, lower(period) FROM households_membership
    WHERE period @> %s::date AND """


def load(households: Collection[FileHousehold], *, today: date, income_year: int, lock: bool = False) -> Snapshot:
    """Read what these households of a file may match. `lock` keeps it as it is until the transaction ends."""
    register = Snapshot()
    tail = " ORDER BY id FOR UPDATE" if lock else ""
    keys = [(h.community_id, h.code) for h in households if h.community_id and h.code]
    _add_households(
        register,
        _rows(
            HOUSEHOLDS + "(community_id, code) IN (SELECT * FROM unnest(%s::bigint[], %s::text[]))" + tail,
            [key[0] for key in keys],
            [key[1] for key in keys],
        ),
    )
    indexes = [id_fingerprint(person.values["id_number"].number) for household in households
               for person in household.people if person.values.get("id_number")]  # fmt: skip
    _add_members(register, _rows(MEMBERS + "id_index = ANY(%s)" + tail, indexes))
    _add_memberships(register, today, lock)
    _add_held(register, today)
    for row in _rows(
        "SELECT id, household_id, source, amount FROM households_income WHERE year = %s AND household_id = ANY(%s)",
        income_year,
        list(register.households),
    ):
        register.income[row[1], row[2]] = (row[0], row[3])
    _add_places(register, {h.community_id for h in households if h.community_id})
    return register


def _add_households(register: Snapshot, rows: Iterable[tuple[Any, ...]]) -> None:
    for values in rows:
        row = HouseholdRow(*values)
        register.households[row.id] = row
        register.by_code[row.community_id, row.code] = row


def _add_members(register: Snapshot, rows: Iterable[tuple[Any, ...]]) -> None:
    for values in rows:
        row = MemberRow(*values)
        row = row._replace(fingerprint=bytes(row.fingerprint) if row.fingerprint is not None else None)
        register.members[row.id] = row
        if row.fingerprint is not None:
            register.by_index[row.fingerprint] = row


def _add_memberships(register: Snapshot, today: date, lock: bool) -> None:
    """Live memberships of the people found, then everybody of every household that came up."""
    tail = " ORDER BY id FOR UPDATE" if lock else " ORDER BY id"
    found = _rows(MEMBERSHIPS + "member_id = ANY(%s)", today, list(register.members))
    elsewhere = {row[1] for row in found} - register.households.keys()
    known = list(register.households)
    _add_households(register, _rows(HOUSEHOLDS + "id = ANY(%s)", list(elsewhere)))
    for values in _rows(MEMBERSHIPS + "household_id = ANY(%s)" + tail, today, known + sorted(elsewhere)):
        row = MembershipRow(*values)
        register.live_of_member[row.member_id] = row
        register.live_in_household[row.household_id].append(row)
    others = register.live_of_member.keys() - register.members.keys()
    _add_members(register, _rows(MEMBERS + "id = ANY(%s)", list(others)))


def _add_held(register: Snapshot, today: date) -> None:
    households, members = list(register.households), list(register.members)
    held = """SELECT id, {owner}, {value}, lower(period) FROM households_{table}
        WHERE period @> %s::date AND {owner} = ANY(%s)"""
    for table, owner, value, keys, target in (
        ("occupancy", "household_id", "dwelling_id", households, register.dwelling_of),
        ("presence", "household_id", "status", households, register.presence_of),
        ("employment", "member_id", "work", members, register.work_of),
        ("labourability", "member_id", "labour", members, register.labour_of),
    ):
        for values in _rows(held.format(table=table, owner=owner, value=value), today, keys):
            target[values[1]] = HeldRow(*values)
    for values in _rows(held.format(table="healthrecord", owner="member_id", value="health"), today, members):
        register.health_of[values[1]].append(HeldRow(*values))


def _add_places(register: Snapshot, communities: Collection[int]) -> None:
    touched = set(communities) | {household.community_id for household in register.households.values()}
    for key, community, number, units in _rows(
        "SELECT id, community_id, number, units FROM communities_building WHERE community_id = ANY(%s)", list(touched)
    ):
        register.buildings[community, number] = (key, units)
    for values in _rows(
        """SELECT d.id, d.community_id, b.number, d.unit, d.room, d.area_m2 FROM communities_dwelling d
        JOIN communities_building b ON b.id = d.building_id WHERE d.community_id = ANY(%s)""",
        list(touched),
    ):
        row = DwellingRow(*values)
        register.dwellings[row.community_id, row.building, row.unit, row.room] = row
        register.dwelling_by_id[row.id] = row
