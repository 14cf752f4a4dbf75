"""What people should be told of a roster beside its faults: counts of people and rooms, rooms held twice, its age."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import connection

from apps.core import clock
from apps.core.models import Outcome
from apps.core.sheets.workflow import State
from apps.households.models.roster import RosterImport
from apps.households.roster import diff
from apps.households.roster.content import Content
from apps.households.roster.plans import Plan
from apps.households.roster.snapshot import Snapshot

MOST_NAMED = 20  # rooms and the like that a notice names


def summarise(content: Content, plans: Sequence[Plan], known: Snapshot) -> dict[str, Any]:
    """What a preview counts beside its households. Each person stands under exactly one outcome."""
    people = diff.count_people(plans)
    applicable = [plan for plan in plans if plan.place and not plan.entry.faulty]
    places = {plan.place for plan in applicable if plan.place not in known.dwellings}
    buildings = {place[:2] for place in places if place and place[:2] not in known.buildings}
    return {
        "people_in_file": content.people,
        "people": {outcome.value: people[outcome] for outcome in Outcome},
        "by_community": dict(content.by_community.most_common()),
        "health": dict(content.health.most_common()),
        "buildings_new": len(buildings),
        "dwellings_new": len(places),
        "people_absent": len({membership.id for plan in plans for membership in plan.absent}),
    }


def newer_applied(communities: Collection[int], as_of: date) -> list[dict[str, Any]]:
    """A notice where a roster of a later day is in the register already: this one may set things back."""
    rows = RosterImport.objects.filter(state=State.APPLIED, as_of__gt=as_of, communities__in=communities)
    newer = rows.order_by("-as_of", "-pk").first()
    if newer is None or newer.as_of is None:
        return []
    return [{"code": "older", "file": newer.file_name, "as_of": newer.as_of.isoformat()}]


def room_notices(plans: Sequence[Plan], known: Snapshot, contradictions: Sequence[Any]) -> list[dict[str, Any]]:
    """Rooms that several households hold: allowed (a divided family may share one), but worth a look."""
    holders: dict[Any, list[str]] = defaultdict(list)
    for plan in plans:
        values = plan.entry.values
        if plan.entry.community_id and all(values.get(key) for key in ("building", "unit", "room")):
            place = (plan.entry.community_id, values["building"], values["unit"], values["room"])
            holders[place].append(plan.entry.code)
    for place, code in _held_by_others(plans, known):
        holders[place].append(code)
    labels = {plan.entry.community_id: plan.entry.label for plan in plans}
    shared = [
        {"community": labels.get(place[0], ""), "room": "-".join(map(str, place[1:])), "codes": sorted(set(codes))}
        for place, codes in holders.items()
        if len(set(codes)) > 1
    ]
    notices = []
    if shared:
        notices.append({"code": "rooms_shared", "count": len(shared), "rooms": shared[:MOST_NAMED]})
    if contradictions:
        rooms = [{"community": c[0], "room": c[1], "taken": str(c[2]), "left": str(c[3])} for c in contradictions]
        notices.append({"code": "areas_differ", "count": len(rooms), "rooms": rooms[:MOST_NAMED]})
    return notices


def _held_by_others(plans: Sequence[Plan], known: Snapshot) -> list[tuple[Any, str]]:
    """Rooms that plans move into and that households outside the file hold."""
    targets = {known.dwellings[plan.place].id: plan.place for plan in plans if plan.place in known.dwellings}
    mine = [plan.household.id for plan in plans if plan.household]
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT o.dwelling_id, h.code FROM households_occupancy o
            JOIN households_household h ON h.id = o.household_id
            WHERE o.period @> %s::date AND o.dwelling_id = ANY(%s) AND o.household_id <> ALL(%s)""",
            [clock.today(), list(targets), mine],
        )
        return [(targets[dwelling], code) for dwelling, code in cursor.fetchall()]
