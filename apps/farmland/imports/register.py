"""The register of fields, as the engine of sheets sees it: reading, checks, comparison, writing."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.accounts.roles import Role
from apps.communities.importing import area_of, importable
from apps.core.masking import mask_id
from apps.core.sheets import cells, places
from apps.core.sheets.cells import NOTHING, Cell, compact
from apps.core.sheets.entries import Reading
from apps.core.sheets.faults import CellFault
from apps.core.sheets.plans import Area, Entry, Plan
from apps.core.sheets.quantities import heading_unit, measure, numeral
from apps.core.sheets.register import Answers, Register
from apps.core.sheets.table import Table
from apps.core.sheets.texts import Texts
from apps.farmland.imports import comparing, writing
from apps.farmland.imports.households import named
from apps.farmland.imports.vocabulary import (
    FORM,
    HOUSEHOLD,
    KEY,
    KINDS,
    KNOWN,
    LEXICON,
    METRES,
    MU,
    PARCEL,
    RIGHTS,
    SAME_CROP,
    USES,
)
from apps.farmland.models import Crop
from apps.farmland.vocabulary import LandKind, Right, Use
from apps.households.roster import normalise

BUILDING_WORDS = "栋楼|号楼|栋号|栋|幢|楼|座|号|#楼|#"
HEIGHTS = Decimal(6_000)
WHERE = (*HOUSEHOLD, "community", "community_key", "building", "unit", "room")


class ParcelTexts(Texts):
    """What the pages say of this register."""

    waiting = _("imports of fields waiting")


class ParcelRegister(Register):
    """Ledgers of contracted land (承包地块台账), one row a field."""

    key = "parcels"
    model = "farmland.parcelimport"
    lexicon = LEXICON
    title = _("Import of fields")
    entries_word = _("fields of land")
    roles = frozenset({Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN})
    levels = (
        (KEY, _("needed to find the household")),
        (PARCEL, _("about the field")),
        (places.LEVEL, _("place on the map")),
    )
    texts = ParcelTexts
    questions = (places.QUESTION,)
    form = FORM
    rules = (
        _("One row for each field. The household is found by its code, by the head's identity number, or by the head's "
          "name and room."),
        _("Rows below a household that name nobody belong to it, as merged cells do."),
        _("Empty cells change nothing. Nothing is deleted because it is missing in the list."),
        _("The area is in mu; other units may stand in the cell or the heading: 800平方米, 0.1公顷."),
        _("Parcel codes and identity numbers must be text: spreadsheets lose the last digits of long numbers."),
        _("Coordinates need their system: WGS-84 from GPS devices, GCJ-02 from Gaode, Tencent or WeChat maps."),
    )  # fmt: skip
    steps = (
        _("Every cell is checked: identity numbers, areas, kinds of land, coordinates. Nothing is written yet."),
        _("Each row is matched with a household of the register; where that is not certain, you see why."),
        _("Fields with faults are held back. You can send the workbook back with the faulty cells marked."),
        _("You choose what to apply. It is written all at once or not at all."),
    )
    filled_down = frozenset({"code", "id_number", "head", "community", "building", "unit", "room", "address"})
    masks = {"id_number": mask_id}
    result_words = {
        "parcels_new": _("new fields"),
        "parcels_changed": _("fields changed"),
        "uses_recorded": _("uses recorded"),
    }
    conflict_words = {
        "household_unknown": (
            _("No household of your communities is found for “%(said)s”."),
            _("Correct it, or import the roster first."),
        ),
        "household_not_named": (
            _("The row does not say whose field it is."),
            _("Fill in the household code, the identity number, or the head's name and room."),
        ),
        "household_ambiguous": (
            _("Several households fit: %(households)s."),
            _("Add the household code, the identity number or the room."),
        ),
        "household_contradiction": (
            _("Household code %(code)s and identity number belong to different households."),
            _("Correct the wrong one."),
        ),
        "head_differs": (
            _("Nobody called %(said)s belongs to household %(code)s; its head is %(head)s."),
            _("Correct the code or the name."),
        ),
        "household_left": (_("Household %(code)s has left the register."), _("Delete the row.")),
        "code_elsewhere": (
            _("The parcel code %(code)s already belongs to household %(household)s, or to a field given up."),
            _("Correct the code; if the field changed hands, give it up there first."),
        ),
    }
    ways_out = {
        "household_contradiction": (
            ("id_number", _("The household code is right")),
            ("code", _("The identity number is right")),
        ),
        "head_differs": (("head", _("The household is right; leave the name out")),),
        "code_elsewhere": (("parcel_code", _("Import it without the parcel code")),),
    }
    warning_words = {
        "by_name": _("Found by the head's name alone (%(head)s). Check that it is the right household."),
        "village_unknown": _("There is no village “%(village)s” in the register; the field is kept without it."),
        "altitude_alone": _("An altitude without a place is not kept."),
        "outside_county": _("The place lies outside the county. Check the coordinates and their system."),
    }
    notice_words = {
        "by_name": _("%(count)s households were found by the head's name alone; check them."),
        "village_unknown": _("%(count)s fields lie in villages that are not registered; add the villages first."),
        "altitude_alone": _("%(count)s altitudes without a place are not kept."),
        "outside_county": _("%(count)s places lie outside the county; check coordinates and system."),
    }
    more_words = {"place": _("place on the map")}
    choices = {"kind": dict(LandKind.choices), "right": dict(Right.choices), "use": dict(Use.choices)}

    def areas(self, by: Any) -> dict[int, str]:
        return importable(by)

    def area(self, by: Any, given: int | None) -> Area:
        return area_of(by, given)

    def unanswered(self, table: Table, answers: Answers) -> list[str]:
        return places.unanswered(table, answers)

    def readers(self, table: Table, answers: Answers, today: date) -> dict[str, Callable[[Any], Any]]:
        area = table.by_field.get("area")
        unit = heading_unit(area.heading, MU) if area else Decimal(1)
        crops = dict.fromkeys(Crop.objects.filter(retired=False).order_by("name").values_list("name", flat=True))
        return {
            "code": cells.code,
            "id_number": lambda cell: _number(cell, today),
            "head": cells.name,
            "community": lambda cell: cells.label(cell, 40),
            "building": partial(cells.ordinal, words=BUILDING_WORDS, low=1, high=30_000),
            "unit": partial(cells.ordinal, words="单元|门|号", low=1, high=30),
            "room": cells.room,
            "address": cells.address,
            "parcel_code": lambda cell: numeral(cell, 24),
            "parcel_name": lambda cell: cells.label(cell, 40),
            "area": partial(measure, units=MU, unit=unit, most=Decimal(10_000), zero=False),
            "kind": partial(cells.word, words=KINDS, known=KNOWN["kind"]),
            "crop": partial(_crop, known=crops),
            "right": partial(cells.word, words=RIGHTS, known=KNOWN["right"]),
            "use": partial(cells.word, words=USES, known=KNOWN["use"]),
            "partner": lambda cell: cells.label(cell, 60),
            "village": lambda cell: cells.label(cell, 40),
            "altitude": partial(measure, units=METRES, most=HEIGHTS),
            "note": lambda cell: cells.label(cell, 120),
            **places.READERS,
        }

    def check(self, reading: Reading, answers: Answers) -> None:
        named_datum = places.named_datum(reading.table, answers)
        last: Entry | None = None
        for entry in reading.entries:
            if not named(entry) and last is not None and entry.row == last.row + 1:
                entry.values |= {key: last.values[key] for key in WHERE if key in last.values}
                entry.community_id, entry.outside = last.community_id, last.outside
            else:
                self._whose(reading, entry)
            reading.need(entry, "area", "kind")
            places.settle(reading, entry, named_datum)
            last = entry
        reading.find_copies(_key, "parcel_code")

    def _whose(self, reading: Reading, entry: Entry) -> None:
        """The community that the row names; building, unit and room from one cell."""
        reading.settle_community(entry, required=False)
        if entry.community_id is not None:
            entry.values["community_key"] = entry.community_id
        address = entry.values.pop("address", None)
        for key, value in zip(("building", "unit", "room"), address or (), strict=False):
            entry.values.setdefault(key, value)

    def compare(self, entries: Sequence[Entry], area: Area, answers: Answers, *, lock: bool = False) -> list[Plan]:
        return comparing.compare(entries, area, lock=lock)

    def write(
        self, plans: Sequence[Plan], *, answers: Answers, by: Any, report: Callable[[int, int], None]
    ) -> dict[str, int]:
        return writing.write(plans, by=by, report=report)

    def absent(self, plans: Sequence[Plan]) -> int:
        return comparing.absent(plans)

    def heading(self, values: Mapping[str, Any]) -> str:
        name = values.get("parcel_name") or values.get("parcel_code") or ""
        kind = LandKind(values["kind"]).label if values.get("kind") else ""
        return " · ".join(str(part) for part in (values.get("head") or values.get("code"), name or kind) if part)

    def aside(self, values: Mapping[str, Any]) -> list[str]:
        area = values.get("area")
        return [*([values["code"]] if values.get("code") else []), *([f"{area.normalize():f} 亩"] if area else [])]

    def where(self, communities: Sequence[int]) -> str:
        url = reverse("admin:farmland_parcel_changelist")
        return f"{url}?community={communities[0]}" if len(communities) == 1 else url


def _number(cell: Cell, today: date) -> str | None:
    found = normalise.identity(cell, today=today)
    return found.number if found else None


def _crop(cell: Cell, known: Mapping[str, None]) -> str | None:
    """A crop of the county's list, by its name or what people call it."""
    value = re.sub(r"\(.*\)$", "", compact(cell))
    if value in NOTHING or value == "无":
        return None
    name = value if value in known else SAME_CROP.get(value, "")
    if name not in known:
        raise CellFault("unknown_value", value=value[:20], known="、".join(known))
    return name


def _key(entry: Entry) -> Any:
    """What makes two rows one field: the code, or whose it is with name, kind and area."""
    values = entry.values
    if values.get("parcel_code"):
        return values.get("community"), values["parcel_code"]
    if not values.get("parcel_name"):
        return None
    return tuple(values.get(key) for key in (*WHERE, "parcel_name", "kind", "area"))
