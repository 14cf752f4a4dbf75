"""The file of one household, and the registries by which higher apps add to it: panels, events, actions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.core import clock, ui
from apps.households.models import Household


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened to the household."""

    day: date
    text: Any
    url: str = ""
    kind: str = ""
    note: Any = ""

    def as_line(self) -> dict[str, Any]:
        """The entry as the timeline tag takes it."""
        return {
            "when": ui.when(self.day),
            "exact": ui.exact(self.day),
            "text": self.text,
            "url": self.url,
            "note": self.note,
            "kind": self.kind,
        }


@dataclass(frozen=True, slots=True)
class Panel:
    """A tab of the file. `context(household, user)` feeds `template`; `count` stands beside the title.

    Tabs stand in the order of `place`.
    """

    key: str
    title: Any
    template: str
    context: Callable[[Household, Any], dict[str, Any]]
    count: Callable[[Household, Any], int] | None = None
    may: Callable[[Any], bool] = lambda user: True
    place: int = 50


@dataclass(frozen=True, slots=True)
class QuickAction:
    """A button of the file."""

    words: Any
    url: str
    icon: str
    primary: bool = False


_panels: dict[str, Panel] = {}
_timelines: list[Callable[[Household, Any], Iterable[Entry]]] = []
_actions: list[Callable[[Household, Any], QuickAction | None]] = []


def add_panel(panel: Panel) -> None:
    """Add a tab; its key must be new."""
    if panel.key in _panels and _panels[panel.key] != panel:
        raise ValueError(f"two panels of the household's file are called {panel.key}")
    _panels[panel.key] = panel


def add_timeline(source: Callable[[Household, Any], Iterable[Entry]]) -> None:
    """Add a source of events: `source(household, user)`, within the user's scope, at a fixed number of queries."""
    _timelines.append(source)


def add_action(action: Callable[[Household, Any], QuickAction | None]) -> None:
    """Add a button: `action(household, user)`, None where it is not open to this user."""
    _actions.append(action)


def panels_for(user: Any) -> list[Panel]:
    """The tabs this user may open."""
    return sorted((panel for panel in _panels.values() if panel.may(user)), key=lambda panel: panel.place)


def events_of(household: Household, user: Any) -> list[Entry]:
    """What happened, latest first; what is still to come is left out."""
    found = [entry for source in _timelines for entry in source(household, user) if entry.day <= clock.today()]
    return sorted(found, key=lambda entry: entry.day, reverse=True)


def actions_for(household: Household, user: Any) -> list[QuickAction]:
    """The buttons of the file for this user, the primary one first."""
    found = [button for action in _actions if (button := action(household, user))]
    return sorted(found, key=lambda button: not button.primary)
