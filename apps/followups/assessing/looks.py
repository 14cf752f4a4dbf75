"""How stages and their evidence look wherever they are shown."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import ui
from apps.followups.assessing.stages import VERDICT_WORDS, Evidence, Stage, Verdict

STAGE_CHIPS = {
    Stage.DEMAND: ("due", "flag"),
    Stage.RESHAPING: ("wait", "sync_alt"),
    Stage.EQUALITY: ("done", "diversity_3"),
}
VERDICT_CHIPS = {
    Verdict.MET: ("done", ""),
    Verdict.FAILS: ("late", "close"),
    Verdict.UNKNOWN: ("neutral", "help"),
    Verdict.APART: ("neutral", "remove"),
}
SOURCES = {"answer": pgettext_lazy("evidence", "asked"), "register": _("from the register"), "": ""}


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
    """The score that a piece of evidence rests on."""
    return "—" if one.value is None else f"{one.value:.0f}"
