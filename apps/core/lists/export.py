"""Taking a list along: the rows on the screen, in their order and columns, once, recorded and marked.

One implementation for every admin list and API list. Sensitive columns are masked unless the role may reveal them and a
reason is given; either way the access log says who took which list, with which filter, how many rows, and why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.http import FileResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import clock, trail
from apps.core.decisions import ALLOW, Decision, first_refusal, reason_given, refuse
from apps.core.errors import InvalidInput, ensure
from apps.core.lists.workbook import Marks, workbook
from apps.core.text import prose

MOST_ROWS = 50_000
CHUNK = 1_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet. `reveal` gives the whole value where `value` is masked."""

    label: str
    value: Callable[[Any], Any]
    reveal: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """What is asked for: rows within scope, filtered and ordered, with their columns and words."""

    model: Any
    title: str
    rows: Any
    columns: Sequence[Column]
    filter: str


def may_export(user: Any, model: Any, *, whole: bool = False, reason: str = "") -> Decision:
    """Whether this person may take the list along; `whole` with values that the list masks."""
    label = model._meta
    checks = [lambda: _has(user, f"{label.app_label}.view_{label.model_name}")]
    if whole:
        checks += [lambda: reason_given(reason), lambda: _has(user, f"{label.app_label}.reveal_{label.model_name}")]
    return first_refusal(checks)


WholeCheck = Callable[[Any, Export], Decision]
WHOLE_CHECKS: list[WholeCheck] = []


def checks_whole(check: WholeCheck) -> WholeCheck:
    """Ask this check (user, export) too before whole values leave; for apps above, from AppConfig.ready."""
    if check not in WHOLE_CHECKS:
        WHOLE_CHECKS.append(check)
    return check


def may_reveal_all(user: Any, model: Any) -> bool:
    """Whether the form offers whole values at all."""
    return user.has_perm(f"{model._meta.app_label}.reveal_{model._meta.model_name}")


def _has(user: Any, permission: str) -> Decision:
    if user.has_perm(permission):
        return ALLOW
    return refuse("not_your_role", _("Your role does not show this. Ask the community manager if you need it."))


def list_export(
    *, by: Any, export: Export, whole: bool = False, reason: str = "", address: str | None = None
) -> tuple[BytesIO, int]:
    """The workbook and its number of rows, recorded before anything leaves.

    Raises Refused, or InvalidInput (`too_many`).
    """
    ensure(may_export(by, export.model, whole=whole, reason=reason))
    if whole:
        ensure(first_refusal([lambda check=check: check(by, export) for check in WHOLE_CHECKS]))
    count = export.rows.count()
    if count > MOST_ROWS:
        words = _("%(count)s rows are too many for one workbook (at most %(most)s). Narrow the list with a filter.")
        raise InvalidInput(words % {"count": f"{count:,}", "most": f"{MOST_ROWS:,}"}, code="too_many")
    label = export.model._meta.label_lower
    note = " · ".join(part for part in (prose(reason), export.filter) if part)[:200]
    kind = "rows" if not whole else "whole_rows"
    about = {"subject": f"{label}:list", "field": f"{kind}:{count}", "reason": note}
    trail.record(staff=by, kind="export", address=address, **about)
    pick = [column.reveal if whole and column.reveal else column.value for column in export.columns]
    rows = ([value(row) for value in pick] for row in export.rows.iterator(chunk_size=CHUNK))
    return workbook(marks_of(by, export, count), [column.label for column in export.columns], rows)


def marks_of(by: Any, export: Export, count: int) -> Marks:
    """Who took what, when, with how many rows."""
    now = date_format(timezone.localtime(clock.now()), "Y-m-d H:i")
    taken = _("exported %(when)s by %(name)s (%(login)s)") % {"when": now, "name": by.name, "login": by.username}
    held = _("%(count)s rows · filter: %(filter)s") % {"count": f"{count:,}", "filter": export.filter or _("none")}
    return Marks(capfirst(export.title), taken, held)


def as_download(content: BytesIO, title: str) -> FileResponse:
    """The file as a browser saves it, with the day in its name; nothing of it stays in a cache."""
    name = f"{capfirst(str(title))} {clock.today():%Y-%m-%d}.xlsx"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)
    response["Cache-Control"] = "no-store"
    return response


def words_of_filter(filterset: Any) -> str:
    """A filter as people read it: “Residence status: vacant · Search: 谭”."""
    if filterset is None:
        return ""
    found = []
    for name, field in filterset.form.fields.items():
        value = filterset.form.cleaned_data.get(name) if filterset.form.is_bound and filterset.form.is_valid() else None
        if value in (None, "", [], ()):
            continue
        label = gettext_lazy("Search") if name == "q" else capfirst(str(field.label or name))
        found.append(f"{label}: {_said(field, value)}")
    return " · ".join(found)


def _said(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = {str(key): str(word) for key, word in getattr(field, "choices", ()) if key} if _plain(field) else {}
    if isinstance(value, list | tuple):
        return ", ".join(choices.get(str(each), str(each)) for each in value)
    if isinstance(value, slice):
        return f"{value.start or '…'} – {value.stop or '…'}"
    return choices.get(str(value), str(value))


def _plain(field: Any) -> bool:
    """Whether the choices are words, and not the rows of a table."""
    return not hasattr(field, "queryset")
