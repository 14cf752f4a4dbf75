"""What the pages show of an import: counts, tabs, rows. Words in the reader's language; nothing sensitive unmasked."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.sheets import faults
from apps.core.sheets.headings import column_letters
from apps.households.models.roster import Fate, Outcome, RosterAbsence, RosterFault, RosterHousehold, RosterImport
from apps.households.roster import columns, staging, words_out

PER_PAGE = 25
TABS = (
    ("faulty", gettext_lazy("Faulty cells")),
    ("conflicting", gettext_lazy("Conflicts")),
    ("changed", gettext_lazy("Changed")),
    ("absent", gettext_lazy("Not in the roster")),
    ("new", gettext_lazy("New")),
    ("unchanged", gettext_lazy("Unchanged")),
)
HOUSEHOLD_TABS = frozenset(Outcome.values)
CHANGES_SHOWN = 12


def tab_counts(roster: RosterImport) -> dict[str, int]:
    """Rows behind each tab."""
    summary = roster.summary
    return {
        "faulty": summary.get("faulty_cells", 0),
        "absent": summary.get("people_absent", 0),
        **summary.get("households", {}),
    }


def tabs(roster: RosterImport, wanted: str, address: str) -> tuple[str, list[dict[str, Any]]]:
    """The current tab and all tabs; what needs a look comes first."""
    found = tab_counts(roster)
    current = wanted if wanted in dict(TABS) else next((key for key, _word in TABS if found.get(key)), "new")
    return current, [
        {"title": word, "count": found.get(key, 0), "url": f"{address}?tab={key}", "current": key == current}
        for key, word in TABS
        if found.get(key) or key in (current, "new", "changed")
    ]


def rows_of(roster: RosterImport, tab: str, search: str = "") -> QuerySet[Any]:
    """The rows of a tab, unpaged."""
    if tab == "faulty":
        return RosterFault.objects.filter(roster=roster).order_by("row", "column")
    if tab == "absent":
        rows = RosterAbsence.objects.filter(roster=roster).order_by("staged__row", "pk")
        return rows.select_related("staged__community", "membership__member")
    found = RosterHousehold.objects.filter(roster=roster, outcome=tab).order_by("row", "pk").select_related("community")
    return found.filter(code__icontains=search) if search else found


def shown(tab: str, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """The rows of one page, ready for the template."""
    shows: dict[str, Callable[[Any], dict[str, Any]]] = {"faulty": fault_row, "absent": absence_row}
    show = shows.get(tab, household_row)
    return [show(row) for row in rows]


def fault_row(fault: RosterFault) -> dict[str, Any]:
    """A faulty cell with what is wrong and what to do."""
    return {
        "row": fault.row,
        "heading": fault.heading,
        "column": column_letters(fault.column),
        "value": fault.value or "",
        "message": faults.message(fault.code, fault.params),
        "remedy": faults.remedy(fault.code, fault.params),
    }


def absence_row(absence: RosterAbsence) -> dict[str, Any]:
    """A registered member whom the roster does not name."""
    member = absence.membership.member
    return {
        "pk": absence.pk,
        "name": member.name,
        "age": member.age,
        "relation": absence.membership.get_relation_display(),
        "code": absence.staged.code,
        "community": absence.staged.community,
        "since": absence.membership.started,
        "accepted": absence.accepted,
        "faulty": absence.staged.faulty,
    }


def household_row(staged: RosterHousehold) -> dict[str, Any]:
    """A household of the file: who, where, and how it differs."""
    data = json.loads(staged.payload)
    values, people = data["values"], data["people"]
    head = next((p for p in people if p["values"].get("relation") == "head"), people[0] if people else None)
    place = [str(values[key]) for key in ("building", "unit", "room") if values.get(key)]
    changes = [change_words(change) for change in data["changes"]]
    return {
        "staged": staged,
        "label": staged.community.name if staged.community else data["label"],
        "head": head["values"].get("name", "") if head else "",
        "people": staged.people,
        "place": "-".join(place) if len(place) == 3 else "",
        "changes": changes[:CHANGES_SHOWN],
        "more": max(0, len(changes) - CHANGES_SHOWN),
        "conflicts": [words_out.conflict(c["code"], c["params"]) for c in data["conflicts"]],
        "choosable": not staged.faulty and staged.outcome != Outcome.UNCHANGED,
    }


def change_words(change: dict[str, Any]) -> dict[str, Any]:
    """One change: whose, which field, from, to."""
    key = change["field"]
    plain = key in ("member", "returned", "absent")
    return {
        "person": change["person"],
        "field": words_out.field(key),
        "old": "" if plain else words_out.value(key, change["old"]),
        "new": "" if plain else words_out.value(key, change["new"]),
    }


def kpis(roster: RosterImport) -> list[dict[str, Any]]:
    """The four counts, households large and people beside."""
    households, people = roster.summary["households"], roster.summary["people"]
    kinds = {"new": "done", "changed": "wait", "unchanged": "", "conflicting": "due"}
    return [
        {
            "value": households[outcome.value],
            "label": outcome.label,
            "note": _("%(count)s people") % {"count": people[outcome.value]},
            "kind": kinds[outcome.value] if households[outcome.value] else "",
        }
        for outcome in Outcome
    ]


def facts(roster: RosterImport) -> list[tuple[Any, Any]]:
    """What was read."""
    summary = roster.summary
    outside = summary.get("households_outside", 0)
    return [
        (_("sheet"), roster.sheet),
        (_("households in the file"), summary["households_in_file"]),
        (_("people in the file"), summary["people_in_file"]),
        (_("households held back for faults"), summary["households_with_faults"]),
        *([(_("households outside your area"), outside)] if outside else []),
        (_("as of"), words_out.value("moved_in", roster.as_of)),
        (_("year of the income"), str(roster.income_year)),
        (_("buildings to be created"), summary["buildings_new"]),
        (_("dwellings to be created"), summary["dwellings_new"]),
    ]


def chosen_count(roster: RosterImport) -> int:
    """How many households would be applied: chosen, and no conflict left open."""
    rows = RosterHousehold.objects.filter(roster=roster, chosen=True)
    plain = rows.exclude(outcome=Outcome.CONFLICTING).count()
    conflicting = list(rows.filter(outcome=Outcome.CONFLICTING))
    if not conflicting:
        return plain
    accepted = staging.accepted(roster)
    return plain + sum(
        all(conflict["membership"] in accepted for conflict in json.loads(staged.payload)["conflicts"])
        for staged in conflicting
    )


def result_facts(roster: RosterImport) -> list[tuple[Any, Any]]:
    """What was written."""
    words = {
        "households_new": _("new households"),
        "households_changed": _("households changed"),
        "people_new": _("new people"),
        "people_changed": _("people changed"),
        "people_left": _("people who left"),
        "buildings_new": _("buildings created"),
        "dwellings_new": _("dwellings created"),
    }
    return [(word, roster.result.get(key, 0)) for key, word in words.items()]


def moved_on(roster: RosterImport) -> list[str]:
    """Codes of households that were not written, since the register had changed meanwhile."""
    rows = RosterHousehold.objects.filter(roster=roster, fate=Fate.MOVED_ON).order_by("row")
    return list(rows.values_list("code", flat=True)[:50])


def column_rows(roster: RosterImport) -> list[dict[str, Any]]:
    """The columns page: heading, samples, meaning."""
    return [
        column | {"letters": column_letters(column["index"]), "samples": column.get("samples", [])}
        for column in roster.columns
    ]


def meanings() -> list[tuple[str, list[tuple[str, str]]]]:
    """The choices of a column's meaning, in groups."""
    groups = (
        (_("needed to find household and person"), (columns.Level.KEY,)),
        (_("about the person"), (columns.Level.PERSON,)),
        (_("about the household"), (columns.Level.HOUSEHOLD,)),
    )
    return [
        (str(title), [(field.key, str(field.word)) for field in columns.FIELDS if field.level in levels])
        for title, levels in groups
    ]
