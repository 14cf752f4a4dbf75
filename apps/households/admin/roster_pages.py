"""The pages of roster imports: upload, progress, columns, preview, result. Thin: they ask policies and call actions."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.communities.importing import importable
from apps.communities.models import Community
from apps.core.errors import InvalidInput
from apps.core.requests import key_of
from apps.core.sheets import files, progress
from apps.households.admin.roster_ends import errors_view, failed, result
from apps.households.admin.roster_frame import (
    ADD,
    CHANGE,
    NAME,
    TEMPLATES,
    VIEW,
    found,
    page,
    require,
    step,
    to_import,
    workbook_response,
)
from apps.households.models import RosterImport
from apps.households.roster import actions, policies, preview, template, words_out
from apps.households.roster.work import progress_of
from apps.households.roster.workflow import State


def upload_view(request: HttpRequest) -> HttpResponse:
    """Choose a file and send it."""
    user = require(request, ADD)
    if request.method == "POST":
        upload = request.FILES.get("file")
        if upload is None:
            raise InvalidInput(
                _("No file was chosen. Choose the roster, then upload it."), code="no_file", field="file"
            )
        if (upload.size or 0) > files.MOST_BYTES:
            raise files.FileProblem("too_large")
        roster = actions.roster_upload(
            by=user, name=upload.name or "", data=upload.read(), community=_community(request, user)
        )
        return to_import(roster)
    return page(
        request,
        "upload",
        _("Upload a roster"),
        decision=policies.may_upload(user),
        communities=_choices(user),
        most_mb=files.MOST_BYTES // 2**20,
        most_rows=files.MOST_ROWS,
    )


def _choices(user: Any) -> list[tuple[int, str]]:
    return sorted(importable(user).items(), key=lambda item: item[1])


def _community(request: HttpRequest, user: Any) -> Community | None:
    key = key_of(request.POST.get("community"))
    return None if key is None else Community.objects.visible_to(user).filter(pk=key).first()


@require_safe
def template_view(request: HttpRequest) -> HttpResponse:
    """The empty roster to fill in."""
    user = require(request, VIEW)
    return workbook_response(template.template([name for _key, name in _choices(user)]), _("roster template.xlsx"))


@require_safe
def roster_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of an import, by its state."""
    roster = found(request, pk)
    show = {
        State.UPLOADED: _working, State.APPLYING: _working, State.READ: _columns, State.PREVIEWED: _preview,
        State.APPLIED: result, State.FAILED: failed, State.DISCARDED: result,
    }[State(roster.state)]  # fmt: skip
    return show(request, roster)


def _progress(roster: RosterImport) -> dict[str, Any]:
    phase, done, total = progress.of(progress_of(roster.pk))
    return {
        "roster": roster,
        "phase": progress.PHASES.get(phase, phase),
        "done": done,
        "total": total,
        "percent": round(100 * done / total) if total else None,
        "url": reverse(f"{NAME}progress", args=[roster.pk]),
    }


def _working(request: HttpRequest, roster: RosterImport) -> HttpResponse:
    title = _("Reading the roster") if roster.state == State.UPLOADED else _("Applying the roster")
    return page(request, "working", title, **_progress(roster))


@require_safe
def progress_view(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the worker is; asked every second, and tells the page to reload when done."""
    roster = found(request, pk)
    response = TemplateResponse(request, "core/sheets/progress.html", _progress(roster))
    if not roster.is_working:
        response.headers["HX-Refresh"] = "true"
    return response


@require_safe
def columns_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What the columns mean, to be corrected."""
    roster = found(request, pk)
    if roster.state not in (State.READ, State.PREVIEWED):
        return to_import(roster)
    return _columns(request, roster)


def _columns(request: HttpRequest, roster: RosterImport) -> HttpResponse:
    missing = roster.summary.get("missing", []) if roster.state == State.READ else []
    return page(
        request,
        "columns",
        _("What the columns mean"),
        roster=roster,
        rows=preview.column_rows(roster),
        meanings=preview.meanings(),
        communities=_choices(request.user),
        missing=missing,
        message=_("No column was found for: %(names)s. Please choose them below.")
        % {"names": words_out.listed(words_out.field(key) for key in missing)},
        years=range(roster.as_of.year, roster.as_of.year - 6, -1) if roster.as_of else (),
        may=policies.may(roster, "read_again", request.user),
    )


@step
def choose_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the corrections and read the file again."""
    roster = found(request, pk, CHANGE)
    meanings = {
        index: str(value or "ignored")
        for name, value in request.POST.items()
        if name.startswith("column-") and (index := key_of(name.removeprefix("column-"))) is not None
    }
    actions.roster_choose(
        roster=roster,
        by=request.user,
        sheet=request.POST.get("sheet", ""),
        meanings=meanings,
        community=_community(request, request.user),
        as_of=_day(request.POST.get("as_of", "")),
        income_year=key_of(request.POST.get("income_year")),
    )
    return to_import(roster)


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise InvalidInput(_("Write the day like 2026-10-31."), code="day", field="as_of") from None


def _preview(request: HttpRequest, roster: RosterImport) -> HttpResponse:
    address = reverse(f"{NAME}change", args=[roster.pk])
    tab, tabs = preview.tabs(roster, request.GET.get("tab", ""), address)
    search = request.GET.get("q", "").strip()[:20]
    part = Paginator(preview.rows_of(roster, tab, search), preview.PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "preview",
        roster.file_name,
        roster=roster,
        kpis=preview.kpis(roster),
        facts=preview.facts(roster),
        notices=[words_out.notice(notice) for notice in roster.notices],
        problem=words_out.problem(roster.problem) if roster.problem else "",
        tab=tab,
        tabs=tabs,
        search=search,
        page=part,
        rows=preview.shown(tab, part.object_list),
        chosen=preview.chosen_count(roster),
        may=policies.may(roster, "apply", request.user),
        steps={step.name for step in policies.steps_for(roster, request.user)},
    )


@step
def select_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose households, or not: one by its box, or all of a tab."""
    roster = found(request, pk, CHANGE)
    one = key_of(request.POST.get("household"))
    actions.roster_select(
        roster=roster,
        by=request.user,
        chosen=bool(request.POST.get("chosen")),
        households=None if one is None else [one],
        outcome=request.POST.get("outcome", "") if one is None else "",
    )
    return _after(request, roster)


@step
def absences_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept that a member has left, or take that back."""
    roster = found(request, pk, CHANGE)
    one = key_of(request.POST.get("absence"))
    keys = [] if one is None else [one]
    accepted = bool(request.POST.get("accepted"))
    actions.roster_accept_absence(roster=roster, by=request.user, absences=keys, accepted=accepted)
    return _after(request, roster)


def _after(request: HttpRequest, roster: RosterImport) -> HttpResponse:
    """The bar with the button for a box that was ticked; the page itself for a button."""
    if request.headers.get("HX-Request"):
        context = {"roster": roster, "chosen": preview.chosen_count(roster), "may": True}
        return TemplateResponse(request, f"{TEMPLATES}bar.html", context)
    return to_import(roster, f"?tab={request.POST.get('tab', '')}&page={request.POST.get('page', '')}")


@step
def apply_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the chosen households to the worker."""
    roster = found(request, pk, CHANGE)
    actions.roster_apply(roster=roster, by=request.user)
    return to_import(roster)


@step
def again_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the file again as it is: after a failure, or to compare with the register of now."""
    roster = found(request, pk, CHANGE)
    meanings = {int(index): field for index, field in roster.chosen_columns.items()}
    actions.roster_choose(
        roster=roster, by=request.user, sheet=roster.sheet, meanings=meanings, as_of=roster.as_of,
        income_year=roster.income_year,
    )  # fmt: skip
    return to_import(roster)


@step
def discard_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the import away."""
    roster = found(request, pk, CHANGE)
    actions.roster_discard(roster=roster, by=request.user)
    messages.success(request, _("The import was discarded. The register is as it was."))
    return HttpResponseRedirect(reverse(f"{NAME}changelist"))


OF_ONE: dict[str, Callable[..., HttpResponse]] = {
    "progress": progress_view,
    "columns": columns_view,
    "choose": choose_view,
    "select": select_view,
    "absences": absences_view,
    "apply": apply_view,
    "again": again_view,
    "discard": discard_view,
    "errors": errors_view,
}
