"""What a report says, read from the form, with what is wrong about it in words. Reading asks no table."""

import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.communities.models import Building
from apps.core.requests import key_of
from apps.core.text import prose, squash, tidy_name
from apps.portal.places import Place
from apps.portal.words import SPOTS, Tile, in_office_language

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
PHONE = re.compile(r"\+?\d{7,15}")
TEXT_MAX, PLACE_MAX, NAME_MAX = 800, 60, 30
STEP_OF = {"building": 1, "unit": 1, "place": 1, "photos": 2, "text": 2, "name": 3, "phone": 3, "leave_empty": 3}


@dataclass(slots=True)
class Draft:
    """A report as typed; `errors` by field, each saying what happened and what to do."""

    client_id: uuid.UUID = field(default_factory=uuid.uuid4)
    building: Building | None = None
    unit: int | None = None
    spot: str = ""
    place: str = ""
    phrases: list[int] = field(default_factory=list)
    text: str = ""
    name: str = ""
    phone: str = ""
    trap: str = ""
    has_photos: bool = False
    errors: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, data: QueryDict, place: Place, *, has_photos: bool) -> "Draft":
        """Read and check a form."""
        draft = cls(
            client_id=_client_id(data.get("client_id", "")),
            spot=data.get("spot", "") if data.get("spot", "") in SPOTS else "",
            place=_line(data.get("place", "")),
            phrases=[n for value in data.getlist("phrase")[:10] if (n := key_of(value)) is not None],
            text=tidy_lines(data.get("text", "")),
            name=tidy_name(_line(data.get("name", ""))),
            phone=re.sub(r"[\s\-()]+", "", squash(_line(data.get("phone", "")))),
            trap=data.get("website", ""),
            has_photos=has_photos,
        )
        draft._read_building(data.get("building", ""), data.get("unit", ""), place)
        draft._check()
        return draft

    @property
    def open_step(self) -> int:
        """The step with the first mistake."""
        return min((STEP_OF.get(name, 3) for name in self.errors), default=1)

    def full_place(self, tile: Tile) -> str:
        """Where, in one line for staff."""
        spot = in_office_language(SPOTS[self.spot]) if self.spot else ""
        return " ".join(part for part in (spot, self.place) if part)[:PLACE_MAX]

    def full_text(self, tile: Tile) -> str:
        """The tapped sentences and the typed words."""
        said = [in_office_language(tile.phrases[n]) for n in self.phrases if n < len(tile.phrases)]
        tapped = "；".join(said)
        return "\n".join(part for part in (tapped, self.text) if part)

    def _read_building(self, building: str, unit: str, place: Place) -> None:
        if building:
            self.building = place.buildings.get(key_of(building) or 0)
            if self.building is None:
                self.errors["building"] = _("This building is not in the list. Please choose it again.")
                return
        number = key_of(unit)
        if number is not None and self.building is not None:
            self.unit = number
            if not 1 <= self.unit <= self.building.units:
                self.errors["unit"] = ngettext(
                    "%(building)s has only %(units)d unit. Please choose again.",
                    "%(building)s has only %(units)d units. Please choose again.",
                    self.building.units,
                ) % {"building": self.building, "units": self.building.units}

    def _check(self) -> None:
        if len(self.text) > TEXT_MAX:
            self.errors["text"] = _(
                "That is %(found)d characters; there is room for %(most)d. Please shorten it; you can add more later."
            ) % {"found": len(self.text), "most": TEXT_MAX}
        if len(self.place) > PLACE_MAX:
            self.errors["place"] = _("Please say where in at most %(most)d characters.") % {"most": PLACE_MAX}
        if self.phone and not PHONE.fullmatch(self.phone):
            self.errors["phone"] = _("A telephone number is digits only, like 13812345678. It may also stay empty.")
        if len(self.name) > NAME_MAX:
            self.errors["name"] = _("Please write a shorter name, or leave it empty.")
        if self.trap:
            self.errors["leave_empty"] = _("Please leave the box “%(label)s” empty and send again.") % {
                "label": _("Leave this empty")
            }
        said = self.building or self.place or self.spot or self.text or self.phrases or self.has_photos
        if not said and not self.errors:
            self.errors["building"] = _(
                "We do not know yet where to go. Please choose the building, or say in a few words what it is about."
            )


def _client_id(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError:
        return uuid.uuid4()


def _line(value: str) -> str:
    return prose(CONTROL.sub("", value))[:200]


def tidy_lines(value: str) -> str:
    """What somebody wrote, without control characters and empty ends."""
    return CONTROL.sub("", value).replace("\r\n", "\n").strip()[: TEXT_MAX * 4]
