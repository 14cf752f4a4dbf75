"""Tags of the phone pages: icons, times as people say them, numbers to call, states in colour and word."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from heroicons.templatetags.heroicons import heroicon_outline

from apps.complaints.models import Complaint, ComplaintStep
from apps.complaints.workflow import TOLD
from apps.core import clock
from apps.portal.codes import show_code
from apps.portal.words import STANDINGS, TILES

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=128)
def icon(name: str) -> SafeString:
    """{% icon "trash" %}: a heroicon, or ours as {% icon "own:lift" %}. Beside a word, so hidden from readers."""
    if name.startswith("own:"):
        return format_html(
            '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{}#{}"></use></svg>',
            static("portal/icons.svg"),
            name[4:],
        )
    return SafeString(heroicon_outline(name, size=None, **{"class": "icon"}))


@register.simple_tag
def category_icon(complaint: Complaint) -> SafeString:
    """The icon of what a complaint is about."""
    return icon(TILES[complaint.category].icon)


@register.simple_tag
def standing(complaint: Complaint) -> SafeString:
    """Where it stands, as the resident reads it: colour, icon and word."""
    found = STANDINGS[complaint.state]
    return format_html('<span class="chip {}">{}{}</span>', found.tone, icon(found.icon), found.word)


@register.simple_tag
def due_chip(complaint: Complaint) -> SafeString:
    """When it must be done, for staff: late, due within a day, or a plain date."""
    due = complaint.due_at
    if due is None:
        return format_html('<span class="chip flat">{}{}</span>', icon("pause-circle"), _("no clock runs"))
    left = (due - clock.now()).total_seconds()
    if left < 0:
        return format_html('<span class="chip late">{}{}</span>', icon("exclamation-circle"), _late_by(-left))
    tone = "due" if left < 86_400 else "flat"
    return format_html(
        '<span class="chip {}">{}{}</span>', tone, icon("clock"), _("by %(when)s") % {"when": moment(due)}
    )


@register.filter
def code(complaint: Complaint) -> str:
    """7K4M-29QX."""
    return show_code(complaint.tracking)


@register.filter
def tel(number: str) -> str:
    """The address behind a call button."""
    return "tel:" + "".join(character for character in number if character.isdigit() or character == "+")


@register.filter
def moment(at: datetime) -> str:
    """11月22日 9:30, with the year only where it is another one."""
    local = timezone.localtime(at)
    if get_language() == "en":
        return date_format(local, "j M H:i" if local.year == clock.today().year else "j M Y H:i")
    return date_format(local, "n月j日 G:i" if local.year == clock.today().year else "Y年n月j日 G:i")


@register.filter
def day(at: datetime) -> str:
    """11月22日, with the year only where it is another one."""
    local = timezone.localtime(at)
    if get_language() == "en":
        return date_format(local, "j M" if local.year == clock.today().year else "j M Y")
    return date_format(local, "n月j日" if local.year == clock.today().year else "Y年n月j日")


@register.simple_tag
def ago(at: datetime) -> SafeString:
    """Today 9:30, yesterday, 3 days ago, or the date; the full moment on hover."""
    local = timezone.localtime(at)
    days = (clock.today() - local.date()).days
    if days == 0:
        words = _("today %(time)s") % {"time": date_format(local, "G:i")}
    elif days == 1:
        words = _("yesterday")
    elif 1 < days < 15:
        words = ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
    else:
        words = day(at)
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(), moment(at), words)


@register.simple_tag
def step_word(step: ComplaintStep) -> Any:
    """What was done, in the word of its button."""
    return TOLD[step.step].word if step.step in TOLD else _("Reported")


@register.simple_tag
def where(complaint: Complaint) -> str:
    """Building, unit and place in one line; "" when none was named."""
    parts: list[Any] = [complaint.building] if complaint.building else []
    if complaint.unit:
        parts.append(_("unit %(unit)s") % {"unit": complaint.unit})
    return " ".join(str(part) for part in [*parts, complaint.place] if part)


def _late_by(seconds: float) -> str:
    hours = int(seconds // 3600)
    if hours < 48:
        return ngettext("%(count)d hour late", "%(count)d hours late", hours) % {"count": hours}
    return ngettext("%(count)d day late", "%(count)d days late", hours // 24) % {"count": hours // 24}
