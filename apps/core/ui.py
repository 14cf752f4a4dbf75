"""The small parts that staff pages are made of, for Python (admin columns) and, through templatetags, for templates."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# Same meaning everywhere: LOOK.md, "Colour".
STATE_ICONS = {
    "late": "alarm",
    "due": "schedule",
    "wait": "hourglass_empty",
    "done": "check_circle",
    "neutral": "radio_button_unchecked",
}


def chip(kind: str, text: Any, *, icon: str = "", title: Any = "") -> SafeString:
    """A state with its word and icon. `kind` is late, due, wait, done or neutral; `title` shows on hover."""
    context = {"kind": kind, "text": text, "icon": icon or STATE_ICONS[kind], "title": title}
    return render_to_string("anju/chip.html", context)


def missing(word: Any = "") -> SafeString:
    """What stands where nothing was collected; never 0 and never empty."""
    return format_html('<span class="aj-sub">{}</span>', word or _("not collected"))
