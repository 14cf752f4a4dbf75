"""The page of one row in the admin, and what may be done with it there: each deed asks in place and acts.

A `Deed` names its form, its action and who may; the page shows those that are open to the person who looks. What the
form or the action refuses comes back in words at its field, with everything that was typed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from apps.core.errors import DomainError, InvalidInput
from apps.core.handlers import REFUSAL_HEADER
from apps.core.requests import key_of

# What core/row.html shows where a page has it.
BLANK: dict[str, Any] = {"facts": [], "parts": [], "entries": [], "said": None}
PART: dict[str, Any] = {"url": "", "link": "", "note": "", "empty": "", "headers": [], "rows": []}


class NothingToAsk(forms.Form):
    """A deed that one press of its button does."""


def _no_questions(row: Any, user: Any, data: Any) -> forms.BaseForm:
    return NothingToAsk(data)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that may be done with a row. `form(row, user, data)`: data is None until it is sent.

    `act(row, user, answers)` does it; text that it returns is told, an address (HttpResponse) is followed. `main` makes
    the page's one primary button, `careful` says that it cannot be undone; `place` names the part of the page where it
    stands ("" for the side).
    """

    key: str
    words: Any
    act: Callable[[Any, Any, dict[str, Any]], Any]
    may: Callable[[Any, Any], Any]
    form: Callable[[Any, Any, Any], forms.BaseForm] = _no_questions
    icon: str = "edit"
    hint: Any = ""
    place: str = ""
    main: bool = False
    careful: bool = False


class DeedPages:
    """For a ScopedAdmin: the page of one row is `page_template` with `page_context`; its form stands at …/edit/."""

    deeds: ClassVar[Sequence[Deed]] = ()
    page_template: ClassVar[str] = "core/row.html"
    edits: ClassVar[bool] = False

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        """What the page shows beside its deeds."""
        return {}

    def page_title(self, row: Any) -> str:
        return str(row)

    def find(self, request: HttpRequest, object_id: str) -> Any:
        """The row within scope."""
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        if key_of(object_id) is None:
            raise Http404
        return get_object_or_404(self.get_queryset(request), pk=object_id)  # type: ignore[attr-defined]

    def url_of(self, row: Any, page: str = "change", *more: Any) -> str:
        """The address of a page of the row."""
        opts = self.opts  # type: ignore[attr-defined]
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[row.pk, *more])

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page of the row; its register is changed on a page of its own."""
        return self.shown(request, self.find(request, object_id))

    def edit_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Change what is known of it."""
        row = self.find(request, object_id)
        if not self.edits or not self.has_change_permission(request, row):  # type: ignore[attr-defined]
            raise PermissionDenied
        return super().change_view(request, object_id)

    def do_view(self, request: HttpRequest, object_id: str, deed: str) -> HttpResponse:
        """Do it, or show the page again with what was wrong."""
        row = self.find(request, object_id)
        found = next((each for each in self.deeds if each.key == deed), None)
        if found is None:
            raise Http404
        if request.method != "POST":
            return HttpResponseRedirect(self.url_of(row))
        form = found.form(row, request.user, request.POST)
        try:
            answer = found.act(row, request.user, _answers(form))
        except DomainError as error:
            if error.field in form.fields and error.field not in form.errors:
                form.add_error(error.field, str(error.message))
            elif error.field not in form.fields:
                messages.error(request, str(error.message))
            return self.shown(request, self.find(request, object_id), error=error, sent={deed: form})
        if isinstance(answer, HttpResponse):
            return answer
        messages.success(request, answer if isinstance(answer, str) else _("Done: %(step)s") % {"step": found.words})
        return HttpResponseRedirect(self.url_of(row))

    def shown(
        self, request: HttpRequest, row: Any, *, error: DomainError | None = None, sent: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page; after a refusal with the form as it was sent."""
        opts, user = self.opts, request.user  # type: ignore[attr-defined]
        listed = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        edits = self.edits and self.has_change_permission(request, row)  # type: ignore[attr-defined]
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": self.page_title(row),
            "crumb": {"url": listed, "title": self.list_title or opts.verbose_name_plural},  # type: ignore[attr-defined]
            "row": row,
            "edit_url": self.url_of(row, "edit") if edits else "",
            **BLANK,
            **self.page_context(row, user, request),
            "deeds": self._open(row, user, sent or {}),
        }
        context["parts"] = [PART | part for part in context["parts"]]
        response = TemplateResponse(request, self.page_template, context, status=error.status if error else 200)
        if error:
            response[REFUSAL_HEADER] = error.code
        return response

    def _open(self, row: Any, user: Any, sent: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
        """By part of the page, the deeds open to this person with their forms and addresses."""
        places: dict[str, list[dict[str, Any]]] = {}
        for deed in self.deeds:
            if deed.key not in sent and not deed.may(row, user):
                continue
            form = sent.get(deed.key) or deed.form(row, user, None)
            shown = {"deed": deed, "form": form, "open": deed.key in sent, "url": self.url_of(row, "do", deed.key)}
            places.setdefault("main" if deed.main else deed.place or "side", []).append(shown)
        return places

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The page itself tells what happened."""
        return HttpResponseRedirect(self.url_of(self.find(request, object_id)))

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        return HttpResponseRedirect(self.url_of(obj))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return HttpResponseRedirect(self.url_of(obj))

    def get_urls(self) -> list[Any]:
        site, opts = self.admin_site.admin_view, self.opts  # type: ignore[attr-defined]
        name = f"{opts.app_label}_{opts.model_name}"
        own = [path("<path:object_id>/do/<slug:deed>/", site(self.do_view), name=f"{name}_do")]
        if self.edits:
            own.append(path("<path:object_id>/edit/", site(self.edit_view), name=f"{name}_edit"))
        return [*own, *super().get_urls()]


def _answers(form: forms.BaseForm) -> dict[str, Any]:
    """What was answered. Raises InvalidInput with the first fault, at its field."""
    if form.is_valid():
        return form.cleaned_data
    field, faults = next(iter(form.errors.as_data().items()))
    raise InvalidInput(" ".join(faults[0].messages), field=field)
