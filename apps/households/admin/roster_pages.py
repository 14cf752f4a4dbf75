"""The pages of roster imports: upload, progress, columns, preview, result. Thin: they ask policies and call actions."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind
from apps.communities.models import Community
from apps.core.errors import InvalidInput
from apps.core.requests import address_of, key_of
from apps.core.ui import exact
from apps.households.models import RosterImport
from apps.households.roster import actions, files, policies, preview, progress, template, words_out, workbook
from apps.households.roster.reading import importable
from apps.households.roster.workflow import State

NAME = "admin:households_rosterimport_"
TEMPLATES = "households/roster/"
VIEW, ADD, CHANGE = (f"households.{verb}_rosterimport" for verb in ("view", "add", "change"))


def _require(request: HttpRequest, permission: str) -> Any:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user


def _get(request: HttpRequest, pk: int, permission: str = VIEW) -> RosterImport:
    """The import, if it is within scope; else there is nothing here."""
    user = _require(request, permission)
    roster = RosterImport.objects.visible_to(user).filter(pk=pk).select_related("uploaded_by").first()
    if roster is None:
        raise Http404
    return roster


def _page(request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
    shared = {
        **admin.site.each_context(request),
        "title": title,
        "crumb": {"url": reverse(f"{NAME}changelist"), "title": _("Roster import")},
        **context,
    }
    return TemplateResponse(request, f"{TEMPLATES}{name}.html", shared)


def _to(roster: RosterImport, query: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"{NAME}change", args=[roster.pk]) + query)


def _step(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A step is a POST. Whoever comes otherwise (also after a refusal) is shown the import's page."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        if request.method == "POST":
            return view(request, pk)
        roster = _get(request, pk)
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Refresh": "true"})
        return _to(roster)

    return guarded


def upload_view(request: HttpRequest) -> HttpResponse:
    """Choose a file and send it."""
    user = _require(request, ADD)
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
        return _to(roster)
    return _page(
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
    user = _require(request, VIEW)
    return _file(template.template([name for _key, name in _choices(user)]), _("roster template.xlsx"))


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=workbook.CONTENT_TYPE)
    response.headers["Content-Disposition"] = _disposition(name)
    return response


def _disposition(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(True, name) or "attachment"


@require_safe
def roster_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of an import, by its state."""
    roster = _get(request, pk)
    show = {
        State.UPLOADED: _working, State.APPLYING: _working, State.READ: _columns, State.PREVIEWED: _preview,
        State.APPLIED: _result, State.FAILED: _failed, State.DISCARDED: _result,
    }[State(roster.state)]  # fmt: skip
    return show(request, roster)


def _progress(roster: RosterImport) -> dict[str, Any]:
    phase, done, total = progress.of(roster.pk)
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
    return _page(request, "working", title, **_progress(roster))


@require_safe
def progress_view(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the worker is; asked every second, and tells the page to reload when done."""
    roster = _get(request, pk)
    response = TemplateResponse(request, f"{TEMPLATES}progress.html", _progress(roster))
    if not roster.is_working:
        response.headers["HX-Refresh"] = "true"
    return response


@require_safe
def columns_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What the columns mean, to be corrected."""
    roster = _get(request, pk)
    if roster.state not in (State.READ, State.PREVIEWED):
        return _to(roster)
    return _columns(request, roster)


def _columns(request: HttpRequest, roster: RosterImport) -> HttpResponse:
    missing = roster.summary.get("missing", []) if roster.state == State.READ else []
    return _page(
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


@_step
def choose_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the corrections and read the file again."""
    roster = _get(request, pk, CHANGE)
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
    return _to(roster)


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise InvalidInput(_("Write the day like 2026-10-31."), code="day", field="as_of") from None


def _preview(request: HttpRequest, roster: RosterImport) -> HttpResponse:
    address = reverse(f"{NAME}change", args=[roster.pk])
    tab, tabs = preview.tabs(roster, request.GET.get("tab", ""), address)
    search = request.GET.get("q", "").strip()[:20]
    page = Paginator(preview.rows_of(roster, tab, search), preview.PER_PAGE).get_page(request.GET.get("page"))
    return _page(
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
        page=page,
        rows=preview.shown(tab, page.object_list),
        chosen=preview.chosen_count(roster),
        may=policies.may(roster, "apply", request.user),
        steps={step.name for step in policies.steps_for(roster, request.user)},
    )


@_step
def select_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose households, or not: one by its box, or all of a tab."""
    roster = _get(request, pk, CHANGE)
    one = key_of(request.POST.get("household"))
    actions.roster_select(
        roster=roster,
        by=request.user,
        chosen=bool(request.POST.get("chosen")),
        households=None if one is None else [one],
        outcome=request.POST.get("outcome", "") if one is None else "",
    )
    return _after(request, roster)


@_step
def absences_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept that a member has left, or take that back."""
    roster = _get(request, pk, CHANGE)
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
    return _to(roster, f"?tab={request.POST.get('tab', '')}&page={request.POST.get('page', '')}")


@_step
def apply_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the chosen households to the worker."""
    roster = _get(request, pk, CHANGE)
    actions.roster_apply(roster=roster, by=request.user)
    return _to(roster)


@_step
def again_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the file again as it is: after a failure, or to compare with the register of now."""
    roster = _get(request, pk, CHANGE)
    meanings = {int(index): field for index, field in roster.chosen_columns.items()}
    actions.roster_choose(
        roster=roster, by=request.user, sheet=roster.sheet, meanings=meanings, as_of=roster.as_of,
        income_year=roster.income_year,
    )  # fmt: skip
    return _to(roster)


@_step
def discard_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the import away."""
    roster = _get(request, pk, CHANGE)
    actions.roster_discard(roster=roster, by=request.user)
    messages.success(request, _("The import was discarded. The register is as it was."))
    return HttpResponseRedirect(reverse(f"{NAME}changelist"))


def _result(request: HttpRequest, roster: RosterImport) -> HttpResponse:
    held_back = roster.summary.get("households_with_faults", 0)
    moved_on = preview.moved_on(roster)
    return _page(
        request,
        "result",
        roster.file_name,
        roster=roster,
        facts=preview.result_facts(roster) if roster.state == State.APPLIED else [],
        done=_("The roster was applied on %(moment)s by %(person)s.")
        % {"moment": exact(roster.applied_at), "person": roster.applied_by or _("the county's script")}
        if roster.applied_at
        else "",
        moved_on=moved_on,
        moved_on_words=_(
            "These households had changed in the register after the preview and were not written: %(codes)s. "
            "Upload the roster again to compare anew."
        )
        % {"codes": words_out.listed(moved_on)},
        held_back=held_back,
        held_back_words=_(
            "%(count)s households were held back for faulty cells. Have them corrected and upload them again."
        )
        % {"count": held_back},
        has_file=hasattr(roster, "file"),
        communities=list(roster.communities.order_by("name")),
        households_url=reverse("admin:households_household_changelist"),
    )


def _failed(request: HttpRequest, roster: RosterImport) -> HttpResponse:
    steps = {step.name for step in policies.steps_for(roster, request.user)}
    problem = words_out.problem(roster.problem)
    return _page(request, "failed", roster.file_name, roster=roster, problem=problem, steps=steps)


@require_safe
def errors_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook to send back; it holds personal data, so the download is logged."""
    roster = _get(request, pk, CHANGE)
    if not hasattr(roster, "file"):
        raise Http404
    access_record(staff=request.user, kind=AccessKind.EXPORT, subject=roster, address=address_of(request))
    stem = roster.file_name.rsplit(".", 1)[0]
    return _file(workbook.error_workbook(roster), _("%(name)s - to correct.xlsx") % {"name": stem})


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
