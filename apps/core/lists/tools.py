"""The tools above an admin list: columns, kept filters, taking it along. Every ScopedAdmin has them."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from apps.core.admin_filters import VIEW
from apps.core.errors import DomainError, InvalidInput
from apps.core.lists import actions
from apps.core.lists.columns import chosen, label_of, layout_of, list_key, value_of
from apps.core.lists.export import (
    Column,
    Export,
    as_download,
    list_export,
    may_export,
    may_reveal_all,
    words_of_filter,
)
from apps.core.models import SavedFilter
from apps.core.requests import address_of, key_of


class ListTools:
    """What a ScopedAdmin with a filter set offers above its list.

    `more_columns` can be added to those that the list shows by itself. `reveals` gives the whole value of a masked
    column (`{"masked_id": lambda member: member.id_number}`) to those who may reveal, in exports with a reason. A
    method `export_<column>` gives a column's plain value, or None for "not collected".
    """

    more_columns: ClassVar[tuple[str, ...]] = ()
    reveals: ClassVar[dict[str, Any]] = {}
    export_only: ClassVar[tuple[str, ...]] = ()

    def usual_columns(self, request: HttpRequest) -> tuple[str, ...]:
        """The columns of somebody who chose none."""
        return tuple(self.list_display)  # type: ignore[attr-defined]

    def available_columns(self, request: HttpRequest) -> tuple[str, ...]:
        """All columns one may choose from."""
        return tuple(dict.fromkeys((*self.usual_columns(request), *self.more_columns)))

    def get_list_display(self, request: HttpRequest) -> Any:
        usual = self.usual_columns(request)
        if self.filterset_class is None:  # type: ignore[attr-defined]
            return usual
        return chosen(request, self, self.available_columns(request), usual)

    def get_urls(self) -> list[URLPattern]:
        site, opts = self.admin_site, self.opts  # type: ignore[attr-defined]
        own = []
        if self.filterset_class is not None:  # type: ignore[attr-defined]
            name = f"{opts.app_label}_{opts.model_name}"
            own = [
                path("tools/", site.admin_view(self.tools_view), name=f"{name}_tools"),
                path("export/", site.admin_view(self.export_view), name=f"{name}_export"),
            ]
        return own + super().get_urls()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Without a question, the filter that this person's list opens with."""
        opens = self.opening(request)
        if opens:
            return HttpResponseRedirect(f"{request.path}?{opens}")
        return super().changelist_view(request, extra_context)

    def opening(self, request: HttpRequest) -> str:
        """The kept question of a list opened by its bare address, if the person still sees that filter."""
        if request.method != "GET" or request.GET or self.filterset_class is None:  # type: ignore[attr-defined]
            return ""
        layout = layout_of(request, self)
        kept = layout.opens_with if layout else None
        return kept.query if kept and SavedFilter.objects.visible_to(request.user).filter(pk=kept.pk).exists() else ""

    def list_tools(self, request: HttpRequest) -> dict[str, Any]:
        """What templates/anju/list_tools.html shows."""
        layout, query = layout_of(request, self), request.GET.urlencode()
        names = self.get_list_display(request)
        rest = [name for name in self.available_columns(request) if name not in names]
        kept = SavedFilter.objects.visible_to(request.user).filter(list_key=list_key(self)).select_related("owner")
        present = _comparable(query)
        return {
            "columns": [(name, label_of(self, name), name in names) for name in (*names, *rest)],
            "filters": [
                {
                    "row": row,
                    "mine": row.owner_id == request.user.pk,
                    "current": _comparable(row.query) == present,
                    "opens": bool(layout and layout.opens_with_id == row.pk),
                }
                for row in kept.order_by("name", "pk")
            ],
            "communities": _shareable(request.user),
            "query": query,
            "import_url": self.import_url(request),  # type: ignore[attr-defined]
            "tools_url": self._tools_url("tools"),
            "export_url": f"{self._tools_url('export')}?{query}" if may_export(request.user, self.model) else "",  # type: ignore[attr-defined]
        }

    def _tools_url(self, page: str) -> str:
        opts = self.opts  # type: ignore[attr-defined]
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}")

    def tools_view(self, request: HttpRequest) -> HttpResponse:
        """Keep, delete or open with a filter; choose columns. Back to the list as it was."""
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        query = request.POST.get("query", "")
        try:
            query = self._apply(request, request.POST.get("do", "")) or query
        except DomainError as error:
            messages.error(request, str(error.message))
        opts = self.opts  # type: ignore[attr-defined]
        back = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        return HttpResponseRedirect(f"{back}?{query or urlencode({VIEW: 'all'})}")

    def _apply(self, request: HttpRequest, what: str) -> str:
        by, key, post = request.user, list_key(self), request.POST
        if what == "columns":
            names = [] if "usual" in post else post.getlist("columns")
            actions.columns_choose(by=by, list_key=key, columns=names, available=self.available_columns(request))
        elif what == "save":
            shared = next((place for place in _shareable(by) if str(place.pk) == post.get("shared_with")), None)
            saved = actions.filter_save(by=by, list_key=key, name=post.get("name", ""), query=post.get("query", ""),
                                        shared_with=shared, opens="opens" in post)  # fmt: skip
            messages.success(request, _("Kept as “%(name)s”.") % {"name": saved.name})
            return saved.query
        elif what == "delete":
            actions.filter_delete(by=by, list_key=key, key=key_of(post.get("filter")) or 0)
            messages.success(request, _("Deleted."))
        elif what == "opens":
            rows = SavedFilter.objects.visible_to(by).filter(list_key=key, pk=key_of(post.get("filter")) or 0)
            actions.list_opens_with(by=by, list_key=key, saved=rows.first())
        else:
            raise InvalidInput(code="unknown_step")
        return ""

    def export_view(self, request: HttpRequest) -> HttpResponse | FileResponse:
        """What is taken along, asked once more; then the file."""
        model = self.model  # type: ignore[attr-defined]
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        changelist: Any = self.get_changelist_instance(request)  # type: ignore[attr-defined]
        export = self.export_of(request, changelist)
        whole, reason, problem = "whole" in request.POST, request.POST.get("reason", ""), ""
        if request.method == "POST":
            try:
                content, _count = list_export(by=request.user, export=export, whole=whole, reason=reason,
                                              address=address_of(request))  # fmt: skip
                return as_download(content, export.title)
            except DomainError as error:
                problem = str(error.message)
        opts = self.opts  # type: ignore[attr-defined]
        query = request.GET.urlencode()
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Take along as a workbook"),
            "crumb": {"url": f"{reverse(f'admin:{opts.app_label}_{opts.model_name}_changelist')}?{query}",
                      "title": export.title},
            "count": changelist.queryset.count(),
            "export": export,
            "may_reveal": bool(self.reveals) and may_reveal_all(request.user, model),
            "masked": [label_of(self, name) for name in self.get_list_display(request) if name in self.reveals],
            "whole": whole,
            "reason": reason,
            "problem": problem,
        }  # fmt: skip
        return TemplateResponse(request, "anju/export.html", context, status=200 if not problem else 400)

    def export_of(self, request: HttpRequest, changelist: Any) -> Export:
        """The list on the screen, all its pages."""
        names = [*self.get_list_display(request), *self.export_only]
        columns = [Column(label_of(self, name), _value(self, name), self.reveals.get(name)) for name in names]
        title = str(self.list_title or self.opts.verbose_name_plural)  # type: ignore[attr-defined]
        words = words_of_filter(getattr(changelist, "filterset", None))
        return Export(self.model, title, changelist.queryset, columns, words)  # type: ignore[attr-defined]


def _value(model_admin: Any, name: str) -> Any:
    return lambda row: value_of(model_admin, name, row)


def _comparable(query: str) -> str:
    try:
        return "&".join(sorted(actions.tidy_query(query).split("&")))
    except InvalidInput:
        return ""


def _shareable(user: Any) -> list[Any]:
    """Communities within which this person may share a filter; for a whole county it would be a list too long."""
    field: Any = SavedFilter._meta.get_field("shared_with")
    return list(field.related_model.objects.visible_to(user).order_by("name", "pk")[:30])
