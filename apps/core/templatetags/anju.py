"""Template tags of the staff's pages: {% load anju %}. templates/anju/README.md shows each in use."""

from typing import Any

from django import template
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.core import ui

register = template.Library()
FILTERS_IN_VIEW = 6  # of a list that has many more; the others are one click away


@register.simple_tag
def chip(kind: str, text: Any, icon: str = "", title: Any = "") -> SafeString:
    """{% chip "late" _("Overdue") %}; kinds: late, due, wait, done, neutral."""
    return ui.chip(kind, text, icon=icon, title=title)


@register.simple_tag
def noun_of(opts: Any) -> Any:
    """What the list of a model is called: its admin's own title, or else the plural, which may also be a unit."""
    registered = admin.site._registry.get(opts.model)
    return getattr(registered, "list_title", "") or capfirst(str(opts.verbose_name_plural))


@register.simple_tag
def or_missing(value: Any, word: Any = "") -> Any:
    """The value; “not collected” where there is none. 0 is a value."""
    return ui.missing(word) if value in (None, "") else value


@register.simple_block_tag
def card(
    content: str, title: Any = "", url: str = "", link: Any = "", kind: str = "", extra: str = "", note: Any = ""
) -> SafeString:
    """{% card title=_("To do") url="…" link=_("All 14") %} … {% endcard %}.

    `kind` colours the left edge; `note` stands quietly beside the title.
    """
    context = {"content": content, "title": title, "url": url, "link": link, "kind": kind, "extra": extra, "note": note}
    return render_to_string("anju/card.html", context)


@register.inclusion_tag("anju/kpi.html")
def kpi(value: Any, label: Any, note: Any = "", url: str = "", kind: str = "", unit: Any = "") -> dict[str, Any]:
    """One key figure with its label and note; a link to the rows behind it. A value of None reads “not collected”."""
    return {"value": value, "label": label, "note": note, "url": url, "kind": kind, "unit": unit}


@register.inclusion_tag("anju/timeline.html")
def timeline(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """What happened: entries with `when` (words), `text`, and if known `exact`, `url`, `note`, `kind`, `icon`."""
    blank = {"exact": "", "url": "", "note": "", "kind": "", "icon": ""}
    return {"entries": [blank | entry for entry in entries]}


@register.inclusion_tag("anju/empty.html")
def empty(title: Any, text: Any = "", icon: str = "inbox", url: str = "", button: Any = "") -> dict[str, Any]:
    """The empty state of a list: what it is for, the next step."""
    return {"title": title, "text": text, "icon": icon, "url": url, "button": button}


@register.inclusion_tag("anju/facts.html")
def facts(rows: list[tuple[Any, Any]]) -> dict[str, Any]:
    """Label above value; a value of None reads “not collected”."""
    return {"rows": rows}


@register.inclusion_tag("anju/table.html")
def table(headers: list[Any], rows: list[Any], caption: Any = "", fold: bool = True) -> dict[str, Any]:
    """A table. A header that is a tuple (label, "num") is a right-aligned column.

    A row is a list of cells, or {"cells": […], "url": "…"} where the whole row is a link. None reads “not collected”.
    """
    columns = [
        {"label": h[0], "num": h[1] == "num"} if isinstance(h, tuple) else {"label": h, "num": False} for h in headers
    ]
    lines = []
    for row in rows:
        cells, url = (row["cells"], row.get("url", "")) if isinstance(row, dict) else (row, "")
        lines.append({"cells": list(zip(columns, cells, strict=True)), "url": url})
    return {"columns": columns, "lines": lines, "caption": caption, "fold": fold}


@register.inclusion_tag("anju/notice.html")
def notice(kind: str, text: Any, icon: str = "") -> dict[str, Any]:
    """A line that stands out: kinds as chip."""
    return {"kind": kind, "text": text, "icon": icon or ui.STATE_ICONS[kind]}


@register.inclusion_tag("anju/filter_bar.html")
def filter_bar(cl: Any) -> dict[str, Any]:
    """The search box and filters above a list that a FilterSet drives."""
    filterset = cl.filterset
    search = filterset.form["q"] if "q" in filterset.form.fields else None
    bar = [field for field in filterset.bar if not field.is_hidden]
    front = bar if len(bar) <= FILTERS_IN_VIEW + 1 else bar[:FILTERS_IN_VIEW]
    rest = bar[len(front) :]
    hidden = [field for field in filterset.bar if field.is_hidden and field.value()]
    fields = {
        "bar": bar,
        "hidden": hidden,
        "front": front,
        "rest": rest,
        "rest_used": any(field.value() for field in rest),
    }
    return {"cl": cl, "filterset": filterset, "search": search, **fields}


@register.inclusion_tag("anju/list_tools.html", takes_context=True)
def list_tools(context: Any, cl: Any) -> dict[str, Any]:
    """Kept filters, columns and export of a list that a FilterSet drives."""
    request = context["request"]
    shown = cl.model_admin.list_tools(request)
    return {**shown, "active": cl.filterset.active, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("anju/empty.html")
def empty_list(cl: Any, url: str = "", button: Any = "") -> dict[str, Any]:
    """The empty state of an admin list, in the words of its ScopedAdmin."""
    title = getattr(cl.model_admin, "empty_title", "") or _("Nothing here yet")
    text = getattr(cl.model_admin, "empty_text", "")
    return {"title": title, "text": text, "icon": "inbox", "url": url, "button": button}
