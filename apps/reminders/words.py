"""A message in words, in the language of whoever reads it, at the time of reading or sending."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from apps.reminders.causes import CAUSES
from apps.reminders.models import Message


@dataclass(frozen=True, slots=True)
class Words:
    """What a person reads: title, body, and the state colour with its icon."""

    title: str
    body: str
    kind: str
    icon: str


def language_of(staff: Any) -> str:
    """The language a staff member chose, or the county's."""
    return getattr(staff, "language", "") or settings.LANGUAGE_CODE


def worded(message: Message, language: str = "") -> Words:
    """The words of a message in `language`; without one, in the language that is active."""
    with translation.override(language or translation.get_language()):
        cause = CAUSES.get(message.template)
        if cause is None:  # of a release that still had this cause; the inbox must open all the same
            return Words(_("An earlier reminder"), "", "neutral", "notifications")
        facts = cause.words(message.context)
        return Words(str(cause.title) % facts, str(cause.body) % facts, cause.kind, cause.icon)
