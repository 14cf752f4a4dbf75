"""What residents read: icons and ready-made sentences by category, where by tap, and the state in their words."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from apps.complaints.vocabulary import Category
from apps.complaints.workflow import State


@dataclass(frozen=True, slots=True)
class Tile:
    """A category as a big button. `icon` is a heroicon, or "own:…" for one of ours; `phrases` are said by a tap."""

    category: Category
    icon: str
    phrases: tuple[Any, ...]
    spots: tuple[str, ...]
    call_first: bool = False

    @property
    def label(self) -> Any:
        return capfirst(self.category.label)


SPOTS: dict[str, Any] = {
    "home": pgettext_lazy("place", "in my home"),
    "stairs": pgettext_lazy("place", "stairs and hallway"),
    "entrance": pgettext_lazy("place", "entrance"),
    "outside": pgettext_lazy("place", "outside, nearby"),
    "parking": pgettext_lazy("place", "parking"),
    "roof": pgettext_lazy("place", "roof"),
    "road": pgettext_lazy("place", "road or stop"),
    "garden": pgettext_lazy("place", "garden plots"),
    "fields": pgettext_lazy("place", "fields or woods"),
}

HOUSE = ("home", "stairs", "entrance", "outside")
TILES: dict[str, Tile] = {
    tile.category.value: tile
    for tile in (
        Tile(
            Category.WASTE,
            "trash",
            (_("The rubbish has not been taken away"), _("It smells"), _("Things are piled up in the hallway")),
            HOUSE,
        ),
        Tile(
            Category.POULTRY,
            "own:poultry",
            (_("Chickens or ducks in the hallway"), _("Droppings and smell"), _("Noise early in the morning")),
            HOUSE,
        ),
        Tile(
            Category.NOISE,
            "user-group",
            (_("Loud at night"), _("Children running, dragging of furniture"), _("A quarrel, please help us talk")),
            HOUSE,
        ),
        Tile(
            Category.DAMAGE,
            "wrench-screwdriver",
            (_("The light does not work"), _("The door does not close"), _("Water is leaking"), _("A railing is loose")),
            ("stairs", "entrance", "home", "outside", "roof"),
        ),
        Tile(
            Category.LIFT,
            "own:lift",
            (_("The lift has stopped"), _("The door does not close"), _("It makes a strange noise"), _("The button is broken")),
            (),
        ),
        Tile(
            Category.UTILITIES,
            "own:drop",
            (_("No water"), _("No electricity"), _("The water is dirty"), _("The pipe is blocked")),
            ("home", "stairs", "outside"),
        ),
        Tile(
            Category.SHUTTLE,
            "own:bus",
            (_("The bus did not come"), _("Not enough seats"), _("The time does not suit us")),
            ("road",),
        ),
        Tile(
            Category.GARDEN,
            "own:sprout",
            (_("I would like a garden plot"), _("Somebody uses my plot"), _("Water is missing for the plot")),
            ("garden",),
        ),
        Tile(
            Category.HARDSHIP,
            "heart",
            (_("Somebody in the family is seriously ill"), _("No work"), _("Money for school is short"), _("Please visit us")),
            (),
        ),
        Tile(
            Category.FARMLAND,
            "own:field",
            (_("A question about my land"), _("The way to the field is broken"), _("Animals damage the crop")),
            ("fields", "road"),
        ),
        Tile(
            Category.DANGER,
            "exclamation-triangle",
            (_("Smell of gas"), _("Fire or smoke"), _("Something may fall down"), _("Somebody needs help")),
            ("home", "stairs", "outside", "road"),
            call_first=True,
        ),
        Tile(Category.OTHER, "chat-bubble-left-ellipsis", (_("I have a question"), _("I have a suggestion")), HOUSE),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """A state as the resident reads it: `tone` is the colour, always beside the icon and the word."""

    tone: str
    icon: str
    word: Any


STANDINGS: dict[str, Standing] = {
    State.SUBMITTED: Standing("wait", "clock", pgettext_lazy("to resident", "Sent, to be read")),
    State.ACCEPTED: Standing("wait", "inbox", pgettext_lazy("to resident", "Received")),
    State.ASSIGNED: Standing("wait", "user", pgettext_lazy("to resident", "Somebody is on it")),
    State.IN_PROGRESS: Standing("wait", "wrench-screwdriver", pgettext_lazy("to resident", "In hand")),
    State.INFO_NEEDED: Standing("due", "chat-bubble-left-ellipsis", pgettext_lazy("to resident", "We ask you something")),
    State.RESOLVED: Standing("done", "check", pgettext_lazy("to resident", "Dealt with")),
    State.CLOSED: Standing("done", "check-circle", pgettext_lazy("to resident", "Finished")),
    State.TRANSFERRED: Standing("flat", "arrow-right-circle", pgettext_lazy("to resident", "With the township")),
    State.REJECTED: Standing("flat", "minus-circle", pgettext_lazy("to resident", "Not taken up")),
    State.MERGED: Standing("flat", "link", pgettext_lazy("to resident", "Joined with another")),
}  # fmt: skip


def in_office_language(text: Any) -> str:
    """A ready-made sentence as staff will read it, whatever language the resident's page has."""
    with override(settings.LANGUAGE_CODE):
        return str(text) if isinstance(text, Promise) else gettext(str(text))


# What is recorded of a person at the door, as buttons.
RECORD_PERSON = {
    "contact": _("Add a phone number"),
    "health": _("Record health"),
    "employment": _("Record work"),
}
