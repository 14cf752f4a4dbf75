"""The file of one household, and the registries by which apps add to it: tabs, events, concerns, buttons, dialogs.

docs/architecture.md, "The file of a household", shows each in use.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import clock, ui
from apps.households.models import Household

# What a timeline can be narrowed to.
TOPICS = {
    "people": _("people"),
    "home": _("home and residence"),
    "health": _("health and work"),
    "money": _("income and guarantees"),
    "matters": pgettext_lazy("topic of a timeline", "complaints"),
    "register": _("corrections and imports"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened to the household. `kind` colours it as a chip is coloured; `topic` is one of TOPICS."""

    day: date
    text: Any
    url: str = ""
    kind: str = ""
    note: Any = ""
    topic: str = ""
    icon: str = ""

    def as_line(self) -> dict[str, Any]:
        """The entry as the timeline tag takes it."""
        return {
            "when": ui.when(self.day),
            "exact": ui.exact(self.day),
            "text": self.text,
            "url": self.url,
            "note": self.note,
            "kind": self.kind,
            "icon": self.icon,
        }


# Tabs that belong together stand as one.
TAB_GROUPS = {
    "money": _("Income and assets"),
    "home": _("Living and guarantees"),
    "contact": pgettext_lazy("tab", "Visits and complaints"),
    "land": pgettext_lazy("tab", "Land"),
    "record": _("History"),
    "privacy": _("Privacy"),
}


@dataclass(frozen=True, slots=True)
class Panel:
    """A tab of the file. `context(household, user)` feeds `template`; `count` stands beside the title.

    Tabs stand in the order of `place`; those of one `group` (a key of TAB_GROUPS) share a tab and stand below it.
    `asks_query`: `context` takes what stands behind the address as its third.
    """

    key: str
    title: Any
    template: str
    context: Callable[..., dict[str, Any]]
    count: Callable[[Household, Any], int] | None = None
    may: Callable[[Any], bool] = lambda user: True
    place: int = 50
    asks_query: bool = False
    group: str = ""

    def read(self, household: Household, user: Any, query: Any) -> dict[str, Any]:
        """What the template needs."""
        return self.context(household, user, query) if self.asks_query else self.context(household, user)


# The groups of the menu “Record”, in the order in which they stand; what names none of them stands last.
SOMEBODY_COMES = pgettext_lazy("group of buttons", "somebody comes")
SOMEBODY_GOES = pgettext_lazy("group of buttons", "somebody goes")
HOUSEHOLD_CHANGES = pgettext_lazy("group of buttons", "the household changes")
HOW_THEY_LIVE = pgettext_lazy("group of buttons", "how they live")
PUT_RIGHT = pgettext_lazy("group of buttons", "put right")
GROUPS = (HOW_THEY_LIVE, SOMEBODY_COMES, SOMEBODY_GOES, HOUSEHOLD_CHANGES, PUT_RIGHT)


@dataclass(frozen=True, slots=True)
class QuickAction:
    """A button of the file. `dialog`: it stands in the menu “Record”, under `group`, and opens over the page."""

    words: Any
    url: str
    icon: str
    primary: bool = False
    dialog: bool = False
    group: Any = ""
    new_tab: bool = False


@dataclass(frozen=True, slots=True)
class Dialog:
    """A quick action of the file that asks for something first: a form, and what is done with its answers.

    `form(household, user, data)` gives the form, bound where `data` is not None. `act(household, user, answers)` calls
    an action with the form's cleaned answers and may return words that say what was done. A DomainError of the action
    is shown at the field that it names, and nothing typed is lost. `may` hides the button; the action itself refuses.
    `listed` False: it is reached from a tab, where its address may name first values of the form (`?year=2025`).
    """

    key: str
    words: Any
    icon: str
    form: Callable[[Household, Any, Any], forms.BaseForm]
    act: Callable[[Household, Any, dict[str, Any]], Any]
    may: Callable[[Household, Any], bool]
    button: Any = ""  # the verb on the button that sends it; "Save" where empty
    hint: Any = ""
    group: Any = ""
    primary: bool = False
    listed: bool = True
    template: str = "households/dialog_fields.html"
    context: Callable[[Household, Any], dict[str, Any]] = field(default=lambda household, user: {})

    def url(self, household: Household) -> str:
        """Where the form stands: over the file with a script, a page of its own without."""
        return reverse("admin:households_household_do", args=[household.pk, self.key])


@dataclass(frozen=True, slots=True)
class Concern:
    """What somebody opening the file must know first: a risk or an open matter, its reason in words, and a way on.

    `kind` is late (act), due (look), wait (goes its way) or neutral (not known); the worst stand first. `way` is the
    word of the link; `dialog` opens what stands there over the page. `topic` is one of TOPICS, where a
    face shows it apart.
    """

    kind: str
    word: Any
    reason: Any
    url: str = ""
    way: Any = ""
    icon: str = ""
    dialog: bool = False
    topic: str = ""


_panels: dict[str, Panel] = {}
_timelines: list[tuple[Callable[[Household, Any], Iterable[Entry]], bool]] = []
_actions: list[Callable[[Household, Any], QuickAction | None]] = []
_dialogs: dict[str, Dialog] = {}
_concerns: list[Callable[[Household, Any], Iterable[Concern]]] = []
WORST_FIRST = ("late", "due", "wait", "neutral")


def add_panel(panel: Panel) -> None:
    """Add a tab; its key must be new."""
    if panel.key in _panels and _panels[panel.key] != panel:
        raise ValueError(f"two panels of the household's file are called {panel.key}")
    _panels[panel.key] = panel


def add_timeline(source: Callable[[Household, Any], Iterable[Entry]], *, deep: bool = False) -> None:
    """Add a source of events: `source(household, user)`, within the user's scope, at a fixed number of queries.

    `deep`: only in the whole timeline, not among the latest on the first screen.
    """
    _timelines.append((source, deep))


def add_action(action: Callable[[Household, Any], QuickAction | None]) -> None:
    """Add a button: `action(household, user)`, None where it is not open to this user."""
    _actions.append(action)


def add_dialog(dialog: Dialog) -> Dialog:
    """Add a quick action with a form; its key must be new."""
    if dialog.key in _dialogs and _dialogs[dialog.key] != dialog:
        raise ValueError(f"two dialogs of the household's file are called {dialog.key}")
    _dialogs[dialog.key] = dialog
    return dialog


def add_concerns(source: Callable[[Household, Any], Iterable[Concern]]) -> None:
    """Add a source of concerns: `source(household, user)`, within the user's scope, at a fixed number of queries."""
    _concerns.append(source)


def concerns_of(household: Household, user: Any) -> list[Concern]:
    """Risks and open matters, the worst first."""
    found = [concern for source in _concerns for concern in source(household, user)]
    return sorted(found, key=lambda concern: WORST_FIRST.index(concern.kind))


def dialog_for(key: str, household: Household, user: Any) -> Dialog | None:
    """The dialog of this key, if it is open to this user now."""
    dialog = _dialogs.get(key)
    return dialog if dialog is not None and dialog.may(household, user) else None


def panels_for(user: Any) -> list[Panel]:
    """The tabs this user may open."""
    return sorted((panel for panel in _panels.values() if panel.may(user)), key=lambda panel: panel.place)


def events_of(household: Household, user: Any, *, deep: bool = False) -> list[Entry]:
    """What happened, latest first; what is still to come is left out."""
    sources = [source for source, is_deep in _timelines if deep or not is_deep]
    found = [entry for source in sources for entry in source(household, user) if entry.day <= clock.today()]
    return sorted(found, key=lambda entry: entry.day, reverse=True)


def actions_for(household: Household, user: Any) -> list[QuickAction]:
    """The buttons of the file for this user, the primary one first."""
    found = [button for action in _actions if (button := action(household, user))]
    for dialog in _dialogs.values():
        if dialog.listed and dialog.may(household, user):
            url = dialog.url(household)
            found.append(QuickAction(dialog.words, url, dialog.icon, dialog.primary, dialog=True, group=dialog.group))
    return sorted(found, key=lambda button: not button.primary)
