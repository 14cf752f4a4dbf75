"""What an event changes, in words: for the preview before it is saved, and on its page afterwards."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from apps.communities.models import Dwelling
from apps.households.life.draft import day_words
from apps.households.life.ledger import Change, model_of, read_changes
from apps.households.models import Household, LifeEvent, Member
from apps.households.vocabulary import Relation

GROWN = 16
Place = tuple[int, str]  # household and relation


def lines_of(event: LifeEvent) -> list[str]:
    """The changes of an event, one sentence each. A fixed number of queries for each kind of row."""
    changes = read_changes(event.changes)
    homes = dict(
        Household.objects.filter(pk__in=[event.household_id, *event.other_households]).values_list("pk", "code")
    )
    names = dict(Member.objects.filter(pk__in=event.members).order_by("pk").values_list("pk", "name"))
    lines = [_("New household %(household)s.") % {"household": homes.get(c.key, "")} for c in changes
             if c.table == "household" and c.before is None]  # fmt: skip
    lines += _people(changes, event.happened_on, homes, names)
    lines += _flats(changes, event.happened_on, homes)
    lines += _rest(changes, homes, names)
    return lines


def warnings_of(event: LifeEvent) -> list[str]:
    """What one should look at twice: a child as head, a flat that others live in."""
    found = []
    from apps.households.models import Membership, Occupancy

    for household in [event.household_id, *event.other_households]:
        rows = Membership.objects.filter(
            household=household, relation=Relation.HEAD, period__holds_on=event.happened_on
        )
        head = rows.select_related("member").order_by("pk").first()
        age = head.member.age_on(event.happened_on) if head else None
        if head and age is not None and age < GROWN:
            facts = {"name": head.member.name, "age": age}
            found.append(_("%(name)s is %(age)s years old and would be head. Note who looks after them.") % facts)
    put = [c.after["dwelling_id"] for c in read_changes(event.changes) if c.table == "occupancy" and c.after and
           c.before is None]  # fmt: skip
    mine = {event.household_id, *event.other_households} if event.kind in ("divorce", "split") else {event.household_id}
    shared = Occupancy.objects.filter(dwelling__in=put, period__holds_on=event.happened_on).exclude(household__in=mine)
    for row in shared.select_related("household", "dwelling__building").order_by("pk"):
        facts = {"household": row.household.code, "room": row.dwelling.label}
        found.append(_("Household %(household)s lives in %(room)s too.") % facts)
    return found


def _people(changes: list[Change], day: date, homes: dict[int, str], names: dict[int, str]) -> list[str]:
    before: dict[int, Place] = {}
    after: dict[int, Place] = {}
    for change in changes:
        if change.table != "membership":
            continue
        facts = _whole(change)
        if not facts:
            continue
        place = (facts["household_id"], facts["relation"])
        if _holds(change.before, day):
            before[facts["member_id"]] = place
        if _holds(change.after, day):
            after[facts["member_id"]] = place
    keys = sorted(before.keys() | after.keys())
    return [line for key in keys if (line := _place_line(names.get(key, "—"), before.get(key), after.get(key), homes))]


def _place_line(name: str, before: Place | None, after: Place | None, homes: dict[int, str]) -> str:
    facts: dict[str, Any] = {"name": name}
    if before is None and after is not None:
        facts |= {"household": homes.get(after[0], ""), "relation": _relation(after[1])}
        return _("%(name)s joins %(household)s (%(relation)s).") % facts
    if after is None and before is not None:
        return _("%(name)s leaves %(household)s.") % {**facts, "household": homes.get(before[0], "")}
    if before is None or after is None or before == after:
        return ""
    facts |= {"old": _relation(before[1]), "new": _relation(after[1])}
    if before[0] == after[0]:
        return _("%(name)s: %(old)s → %(new)s.") % facts
    facts |= {"from": homes.get(before[0], ""), "to": homes.get(after[0], "")}
    return _("%(name)s: %(from)s (%(old)s) → %(to)s (%(new)s).") % facts


def _relation(value: str) -> str:
    return str(Relation(value).label) if value else _("relation not collected")


def _flats(changes: list[Change], day: date, homes: dict[int, str]) -> list[str]:
    turns: dict[int, dict[str, int]] = defaultdict(dict)
    for change in changes:
        if change.table != "occupancy":
            continue
        facts = _whole(change)
        if facts and _holds(change.before, day):
            turns[facts["household_id"]]["old"] = facts["dwelling_id"]
        if facts and _holds(change.after, day):
            turns[facts["household_id"]]["new"] = facts["dwelling_id"]
    keys = {key for turn in turns.values() for key in turn.values()}
    rooms = {d.pk: d.label for d in Dwelling.objects.filter(pk__in=keys).select_related("building").order_by("pk")}
    lines = []
    for household, turn in sorted(turns.items()):
        old, new = (rooms.get(turn.get(side, 0), _("no dwelling")) for side in ("old", "new"))
        lines.append(
            _("%(household)s: %(old)s → %(new)s.") % {"household": homes.get(household), "old": old, "new": new}
        )
    return lines


def _rest(changes: list[Change], homes: dict[int, str], names: dict[int, str]) -> list[str]:
    lines, ended = [], Counter[str]()
    for change in changes:
        before, after = change.before or {}, change.after or {}
        if change.table == "household" and "left_on" in after:
            words = _("%(household)s leaves the register on %(day)s.") if after["left_on"] else _(
                "%(household)s is back on the register.")  # fmt: skip
            day = day_words(date.fromisoformat(after["left_on"])) if after["left_on"] else ""
            lines.append(words % {"household": homes.get(change.key, ""), "day": day})
        elif change.table == "member" and "died_on" in after:
            words = (
                _("%(name)s is recorded as dead.") if after["died_on"] else _("%(name)s is no longer recorded as dead.")
            )
            lines.append(words % {"name": names.get(change.key, "")})
        elif change.table not in {"membership", "occupancy", "household", "member"} and before:
            ended[str(model_of(change.table)._meta.verbose_name)] += 1
    lines += [_("Ends: %(what)s (%(n)s).") % {"what": what, "n": n} for what, n in ended.items()]
    return lines


def _whole(change: Change) -> dict[str, Any]:
    """All facts of a row of periods: those noted, else those of the row, which did not change."""
    noted = {**(change.before or {}), **(change.after or {})}
    if "household_id" in noted:
        return noted
    row = model_of(change.table)._base_manager.filter(pk=change.key).first()
    if row is None:
        return {}
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} | noted


def _holds(facts: dict[str, Any] | None, day: date) -> bool:
    if not facts or "period" not in facts:
        return False
    start, end = facts["period"]
    return (start is None or start <= day.isoformat()) and (end is None or end > day.isoformat())
