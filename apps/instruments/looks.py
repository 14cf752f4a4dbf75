"""How questionnaires look on staff pages: icons, words of kinds, chips."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from apps.core import ui
from apps.instruments.models import InstrumentVersion
from apps.instruments.vocabulary import Kind
from apps.instruments.workflow import VersionState

ICONS = {
    Kind.GUARANTEES: "shield_with_heart",
    Kind.INTEGRATION: "diversity_3",
    Kind.LIVELIHOOD: "radar",
    Kind.LIVING_COSTS: "payments",
    Kind.OTHER: "quiz",
}
KIND_WORDS = {
    "yes_no": pgettext_lazy("kind of question", "yes or no"),
    "choose_one": pgettext_lazy("kind of question", "one answer"),
    "choose_many": pgettext_lazy("kind of question", "several answers"),
    "integer": pgettext_lazy("kind of question", "whole number"),
    "decimal": pgettext_lazy("kind of question", "number"),
    "money": pgettext_lazy("kind of question", "amount of money"),
    "text": pgettext_lazy("kind of question", "text"),
    "date": pgettext_lazy("kind of question", "day"),
    "phone": pgettext_lazy("kind of question", "telephone number"),
    "photo": pgettext_lazy("kind of question", "photos"),
    "signature": pgettext_lazy("kind of question", "signature"),
    "note": pgettext_lazy("kind of question", "only words, no question"),
    "calculated": pgettext_lazy("kind of question", "calculated"),
    "repeat": pgettext_lazy("kind of question", "questions for each member"),
}


def state_chip(version: InstrumentVersion, current: bool) -> Any:
    """Draft, in use, or used before."""
    if version.state == VersionState.DRAFT:
        return ui.chip("due", VersionState.DRAFT.label, icon="edit_note")
    if current:
        return ui.chip("done", _("in use"))
    return ui.chip("neutral", _("used before"), icon="history")
