"""Zones, plots and lockers, as the engine of sheets sees them: checks, comparison, writing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.accounts.roles import Role
from apps.communities.importing import area_of, importable
from apps.core.sheets import places
from apps.core.sheets.entries import Reading
from apps.core.sheets.plans import Area, Entry, Plan
from apps.core.sheets.register import Answers, Register
from apps.core.sheets.table import Table
from apps.core.sheets.texts import Texts
from apps.gardens.imports import comparing, vocabulary, writing
from apps.gardens.imports.comparing import code_of, kind_of
from apps.gardens.vocabulary import Condition, Water

KINDS = {"zone": _("garden zone"), "plot": _("garden plot"), "locker": _("tool locker")}
GRID = ("rows", "columns", "width", "depth")


class GardenTexts(Texts):
    """What the pages say of this register."""

    waiting = _("imports of garden plots waiting")


class GardenSheets(Register):
    """Lists of zones, plots and lockers: one row each."""

    key = "gardens"
    model = "gardens.gardenimport"
    lexicon = vocabulary.LEXICON
    title = _("Import of garden plots")
    entries_word = _("zones, plots and lockers")
    roles = frozenset({Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN})
    levels = (
        (vocabulary.KEY, _("needed to find it")),
        (vocabulary.ZONE, _("about a zone")),
        (vocabulary.PLOT, _("about a plot")),
        (vocabulary.LOCKER, _("about a locker")),
        (places.LEVEL, _("place on the map")),
    )
    texts = GardenTexts
    questions = (places.QUESTION,)
    form = vocabulary.FORM
    sheet_name = "微菜园"
    rules = (
        _("One row for each plot, locker or zone: a row with a plot number is a plot, one with a locker number a "
          "locker, one without either a zone."),
        _("A zone with rows, columns and the size of a plot gets its plots drawn at once. A plot of a zone that is "
          "not registered brings it along, with its name and letter."),
        _("Plots numbered like A-1-03 say their zone, row and place themselves."),
        _("Empty cells change nothing. Nothing is deleted because it is missing in the list."),
        _("Coordinates need their system: WGS-84 from GPS devices, GCJ-02 from Gaode, Tencent or WeChat maps."),
        _("Columns with a star must be filled in. Other columns may be left out."),
    )  # fmt: skip
    steps = (
        _("Every cell is checked: numbers, area, water, condition, coordinates. Nothing is written yet."),
        _("You see what is new, what differs from the register, and every faulty cell with what to do."),
        _("Rows with faults are held back. You can send the workbook back with the faulty cells marked."),
        _("You choose what to apply. It is written all at once or not at all."),
    )
    filled_down = frozenset({"community", "zone", "code"})
    result_words = {
        "zones_new": _("new zones"), "zones_changed": _("zones changed"), "plots_new": _("new plots"),
        "plots_changed": _("plots changed"), "lockers_new": _("new lockers"), "lockers_changed": _("lockers changed"),
    }  # fmt: skip
    conflict_words = {
        "no_zone": (
            _("There is no zone “%(zone)s” here, and its letter is not said."),
            _("Write the letter of the zone, or number the plot like A-1-03."),
        ),
        "other_zone": (
            _("Plot %(number)s lies in “%(zone)s” in the register."),
            _("Correct the zone in the list. A plot does not move; give it up and enter a new one."),
        ),
    }
    more_words = {"place": _("place on the map")}
    choices = {"water": dict(Water.choices), "condition": dict(Condition.choices)}

    def areas(self, by: Any) -> dict[int, str]:
        return importable(by)

    def area(self, by: Any, given: int | None) -> Area:
        return area_of(by, given)

    def unanswered(self, table: Table, answers: Answers) -> list[str]:
        return places.unanswered(table, answers)

    def readers(self, table: Table, answers: Answers, today: date) -> dict[str, Callable[[Any], Any]]:
        known = vocabulary.readers(table)
        return {key: known.get(key, lambda cell: None) for key in table.by_field}

    def check(self, reading: Reading, answers: Answers) -> None:
        named = places.named_datum(reading.table, answers)
        for entry in reading.entries:
            reading.settle_community(entry)
            places.settle(reading, entry, named)
            if kind_of(entry.values) == "zone":
                self._whole(reading, entry)
        reading.find_copies(_key, "plot" if "plot" in reading.columns else "zone")

    def _whole(self, reading: Reading, entry: Entry) -> None:
        """A zone needs its name and letter; a grid needs all of its measures."""
        reading.need(entry, "zone", "code")
        if any(field in entry.values for field in GRID):
            reading.need(entry, *GRID)

    def compare(self, entries: Sequence[Entry], area: Area, answers: Answers, *, lock: bool = False) -> list[Plan]:
        return comparing.compare(entries, lock=lock)

    def write(
        self, plans: Sequence[Plan], *, answers: Answers, by: Any, report: Callable[[int, int], None]
    ) -> dict[str, int]:
        return writing.write(plans, by=by, report=report)

    def heading(self, values: Mapping[str, Any]) -> str:
        return str(values.get(kind_of(values)) or values.get("code") or "")

    def aside(self, values: Mapping[str, Any]) -> list[str]:
        kind = kind_of(values)
        return [str(KINDS[kind]), *([str(values["zone"])] if kind != "zone" and values.get("zone") else [])]

    def where(self, communities: Sequence[int]) -> str:
        url = reverse("admin:gardens_gardenplot_changelist")
        return f"{url}?community={communities[0]}" if len(communities) == 1 else url


def _key(entry: Entry) -> Any:
    """What makes two rows one zone, plot or locker."""
    kind = kind_of(entry.values)
    number = code_of(entry.values) if kind == "zone" else entry.values.get(kind)
    return (entry.community_id, kind, number) if number and entry.community_id else None
