"""Columns of an admin list: which there are, which this person chose, and their values without decoration."""

import re
from typing import Any

from django.contrib.admin.utils import label_for_field, lookup_field
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.safestring import SafeData
from django.utils.text import capfirst

from apps.core.models import ListLayout
from apps.core.text import squash

ORNAMENT = re.compile(r'<span[^>]*aria-hidden="true"[^>]*>[^<]*</span>')


def list_key(model_admin: Any) -> str:
    """`households.household`."""
    return str(model_admin.opts.label_lower)


def layout_of(request: HttpRequest, model_admin: Any) -> ListLayout | None:
    """What this person keeps of the list; read once a request."""
    kept: dict[str, ListLayout | None] = request.__dict__.setdefault("_list_layouts", {})
    key = list_key(model_admin)
    if key not in kept:
        rows = ListLayout.objects.filter(owner=request.user.pk, list_key=key).select_related("opens_with")
        kept[key] = rows.order_by("pk").first()
    return kept[key]


def chosen(
    request: HttpRequest, model_admin: Any, available: tuple[str, ...], usual: tuple[str, ...]
) -> tuple[str, ...]:
    """The columns this person sees: those chosen that still exist, or the usual ones."""
    layout = layout_of(request, model_admin)
    own = tuple(name for name in (layout.columns if layout else ()) if name in available)
    return own or usual


def label_of(model_admin: Any, name: str) -> str:
    """The heading of a column."""
    label: Any = label_for_field(name, model_admin.model, model_admin)
    return capfirst(str(label))


def value_of(model_admin: Any, name: str, row: Any) -> Any:
    """A column's value for a workbook: `export_<column>` of the admin where there is one, else what the list shows.

    None means not collected.
    """
    own = getattr(model_admin, f"export_{name}", None)
    if own is not None:
        return own(row)
    field, _attribute, value = lookup_field(name, row, model_admin)
    if field is not None and getattr(field, "flatchoices", None):
        return dict(field.flatchoices).get(value, value) or None
    if isinstance(value, models.Model | Promise):
        return str(value)
    if isinstance(value, SafeData):
        return squash(strip_tags(ORNAMENT.sub("", str(value))))
    return None if value == "" else value
