"""The register of facilities, as the engine of sheets sees it: checks, comparison, writing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from apps.accounts.roles import Role
from apps.communities.importing import area_of, importable
from apps.core.sheets import places
from apps.core.sheets.entries import Reading
from apps.core.sheets.plans import Area, Entry, Plan
from apps.core.sheets.register import Answers, Register
from apps.core.sheets.table import Table
from apps.core.sheets.texts import Texts
from apps.facilities.hours import hours_words
from apps.facilities.imports import comparing, reading, writing
from apps.facilities.imports.vocabulary import FACILITY, FORM, KEY, LEXICON, SHARED, STAFF
from apps.facilities.vocabulary import Kind, Unit
from apps.facilities.workflow import State


class FacilityTexts(Texts):
    """What the pages say of this register."""

    waiting = _("imports of facilities waiting")


class FacilityRegister(Register):
    """Lists of public facilities, as offices keep them."""

    key = "facilities"
    model = "facilities.facilityimport"
    lexicon = LEXICON
    title = _("Import of facilities")
    entries_word = _("facilities")
    roles = frozenset({Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN})
    levels = (
        (KEY, _("needed to find the facility")),
        (FACILITY, _("about the facility")),
        (STAFF, _("staff")),
        (places.LEVEL, _("place on the map")),
    )
    texts = FacilityTexts
    questions = (places.QUESTION,)
    form = FORM
    rules = (
        _("One row for each facility. A facility for several communities has 全县 as its community; only the county "
          "can import it."),
        _("Empty cells change nothing. Nothing is deleted because it is missing in the list."),
        _("Units may stand in the cell: 120人, 30张床, 360平方米."),
        _("Coordinates need their system: WGS-84 from GPS devices, GCJ-02 from Gaode, Tencent or WeChat maps."),
        _("Columns with a star must be filled in. Other columns may be left out."),
    )  # fmt: skip
    steps = (
        _("Every cell is checked: kind, capacity, staff, opening hours, coordinates. Nothing is written yet."),
        _("You see what is new, what differs from the register, and every faulty cell with what to do."),
        _("Facilities with faults are held back. You can send the workbook back with the faulty cells marked."),
        _("You choose what to apply. It is written all at once or not at all."),
    )
    filled_down = frozenset({"community", "kind"})
    result_words = {
        "facilities_new": _("new facilities"),
        "facilities_changed": _("facilities changed"),
        "staffing_set": _("staff numbers recorded"),
    }
    conflict_words = {
        "no_building": (
            _("This community has no building %(number)s."),
            _("Correct the number, or register the building first."),
        ),
        "state_step": (
            _("It is “%(now)s” in the register; the list says “%(then)s”, and there is no such step."),
            _("Change the state on the facility's page, or correct the list."),
        ),
    }
    ways_out = {
        "no_building": (("building", _("Import it without the building")),),
        "state_step": (("state", _("Keep the state of the register")),),
    }
    warning_words = {
        "far": _("The place lies %(km)s km from the community. Check the coordinates and their system."),
        "area_unused": _("The floor area is not kept, since a capacity is given."),
        "need_unknown": _("How many staff are needed is not said; as many as there are is taken, at least one."),
    }
    notice_words = {
        "far": _("%(count)s places lie far from their community; check coordinates and system."),
        "area_unused": _("%(count)s floor areas are not kept, since a capacity is given."),
        "need_unknown": _("For %(count)s facilities the list does not say how many staff are needed; as many as there "
                          "are is taken, at least one. Correct it on the facility's page."),
    }  # fmt: skip
    more_words = {"place": _("place on the map")}
    choices = {"kind": dict(Kind.choices), "state": dict(State.choices)}

    def areas(self, by: Any) -> dict[int, str]:
        return importable(by)

    def area(self, by: Any, given: int | None) -> Area:
        return area_of(by, given, shared=True)

    def unanswered(self, table: Table, answers: Answers) -> list[str]:
        return places.unanswered(table, answers)

    def readers(self, table: Table, answers: Answers, today: date) -> dict[str, Callable[[Any], Any]]:
        self_read = reading.readers(table)
        return {key: self_read.get(key, lambda cell: None) for key in table.by_field}

    def check(self, reading: Reading, answers: Answers) -> None:
        named = places.named_datum(reading.table, answers)
        for entry in reading.entries:
            self._settle(reading, entry)
            reading.need(entry, "name", "kind")
            places.settle(reading, entry, named)
            _settle_capacity(entry)
        reading.find_copies(_key, "name")

    def _settle(self, reading: Reading, entry: Entry) -> None:
        if entry.values.get("community") in SHARED:
            entry.outside = not reading.area.shared
            entry.values["shared"] = True
        else:
            reading.settle_community(entry)

    def cells_of(self, field: str) -> tuple[str, ...]:
        """In post and needed stand together; an area is a capacity."""
        if field.startswith("staff_"):
            return field, field.replace("staff_", "need_", 1)
        return (field,)

    def compare(self, entries: Sequence[Entry], area: Area, answers: Answers, *, lock: bool = False) -> list[Plan]:
        return comparing.compare(entries, lock=lock)

    def write(
        self, plans: Sequence[Plan], *, answers: Answers, by: Any, report: Callable[[int, int], None]
    ) -> dict[str, int]:
        return writing.write(plans, by=by, report=report)

    def absent(self, plans: Sequence[Plan]) -> int:
        return comparing.absent(plans)

    def aside(self, values: Mapping[str, Any]) -> list[str]:
        kind = values.get("kind")
        return [str(Kind(kind).label)] if kind else []

    def show(self, key: str, value: Any) -> str | None:
        if key == "capacity" and isinstance(value, list):
            number, unit = value
            return f"{number_format(number)} {Unit(unit).label if unit else ''}".strip()
        if key == "hours" and isinstance(value, list):
            return hours_words(value[0]) or str(value[1]) or "—"
        return None

    def where(self, communities: Sequence[int]) -> str:
        try:
            url = reverse("admin:facilities_facility_changelist")
        except Exception:
            return ""
        return f"{url}?community={communities[0]}" if len(communities) == 1 else url


def _key(entry: Entry) -> Any:
    """What makes two rows one facility."""
    values = entry.values
    if not values.get("name") or not values.get("kind") or (entry.community_id is None and "shared" not in values):
        return None
    return entry.community_id, values["kind"], values["name"]


def _settle_capacity(entry: Entry) -> None:
    """A floor area is a capacity in m², where the list names no other."""
    area = entry.values.pop("area", None)
    if area is None:
        return
    if entry.values.get("capacity"):
        entry.warn("area_unused")
    else:
        entry.values["capacity"] = [int(area), Unit.SQUARE_METRES.value]
