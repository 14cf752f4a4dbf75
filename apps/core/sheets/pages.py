"""The pages of an import: upload, progress, columns, preview, result. Thin: they ask policies and call actions."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core import trail
from apps.core.errors import InvalidInput
from apps.core.models import StagedImport
from apps.core.requests import address_of, key_of
from apps.core.sheets import actions, files, policies, progress, shown, template, words, workbook
from apps.core.sheets.register import Register
from apps.core.sheets.settling import sheet_settle
from apps.core.sheets.work import progress_of
from apps.core.sheets.workflow import State
from apps.core.ui import exact


class Pages:
    """The pages of one register's imports; of its own pages it makes a subclass that names them, too."""

    gets: ClassVar[tuple[str, ...]] = ("progress", "columns", "errors")
    posts: ClassVar[tuple[str, ...]] = ("choose", "select", "settle", "apply", "again", "discard")

    def __init__(self, register: Register) -> None:
        self.register, self.texts, self.model = register, register.texts, register.imports
        self.app, self.noun = self.model._meta.app_label, self.model._meta.model_name

    def require(self, request: HttpRequest, verb: str) -> Any:
        if not request.user.has_perm(f"{self.app}.{verb}_{self.noun}"):
            raise PermissionDenied
        return request.user

    def found(self, request: HttpRequest, pk: int, verb: str = "view") -> StagedImport:
        """The import, if it is within scope; else there is nothing here."""
        user = self.require(request, verb)
        rows = self.model._default_manager.visible_to(user).filter(pk=pk).select_related("uploaded_by")
        found: StagedImport | None = rows.first()
        if found is None:
            raise Http404
        return found

    def url(self, name: str, pk: int | None = None) -> str:
        return reverse(f"admin:{self.app}_{self.noun}_{name}", args=[] if pk is None else [pk])

    def page(
        self, request: HttpRequest, name: str, title: Any, found: StagedImport | None = None, **context: Any
    ) -> TemplateResponse:
        urls = {each: self.url(each) for each in ("add", "template", "changelist")}
        if found is not None:
            urls |= {each: self.url(each, found.pk) for each in (*self.gets, *self.posts, "change")}
        crumb = {"url": urls["changelist"], "title": self.register.title}
        shared = {"title": title, "crumb": crumb, "urls": urls, "found": found, "texts": self.texts}
        whole = {**admin.site.each_context(request), **shared, "register": self.register, **context}
        return TemplateResponse(request, f"core/sheets/{name}.html", whole)

    def to_import(self, found: StagedImport, query: str = "") -> HttpResponseRedirect:
        return HttpResponseRedirect(self.url("change", found.pk) + query)

    # Of all imports

    def upload(self, request: HttpRequest) -> HttpResponse:
        """Choose a file and send it."""
        user = self.require(request, "add")
        if request.method == "POST":
            sent = request.FILES.get("file")
            if sent is None:
                raise InvalidInput(self.texts.no_file, code="no_file", field="file")
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
            self.texts.upload,
            decision=policies.may_upload(self.register, user),
            communities=self._communities(user),
            questions=self.register.asked(None),
            most_mb=files.MOST_BYTES // 2**20,
            most_rows=files.MOST_ROWS,
        )

    def template(self, request: HttpRequest) -> HttpResponse:
        """The empty list to fill in."""
        user = self.require(request, "view")
        data = template.template(self.register, [name for _key, name in self._communities(user)])
        return workbook.download(data, _("%(name)s - template.xlsx") % {"name": self.register.entries_word})

    def _communities(self, user: Any) -> list[tuple[int, str]]:
        return sorted(self.register.areas(user).items(), key=lambda item: item[1])

    def _answers(self, request: HttpRequest) -> dict[str, str]:
        prefix = "answer-"
        return {key.removeprefix(prefix): str(said) for key, said in request.POST.items() if key.startswith(prefix)}

    # Of one import

    def one(self, name: str) -> Callable[[HttpRequest, int], HttpResponse]:
        """A page or step of one import. Whoever comes to a step without posting is shown the import's page."""
        show = getattr(self, f"_{name}")

        def view(request: HttpRequest, pk: int) -> HttpResponse:
            posted = request.method == "POST"
            if name in self.posts and not posted:
                found = self.found(request, pk)
                if request.headers.get("HX-Request"):
                    return HttpResponse(headers={"HX-Refresh": "true"})
                return self.to_import(found)
            if name not in self.posts and posted:
                return HttpResponse(status=405)
            changing = name in self.posts or name == "errors"
            answer: HttpResponse = show(request, self.found(request, pk, "change" if changing else "view"))
            return answer

        return view

    def show(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page of an import, by its state."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405)
        found = self.found(request, pk)
        views: dict[str, Callable[[HttpRequest, StagedImport], HttpResponse]] = {
            State.UPLOADED: self._working, State.APPLYING: self._working, State.READ: self._columns,
            State.PREVIEWED: self._preview, State.APPLIED: self._result, State.FAILED: self._failed,
            State.DISCARDED: self._result,
        }  # fmt: skip
        return views[found.state](request, found)

    def _how_far(self, found: StagedImport) -> dict[str, Any]:
        phase, done, total = progress.of(progress_of(found))
        percent = round(100 * done / total) if total else None
        return {"phase": progress.PHASES.get(phase, phase), "done": done, "total": total, "percent": percent}

    def _working(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        title = self.texts.reading if found.state == State.UPLOADED else self.texts.applying
        return self.page(request, "working", title, found, **self._how_far(found))

    def _progress(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        """How far the worker is; asked every second, and tells the page to reload when done."""
        response = TemplateResponse(request, "core/progress.html", self._how_far(found))
        if not found.is_working:
            response.headers["HX-Refresh"] = "true"
        return response

    def _columns(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        if found.state not in (State.READ, State.PREVIEWED):
            return self.to_import(found)
        return self.page(
            request,
            "columns",
            self.texts.columns,
            found,
            rows=shown.column_rows(found),
            meanings=shown.meanings(self.register),
            communities=self._communities(request.user),
            questions=self.register.asked(found),
            asked=shown.asked(self.register, found) if found.state == State.READ else [],
            may=policies.may(found, "read_again", request.user),
        )

    def _choose(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
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

    def _preview(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        register, address = self.register, self.url("change", found.pk)
        tab, tabs = shown.tabs(register, found, request.GET.get("tab", ""), address)
        own, search = shown.own_tab(register, tab), request.GET.get("q", "").strip()[:20]
        rows = shown.rows_of(register, found, tab, search)
        part = Paginator(rows, shown.PER_PAGE).get_page(request.GET.get("page"))
        return self.page(
            request,
            "preview",
            found.file_name,
            found,
            kpis=shown.kpis(register, found),
            facts=shown.facts(register, found),
            notices=[words.notice(register, notice) for notice in found.notices],
            problem=words.problem(register, found.problem) if found.problem else "",
            tab=tab,
            tabs=tabs,
            rows_template=own.template if own else f"core/sheets/{'faults' if tab == 'faulty' else 'entries'}.html",
            search=search,
            page=part,
            rows=shown.shown(register, tab, part.object_list),
            chosen=(chosen := register.chosen(found)),
            button=self.button(chosen),
            may=policies.may(found, "apply", request.user),
            steps={step.name for step in policies.steps_for(found, request.user)},
        )

    def _select(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        """Choose entries, or not: one by its box, or all of a tab."""
        one = key_of(request.POST.get("entry"))
        actions.sheet_select(
            sheet_import=found, by=request.user, chosen=bool(request.POST.get("chosen")),
            entries=None if one is None else [one], outcome=request.POST.get("outcome", "") if one is None else "",
        )  # fmt: skip
        return self.after(request, found)

    def _settle(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        """Take the sheet's value, or keep the register's; answers with the row, the tabs and the bar."""
        staged = sheet_settle(
            sheet_import=found, by=request.user, entry=key_of(request.POST.get("entry")) or 0,
            field=request.POST.get("field", ""), take=bool(request.POST.get("take")),
        )  # fmt: skip
        found.refresh_from_db(fields=["summary"])
        tab, tabs = shown.tabs(self.register, found, request.POST.get("tab", ""), self.url("change", found.pk))
        chosen = self.register.chosen(found)
        urls = {name: self.url(name, found.pk) for name in ("select", "settle")}
        context = {
            "row": shown.entry_row(self.register, staged), "tab": tab, "tabs": tabs, "urls": urls, "may": True,
            "register": self.register, "texts": self.texts, "chosen": chosen, "button": self.button(chosen),
        }  # fmt: skip
        return TemplateResponse(request, "core/sheets/settled.html", context)

    def after(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        """The bar with the button for a box that was ticked; the page itself for a button."""
        if request.headers.get("HX-Request"):
            chosen = self.register.chosen(found)
            context = {"chosen": chosen, "button": self.button(chosen), "may": True, "texts": self.texts}
            return TemplateResponse(request, "core/sheets/bar.html", context)
        return self.to_import(found, f"?tab={request.POST.get('tab', '')}&page={request.POST.get('page', '')}")

    def button(self, chosen: int) -> str:
        """What stands on the button that applies."""
        return ngettext("Apply %(n)s entry", "Apply %(n)s entries", chosen) % {"n": number_format(chosen)}

    def _apply(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        """Hand the chosen entries to the worker."""
        actions.sheet_apply(sheet_import=found, by=request.user)
        return self.to_import(found)

    def _again(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        """Read the file again as it is: after a failure, or to compare with the register of now."""
        meanings = {int(index): field for index, field in found.chosen_columns.items()}
        actions.sheet_choose(sheet_import=found, by=request.user, sheet=found.sheet, meanings=meanings)
        return self.to_import(found)

    def _discard(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        """Put the import away."""
        actions.sheet_discard(sheet_import=found, by=request.user)
        messages.success(request, _("The import was discarded. The register is as it was."))
        return HttpResponseRedirect(self.url("changelist"))

    def _result(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        register, texts = self.register, self.texts
        held_back, moved_on = found.summary.get(f"{register.noun}_with_faults", 0), shown.moved_on(register, found)
        who, applied = found.applied_by or _("the county's script"), found.applied_at
        return self.page(
            request,
            "result",
            found.file_name,
            found,
            facts=shown.result_facts(register, found) if found.state == State.APPLIED else [],
            done=str(texts.applied) % {"moment": exact(applied), "person": who} if applied else "",
            moved_on=moved_on,
            moved_on_words=str(texts.moved_on) % {"names": words.listed(moved_on)},
            held_back=held_back,
            held_back_words=str(texts.held_back) % {"count": held_back},
            has_file=hasattr(found, "file"),
            links=register.links(found),
        )

    def _failed(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        steps = {step.name for step in policies.steps_for(found, request.user)}
        return self.page(
            request, "failed", found.file_name, found, problem=words.problem(self.register, found.problem), steps=steps
        )  # fmt: skip

    def _errors(self, request: HttpRequest, found: StagedImport) -> HttpResponse:
        """The workbook to send back; it may hold personal data, so the download is logged."""
        if not hasattr(found, "file"):
            raise Http404
        trail.record(staff=request.user, kind="export", subject=found, address=address_of(request))
        data = workbook.of_import(self.register, found)
        return workbook.download(data, _("%(name)s - to correct.xlsx") % {"name": found.file_name.rsplit(".", 1)[0]})
