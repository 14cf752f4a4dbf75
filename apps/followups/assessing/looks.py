"""How stages and their evidence look wherever they are shown."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from apps.core import ui
from apps.followups.assessing.stages import VERDICT_WORDS, Evidence, Stage, Verdict

STAGE_CHIPS = {
    Stage.DEMAND: ("due", "flag"),
    Stage.RESHAPING: ("wait", "sync_alt"),
    Stage.EQUALITY: ("done", "diversity_3"),
}
VERDICT_CHIPS = {Verdict.MET: ("done", ""), Verdict.FAILS: ("late", "close"), Verdict.UNKNOWN: ("neutral", "help")}
SOURCES = {"answer": _("asked"), "register": _("from the register"), "": ""}
SAID: dict[str, Any] = {
    "employed": _("somebody works"),
    "partly": _("some of those who are able work"),
    "none": _("nobody works"),
    "no_labour": _("nobody is able to work"),
    "stable": pgettext_lazy("work", "stable"),
    "unstable": pgettext_lazy("work", "unstable"),
    "more": pgettext_lazy("income since the move", "more"),
    "same": pgettext_lazy("income since the move", "the same"),
    "less": pgettext_lazy("income since the move", "less"),
    "fine": pgettext_lazy("schooling", "goes well"),
    "difficult": pgettext_lazy("schooling", "is difficult"),
    "no_children": _("no children at school"),
    "easy": pgettext_lazy("services", "easy to reach"),
    "hard": pgettext_lazy("services", "hard to reach"),
    "local": _("people of this community"),
    "both": _("of here and of the village"),
    "outsider": _("outsiders here"),
    "no": _("no"),
    "sometimes": _("sometimes"),
    "yes": _("yes"),
}


def stage_chip(stage: str | None) -> Any:
    """A stage with its word and icon; a note where nobody decided."""
    if not stage:
        return ui.missing()
    kind, icon = STAGE_CHIPS[Stage(stage)]
    return ui.chip(kind, Stage(stage).label, icon=icon)


def verdict_chip(verdict: Verdict) -> Any:
    """What a piece of evidence says."""
    kind, icon = VERDICT_CHIPS[verdict]
    return ui.chip(kind, VERDICT_WORDS[verdict], icon=icon)


def value_words(one: Evidence) -> Any:
    """The value that a piece of evidence rests on, in words."""
    if one.value is None:
        return "—"
    if one.key == "flat_living":
        return ngettext("%(n)s of 6 skills", "%(n)s of 6 skills", one.value) % {"n": one.value}
    if one.key == "neighbours_known":
        return ngettext("%(n)s neighbour", "%(n)s neighbours", one.value) % {"n": one.value}
    if one.key == "participation":
        return ngettext("%(n)s time", "%(n)s times", one.value) % {"n": one.value}
    if one.key == "life_satisfaction":
        return f"{one.value} / 5"
    return SAID.get(one.value, one.value)
