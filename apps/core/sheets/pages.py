"""The pages of an import: upload, progress, columns, preview, result. Thin: they ask policies and call actions."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from apps.core import trail
from apps.core.errors import InvalidInput
from apps.core.models import SheetImport
from apps.core.requests import address_of, key_of
from apps.core.sheets import actions, files, policies, progress, reader, shown, staging, template, words, workbook
from apps.core.sheets.register import Register
from apps.core.sheets.work import progress_of
from apps.core.sheets.workflow import State
from apps.core.ui import exact

CHOOSABLE_TABS = ("new", "changed")
OF_ONE = ("progress", "columns", "choose", "select", "apply", "again", "discard", "errors")
POSTED = frozenset({"choose", "select", "apply", "again", "discard"})
CHANGING = POSTED | {"errors"}  # steps that need the right to change


class Pages:
    """The pages of one register's imports. `model` is the register's proxy of SheetImport."""

    def __init__(self, register: Register, model: Any) -> None:
        self.register, self.model = register, model
        self.app, self.noun = model._meta.app_label, model._meta.model_name

    def require(self, request: HttpRequest, verb: str) -> Any:
        if not request.user.has_perm(f"{self.app}.{verb}_{self.noun}"):
            raise PermissionDenied
        return request.user

    def found(self, request: HttpRequest, pk: int, verb: str = "view") -> SheetImport:
        """The import, if it is within scope; else there is nothing here."""
        user = self.require(request, verb)
        rows = self.model._default_manager.visible_to(user).filter(pk=pk).select_related("uploaded_by")
        found: SheetImport | None = rows.first()
        if found is None:
            raise Http404
        return found

    def url(self, name: str, pk: int | None = None) -> str:
        return reverse(f"admin:{self.app}_{self.noun}_{name}", args=[] if pk is None else [pk])

    def page(
        self, request: HttpRequest, name: str, title: str, found: SheetImport | None = None, **context: Any
    ) -> TemplateResponse:
        urls = {each: self.url(each) for each in ("add", "template", "changelist")}
        if found is not None:
            urls |= {each: self.url(each, found.pk) for each in (*OF_ONE, "change")}
        crumb = {"url": urls["changelist"], "title": self.register.title}
        shared = {**admin.site.each_context(request), "title": title, "crumb": crumb, "urls": urls, "found": found}
        return TemplateResponse(request, f"core/sheets/{name}.html", shared | context)

    def to_import(self, found: SheetImport, query: str = "") -> HttpResponseRedirect:
        return HttpResponseRedirect(self.url("change", found.pk) + query)

    # Of all imports

    def upload(self, request: HttpRequest) -> HttpResponse:
        """Choose a file and send it."""
        user = self.require(request, "add")
        if request.method == "POST":
            sent = request.FILES.get("file")
            if sent is None:
                message = _("No file was chosen. Choose the list, then upload it.")
                raise InvalidInput(message, code="no_file", field="file")
            if (sent.size or 0) > files.MOST_BYTES:
                raise files.FileProblem("too_large")
            made = actions.sheet_upload(
                register=self.register, by=user, name=sent.name or "", data=sent.read(),
                community=key_of(request.POST.get("community")), answers=self._answers(request),
            )  # fmt: skip
            return self.to_import(made)
        return self.page(
            request,
            "upload",
            _("Upload a list"),
            decision=policies.may_upload(self.register, user),
            communities=self._communities(user),
            questions=self._questions({}),
            said=self.register.steps,
            most_mb=files.MOST_BYTES // 2**20,
            most_rows=files.MOST_ROWS,
        )

    def template(self, request: HttpRequest) -> HttpResponse:
        """The empty list to fill in."""
        user = self.require(request, "view")
        data = template.template(self.register, [name for _key, name in self._communities(user)])
        return _workbook(data, _("%(name)s - template.xlsx") % {"name": self.register.entries_word})

    def _communities(self, user: Any) -> list[tuple[int, str]]:
        return sorted(self.register.areas(user).items(), key=lambda item: item[1])

    def _questions(self, answers: dict[str, str]) -> list[dict[str, Any]]:
        return [
            {"key": q.key, "word": q.word, "help": q.help, "choices": q.choices, "answer": answers.get(q.key, "")}
            for q in self.register.questions
        ]

    def _answers(self, request: HttpRequest) -> dict[str, str]:
        keys = [question.key for question in self.register.questions]
        return {key: request.POST[f"answer-{key}"] for key in keys if f"answer-{key}" in request.POST}

    # Of one import

    def one(self, name: str) -> Callable[[HttpRequest, int], HttpResponse]:
        """A page or step of one import. Whoever comes to a step without posting is shown the import's page."""
        show = getattr(self, f"_{name}")

        def view(request: HttpRequest, pk: int) -> HttpResponse:
            posted = request.method == "POST"
            if name in POSTED and not posted:
                found = self.found(request, pk)
                if request.headers.get("HX-Request"):
                    return HttpResponse(headers={"HX-Refresh": "true"})
                return self.to_import(found)
            if name not in POSTED and posted:
                return HttpResponse(status=405)
            answer: HttpResponse = show(request, self.found(request, pk, "change" if name in CHANGING else "view"))
            return answer

        return view

    def show(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page of an import, by its state."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405)
        found = self.found(request, pk)
        views: dict[str, Callable[[HttpRequest, SheetImport], HttpResponse]] = {
            State.UPLOADED: self._working, State.APPLYING: self._working, State.READ: self._columns,
            State.PREVIEWED: self._preview, State.APPLIED: self._result, State.FAILED: self._failed,
            State.DISCARDED: self._result,
        }  # fmt: skip
        return views[found.state](request, found)

    def _how_far(self, found: SheetImport) -> dict[str, Any]:
        phase, done, total = progress.of(progress_of(found.pk))
        return {
            "phase": progress.PHASES.get(phase, phase), "done": done, "total": total,
            "percent": round(100 * done / total) if total else None,
        }  # fmt: skip

    def _working(self, request: HttpRequest, found: SheetImport) -> HttpResponse:
        title = _("Reading the list") if found.state == State.UPLOADED else _("Applying the list")
        return self.page(request, "working", title, found, **self._how_far(found))

    def _progress(self, request: HttpRequest, found: SheetImport) -> HttpResponse:
        """How far the worker is; asked every second, and tells the page to reload when done."""
        response = TemplateResponse(request, "core/sheets/progress.html", self._how_far(found))
        if not found.is_working:
            response.headers["HX-Refresh"] = "true"
        return response

    def _columns(self, request: HttpRequest, found: SheetImport) -> HttpResponse:
        if found.state not in (State.READ, State.PREVIEWED):
            return self.to_import(found)
        return self.page(
            request,
            "columns",
            _("What the columns mean"),
            found,
            rows=shown.column_rows(found),
            meanings=shown.meanings(self.register),
            communities=self._communities(request.user),
            questions=self._questions(found.answers),
            asked=shown.asked(self.register, found) if found.state == State.READ else [],
            may=policies.may(found, "read_again", request.user),
        )

    def _choose(self, request: HttpRequest, found: SheetImport) -> HttpResponse:
        """Take the corrections and read the file again."""
        meanings = {
            index: str(value or "ignored")
            for name, value in request.POST.items()
            if name.startswith("column-") and (index := key_of(name.removeprefix("column-"))) is not None
        }
        actions.sheet_choose(
            sheet_import=found, by=request.user, sheet=request.POST.get("sheet", ""), meanings=meanings,
            community=key_of(request.POST.get("community")), answers=self._answers(request),
        )  # fmt: skip
        return self.to_import(found)

    def _preview(self, request: HttpRequest, found: SheetImport) -> HttpResponse:
        tab, tabs = shown.tabs(found, request.GET.get("tab", ""), self.url("change", found.pk))
        part = Paginator(shown.rows_of(found, tab), shown.PER_PAGE).get_page(request.GET.get("page"))
        return self.page(
            request,
            "preview",
            found.file_name,
            found,
            kpis=shown.kpis(found),
            facts=shown.facts(self.register, found),
            notices=[words.notice(self.register, notice) for notice in found.notices],
            problem=words.problem(found.problem) if found.problem else "",
            tab=tab,
            tabs=tabs,
            search="",
            page=part,
            rows=shown.shown(self.register, tab, part.object_list),
            choosable_tabs=CHOOSABLE_TABS,
            chosen=shown.chosen_count(found),
            may=policies.may(found, "apply", request.user),
            steps={step.name for step in policies.steps_for(found, request.user)},
        )

    def _select(self, request: HttpRequest, found: SheetImport) -> HttpResponse:
        """Choose entries, or not: one by its box, or all of a tab."""
        one = key_of(request.POST.get("entry"))
        actions.sheet_select(
            sheet_import=found, by=request.user, chosen=bool(request.POST.get("chosen")),
            entries=None if one is None else [one], outcome=request.POST.get("outcome", "") if one is None else "",
        )  # fmt: skip
        if request.headers.get("HX-Request"):
            context = {"chosen": shown.chosen_count(found), "may": True}
            return TemplateResponse(request, "core/sheets/bar.html", context)
        return self.to_import(found, f"?tab={request.POST.get('tab', '')}")

    def _apply(self, request: HttpRequest, found: SheetImport) -> HttpResponse:
        """Hand the chosen entries to the worker."""
        actions.sheet_apply(sheet_import=found, by=request.user)
        return self.to_import(found)

    def _again(self, request: HttpRequest, found: SheetImport) -> HttpResponse:
        """Read the file again as it is: after a failure, or to compare with the register of now."""
        meanings = {int(index): field for index, field in found.chosen_columns.items()}
        actions.sheet_choose(sheet_import=found, by=request.user, sheet=found.sheet, meanings=meanings)
        return self.to_import(found)

    def _discard(self, request: HttpRequest, found: SheetImport) -> HttpResponse:
        """Put the import away."""
        actions.sheet_discard(sheet_import=found, by=request.user)
        messages.success(request, _("The import was discarded. The register is as it was."))
        return HttpResponseRedirect(self.url("changelist"))

    def _result(self, request: HttpRequest, found: SheetImport) -> HttpResponse:
        held_back, moved_on = found.summary.get("entries_with_faults", 0), shown.moved_on(found)
        who = found.applied_by or _("the county's script")
        done = _("The list was applied on %(moment)s by %(person)s.") if found.applied_at else ""
        moved = _(
            "These rows had changed in the register after the preview and were not written: %(rows)s. "
            "Upload the list again to compare anew."
        )
        held = _("%(count)s entries were held back for faulty cells. Have them corrected and upload them again.")
        return self.page(
            request,
            "result",
            found.file_name,
            found,
            facts=shown.result_facts(self.register, found) if found.state == State.APPLIED else [],
            done=done % {"moment": exact(found.applied_at), "person": who} if found.applied_at else "",
            moved_on=moved_on,
            moved_on_words=moved % {"rows": words.listed(moved_on)},
            held_back=held_back,
            held_back_words=held % {"count": held_back},
            has_file=hasattr(found, "file"),
            register_url=self.register.where(list(found.communities.values_list("pk", flat=True))),
        )

    def _failed(self, request: HttpRequest, found: SheetImport) -> HttpResponse:
        steps = {step.name for step in policies.steps_for(found, request.user)}
        return self.page(
            request, "failed", found.file_name, found, problem=words.problem(found.problem), steps=steps
        )  # fmt: skip

    def _errors(self, request: HttpRequest, found: SheetImport) -> HttpResponse:
        """The workbook to send back; it may hold personal data, so the download is logged."""
        if not hasattr(found, "file"):
            raise Http404
        trail.record(staff=request.user, kind="export", subject=found, address=address_of(request))
        sheets = reader.read(staging.file_of(found)).sheets
        sheet = next((sheet for sheet in sheets if sheet.name[:80] == found.sheet), sheets[0])
        faults = found.faults.order_by("row", "column").defer("value")
        data = workbook.error_workbook(sheet, faults, header_row=found.summary.get("header_row", 1))
        return _workbook(data, _("%(name)s - to correct.xlsx") % {"name": found.file_name.rsplit(".", 1)[0]})


def _workbook(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=workbook.CONTENT_TYPE)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
