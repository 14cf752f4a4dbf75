"""The page on which a register's workbook is read: upload, preview, apply."""

import secrets
from typing import ClassVar

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.core import trail
from apps.core.errors import DomainError, InvalidInput
from apps.core.lists.export import Export, as_download, marks_of
from apps.core.registers.resource import Register
from apps.core.registers.work import Outcome, register_apply, register_try, register_workbook
from apps.core.requests import address_of

WAITS_SECONDS = 1_800  # a preview that nobody applied is forgotten


class RegisterPages:
    """For a ScopedAdmin: `register` names its columns, and the list can be taken out and read back as a workbook.

    `sheet_imports` ("app.model") names the imports of lists that offices send (apps/core/sheets), where there are any.
    """

    register: ClassVar[type[Register] | None] = None
    sheet_imports: ClassVar[str] = ""

    def get_urls(self) -> list[URLPattern]:
        site, opts = self.admin_site, self.opts  # type: ignore[attr-defined]
        name = f"{opts.app_label}_{opts.model_name}"
        own = [
            path("import/", site.admin_view(self.import_view), name=f"{name}_import"),
            path("register/", site.admin_view(self.register_view), name=f"{name}_register"),
        ]
        return (own if self.register else []) + super().get_urls()

    def import_url(self, request: HttpRequest) -> str:
        """Where one reads a workbook in; empty where this person may not."""
        if self.sheet_imports:
            app, noun = self.sheet_imports.split(".")
            may = request.user.has_perm(f"{app}.view_{noun}")
            return reverse(f"admin:{app}_{noun}_changelist") if may else ""
        return self._address("import") if self.register and self._may_import(request) else ""

    def _may_import(self, request: HttpRequest) -> bool:
        return bool(self.has_add_permission(request) and self.has_change_permission(request))  # type: ignore[attr-defined]

    def _address(self, page: str) -> str:
        opts = self.opts  # type: ignore[attr-defined]
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}")

    def register_view(self, request: HttpRequest) -> FileResponse:
        """Today's rows in the form that can be read back; recorded like every export."""
        if not self.has_view_permission(request) or self.register is None:  # type: ignore[attr-defined]
            raise PermissionDenied
        opts = self.opts  # type: ignore[attr-defined]
        register, title = self.register(user=request.user), capfirst(str(opts.verbose_name_plural))
        export = Export(self.model, title, None, (), "")  # type: ignore[attr-defined]
        count = register.get_queryset().count()
        about = {"subject": f"{opts.label_lower}:list", "field": f"rows:{count}"}
        trail.record(staff=request.user, kind="export", address=address_of(request), **about)
        content, _count = register_workbook(register=register, marks=marks_of(request.user, export, count))
        return as_download(content, title)

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Upload, look at what would change, apply. A faulty file changes nothing."""
        if not self._may_import(request) or self.register is None:
            raise PermissionDenied
        register, outcome, ticket, problem = self.register(user=request.user), None, "", ""
        if request.method == "POST":
            try:
                if "ticket" in request.POST:
                    return self._read_in(request, register)
                outcome, ticket = self._preview(request, register)
            except DomainError as error:
                problem = str(error.message)
        opts = self.opts  # type: ignore[attr-defined]
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Read in a workbook"),
            "crumb": {"url": self._address("changelist"), "title": capfirst(str(opts.verbose_name_plural))},
            "outcome": outcome,
            "ticket": ticket,
            "problem": problem,
            "columns": [(register.heading(name), name in register.required()) for name in register.fields],
            "register_url": self._address("register"),
        }
        return TemplateResponse(request, "anju/register.html", context, status=400 if problem else 200)

    def _preview(self, request: HttpRequest, register: Register) -> tuple[Outcome, str]:
        upload = request.FILES.get("file")
        if upload is None:
            raise InvalidInput(_("Choose a workbook first."), code="required", field="file")
        data = upload.read()
        outcome = register_try(register=register, data=data)
        if outcome.faults:
            return outcome, ""
        ticket = secrets.token_urlsafe(24)
        cache.set(_place(request, ticket), data, WAITS_SECONDS)
        return outcome, ticket

    def _read_in(self, request: HttpRequest, register: Register) -> HttpResponse:
        place = _place(request, request.POST["ticket"])
        data = cache.get(place)
        if data is None:
            raise InvalidInput(_("The preview is more than half an hour old. Upload the workbook again."), code="late")
        outcome = register_apply(register=register, data=data)
        cache.delete(place)
        words = _("%(new)s new, %(update)s changed, %(skip)s as they were.")
        messages.success(request, words % outcome.counts)
        return HttpResponseRedirect(self._address("changelist"))


def _place(request: HttpRequest, ticket: str) -> str:
    return f"register:{request.user.pk}:{request.path}:{ticket[:64]}"
