"""From the bytes of a file to its preview: content, plans and what people should be told. Writes nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from apps.communities.importing import importable
from apps.communities.models import Community
from apps.core import clock
from apps.core.sheets import reader, table
from apps.core.sheets.files import FileProblem
from apps.core.sheets.reader import Sheet
from apps.core.sheets.table import Table
from apps.core.text import tidy_name
from apps.households.models.roster import ColumnMeaning, Outcome
from apps.households.roster import columns, diff, register
from apps.households.roster.content import Content, Reading
from apps.households.roster.grouping import Area
from apps.households.roster.plans import Plan
from apps.households.roster.register import Register

Report = Callable[[str, int, int], None]
MOST_NAMED = 20  # rooms and the like that a notice names


def _silent(phase: str, done: int = 0, total: int = 0) -> None:
    """Nobody watches."""


@dataclass(slots=True)
class Question:
    """What a person decided about the file, or nothing."""

    sheet: str = ""
    columns: Mapping[int, str] = field(default_factory=dict)
    community: Community | None = None
    as_of: date | None = None
    income_year: int | None = None


@dataclass(slots=True)
class Preview:
    """What one reading found. `content` and what follows are empty where the columns must be asked for first."""

    sheets: list[dict[str, Any]]
    table: Table
    missing: list[str]
    as_of: date
    income_year: int
    content: Content | None = None
    plans: list[Plan] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)
    summary: dict[str, Any] = field(default_factory=dict)

    @property
    def sheet(self) -> Sheet:
        return self.table.sheet


def area_of(by: Any, given: Community | None) -> Area:
    """The same by name, with the names that exist but are not theirs."""
    mine = {tidy_name(name): key for key, name in importable(by).items()}
    foreign = frozenset(map(tidy_name, Community.objects.values_list("name", flat=True))) - mine.keys()
    allowed = given if given is not None and given.pk in mine.values() else None
    return Area(mine, foreign, allowed.pk if allowed else None, allowed.name if allowed else "")


def preview(data: bytes, *, by: Any, question: Question, report: Report = _silent) -> Preview:
    """Read a file whole. Raises FileProblem for one that cannot be read."""
    report("opening", 0, 0)
    book = reader.read(data)
    learned = dict(ColumnMeaning.objects.values_list("heading", "field"))
    found = {sheet.name: table.find(sheet, columns.LEXICON, learned=learned) for sheet in book.sheets}
    sheets = [
        {"name": sheet.name, "roster": found[sheet.name] is not None, "hidden": sheet.hidden, "rows": len(sheet.rows)}
        for sheet in book.sheets
    ]
    chosen = _choose_sheet(book.sheets, found, question.sheet)
    roster = table.find(chosen, columns.LEXICON, learned=learned, chosen=question.columns)
    if roster is None:
        raise FileProblem("no_header")
    table.sort_rows(roster, columns.LEXICON)
    if not roster.entries:
        raise FileProblem("no_rows")
    today = clock.today()
    as_of = min(question.as_of or table.as_of(roster, today=today) or today, today)
    headings = [column.heading for column in roster.columns if column.field in columns.INCOME_FIELDS]
    year = question.income_year or columns.year_of(headings) or table.title_year(roster) or as_of.year
    area = area_of(by, question.community or _community_of_titles(roster, by))
    missing = columns.missing_fields(roster.columns, community_given=area.given is not None)
    result = Preview(sheets, roster, missing, as_of, year)
    if missing:
        return result
    reading = Reading(roster, area, today)
    result.content = reading.read(lambda done, total: report("checking", done, total))
    report("comparing", 0, 0)
    _compare(result, area, by)
    return result


def _choose_sheet(sheets: Sequence[Sheet], found: Mapping[str, Table | None], wanted: str) -> Sheet:
    """The sheet that was asked for, else the visible one that reads most like a roster."""
    if wanted:
        sheet = next((sheet for sheet in sheets if sheet.name == wanted), None)
        if sheet is None:
            raise FileProblem("no_such_sheet")
        return sheet

    def likeness(sheet: Sheet) -> tuple[bool, int, int]:
        roster = found[sheet.name]
        return (not sheet.hidden, len(roster.by_field), len(sheet.rows)) if roster else (False, 0, 0)

    return max(sheets, key=likeness)


def _community_of_titles(roster: Table, by: Any) -> Community | None:
    """The one community that titles or the sheet's name mention, for a roster without that column."""
    if "community" in roster.by_field:
        return None
    said = " ".join([*roster.titles, roster.sheet.name])
    named = [key for key, name in importable(by).items() if tidy_name(name) in said]
    return Community.objects.get(pk=named[0]) if len(named) == 1 else None


def _compare(result: Preview, area: Area, by: Any) -> None:
    content = result.content
    assert content is not None
    today = clock.today()
    contradictions = diff.settle_areas(content.households)
    known = register.load(content.households, today=today, income_year=result.income_year)
    result.plans = diff.Comparison(known, importable(by)).plans(content.households)
    result.summary = summarise(content, result.plans, known)
    result.notices = [*_file_notices(result), *_room_notices(result.plans, known, contradictions)]


def summarise(content: Content, plans: Sequence[Plan], known: Register) -> dict[str, Any]:
    """All counts of a preview. Households and people each stand under exactly one outcome."""
    households = Counter(plan.outcome for plan in plans)
    people = diff.count_people(plans)
    applicable = [plan for plan in plans if plan.place and not plan.source.faulty]
    places = {plan.place for plan in applicable if plan.place not in known.dwellings}
    buildings = {place[:2] for place in places if place and place[:2] not in known.buildings}
    return {
        "households_in_file": len(plans),
        "people_in_file": content.people,
        "households": {outcome.value: households[outcome] for outcome in Outcome},
        "people": {outcome.value: people[outcome] for outcome in Outcome},
        "households_with_faults": sum(plan.source.faulty and not plan.source.outside for plan in plans),
        "households_outside": sum(plan.source.outside for plan in plans),
        "faulty_cells": len(content.faults),
        "by_community": dict(content.by_community.most_common()),
        "health": dict(content.health.most_common()),
        "buildings_new": len(buildings),
        "dwellings_new": len(places),
        "people_absent": len({membership.id for plan in plans for membership in plan.absent}),
        "faults_by_code": dict(Counter(fault.code for fault in content.faults).most_common()),
    }


def _notice(code: str, **params: Any) -> dict[str, Any]:
    return {"code": code, **params}


def _file_notices(result: Preview) -> list[dict[str, Any]]:
    """What was read in a way that people should know."""
    notices = []
    roster = result.table
    others = [sheet["name"] for sheet in result.sheets if sheet["name"] != roster.sheet.name]
    if others:
        notices.append(_notice("other_sheets", sheet=roster.sheet.name, names=others[:MOST_NAMED]))
    outside = [plan.source for plan in result.plans if plan.source.outside]
    if outside:
        names = list(dict.fromkeys(source.label for source in outside))
        notices.append(_notice("outside", count=len(outside), names=names[:MOST_NAMED]))
    if roster.skipped:
        notices.append(_notice("rows_skipped", count=len(roster.skipped), rows=roster.skipped[:MOST_NAMED]))
    unknown = [column.heading for column in roster.columns if not column.field]
    if unknown:
        notices.append(_notice("columns_unknown", names=unknown[:MOST_NAMED]))
    guessed = [column.heading for column in roster.columns if column.field and not column.certain]
    if guessed:
        notices.append(_notice("columns_guessed", names=guessed[:MOST_NAMED]))
    if roster.sheet.formulas:
        notices.append(_notice("formulas", count=roster.sheet.formulas))
    return notices


def _room_notices(plans: Sequence[Plan], known: Register, contradictions: Sequence[Any]) -> list[dict[str, Any]]:
    """Rooms that several households hold: allowed (a divided family may share one), but worth a look."""
    holders: dict[Any, list[str]] = defaultdict(list)
    for plan in plans:
        values = plan.source.values
        if plan.source.community_id and all(values.get(key) for key in ("building", "unit", "room")):
            place = (plan.source.community_id, values["building"], values["unit"], values["room"])
            holders[place].append(plan.source.code)
    for place, code in _held_by_others(plans, known):
        holders[place].append(code)
    labels = {plan.source.community_id: plan.source.label for plan in plans}
    shared = [
        {"community": labels.get(place[0], ""), "room": "-".join(map(str, place[1:])), "codes": sorted(set(codes))}
        for place, codes in holders.items()
        if len(set(codes)) > 1
    ]
    notices = []
    if shared:
        notices.append(_notice("rooms_shared", count=len(shared), rooms=shared[:MOST_NAMED]))
    if contradictions:
        rooms = [{"community": c[0], "room": c[1], "taken": str(c[2]), "left": str(c[3])} for c in contradictions]
        notices.append(_notice("areas_differ", count=len(rooms), rooms=rooms[:MOST_NAMED]))
    return notices


def _held_by_others(plans: Sequence[Plan], known: Register) -> list[tuple[Any, str]]:
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
