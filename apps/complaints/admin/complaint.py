"""The list of complaints, and the addresses of the pages of one."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from apps.complaints.admin import bulk, pages
from apps.complaints.filters import ComplaintFilter
from apps.complaints.models import Complaint
from apps.complaints.vocabulary import Category
from apps.complaints.words import CATEGORY_ICONS, due_chip, heading, place_words, state_chip
from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.admin_filters import FilterSetChangeList
from apps.core.scope import scope_of

PENDING = "stage=pending"
NEWEST = ("-submitted_at", "-pk")
# Lists of what is to be done begin with what runs out first; the others with the newest.
BY_DUE = ({"stage": "pending"}, {"stage": "open"}, {"overdue": "true"}, {"due_today": "true"})


class ComplaintChangeList(FilterSetChangeList):
    """Shows in its headings the order that the list really has."""

    order_asked: tuple[str, ...] = NEWEST

    def get_ordering(self, request: HttpRequest, queryset: Any) -> Any:
        self.order_asked = self.model_admin.get_ordering(request)
        return super().get_ordering(request, queryset)

    def _get_default_ordering(self) -> Any:
        return self.order_asked


@admin.register(Complaint)
class ComplaintAdmin(ScopedAdmin):
    """Requests of residents: what is to be done first."""

    list_display = ("matter", "place_column", "in_community", "state_column", "due_column", "who", "came_in")
    export_only = ("words",)
    filterset_class = ComplaintFilter
    actions = ("accept_selected", "assign_selected")
    list_title = _("Complaints")
    add_word = _("File for a resident")
    empty_title = _("Nothing here")
    empty_text = _("Complaints come in from the residents' phones, or are filed by staff. What waits stands here.")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return ComplaintChangeList

    def usual_columns(self, request: HttpRequest) -> tuple[str, ...]:
        """The community stands in its own column where there is more than one."""
        scope = scope_of(request.user)
        several = scope.county or scope.townships or len(scope.communities) > 1
        return self.list_display if several else tuple(name for name in self.list_display if name != "in_community")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = Complaint.objects.visible_to(request.user).with_due().select_related("community", "building", "handler")
        return rows.defer("reporter_name", "reporter_phone").order_by(*self.get_ordering(request))

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        asked = request.GET
        if any(all(asked.get(name) == value for name, value in view.items()) for view in BY_DUE):
            return ("due_at", "pk")
        return NEWEST

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Without a question, the filter one keeps for it, or what is to be done."""
        if request.method == "GET" and not request.GET and not self.opening(request):
            return HttpResponseRedirect(f"{request.path}?{PENDING}")
        context = {"tabs_of_complaints": _tabs(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page of one complaint; it is changed by its steps only."""
        return pages.detail(self, request, object_id)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """代居民登记."""
        return pages.file(self, request)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The page itself tells what happened."""
        return HttpResponseRedirect(reverse("admin:complaints_complaint_change", args=[object_id]))

    def get_urls(self) -> list[Any]:
        def own(view: Any, *, cacheable: bool = False) -> Any:
            return self.admin_site.admin_view(lambda request, **keys: view(self, request, **keys), cacheable)

        name = "complaints_complaint_"
        return [
            path("<path:object_id>/steps/<slug:step>/", own(pages.step), name=f"{name}step"),
            path("<path:object_id>/note/", own(pages.note), name=f"{name}note"),
            path("<path:object_id>/reveal/", own(pages.reveal), name=f"{name}reveal"),
            path("<path:object_id>/photos/<int:photo>/", own(pages.photo, cacheable=True), name=f"{name}photo"),
            path("assign/", own(bulk.assign_page), name=f"{name}assign"),
            *super().get_urls(),
        ]

    @display(description=_("matter"), ordering="category")
    def matter(self, row: Complaint) -> Any:
        icon = CATEGORY_ICONS[Category(row.category)]
        words = row.text or "—"
        return format_html(
            '<span class="cp-matter"><span class="aj-icon" aria-hidden="true">{}</span>'
            '<span><b>{}</b> <span class="cp-number">{}</span><span class="cp-text" title="{}">{}</span></span></span>',
            icon, heading(row), row, words, words,
        )  # fmt: skip

    def export_matter(self, row: Complaint) -> str:
        return f"{heading(row)} {row}"

    @display(description=_("text"))
    def words(self, row: Complaint) -> str:
        return row.text

    @display(description=pgettext_lazy("complaint", "where"), ordering="building")
    def place_column(self, row: Complaint) -> Any:
        return place_words(row)

    @display(description=_("community"), ordering="community")
    def in_community(self, row: Complaint) -> Any:
        return row.community.name

    @display(description=_("state"), ordering="state")
    def state_column(self, row: Complaint) -> Any:
        return state_chip(row)

    @display(description=_("clock"), ordering="due_at")
    def due_column(self, row: Complaint) -> Any:
        return due_chip(row)

    def export_due_column(self, row: Complaint) -> Any:
        return row.due_at or "—"

    @display(description=_("handler"), ordering="handler")
    def who(self, row: Complaint) -> Any:
        return str(row.handler) if row.handler else "—"

    @display(description=_("came in"), ordering="submitted_at")
    def came_in(self, row: Complaint) -> Any:
        return format_html(
            '<span class="aj-nowrap" title="{}">{}</span>', ui.exact(row.submitted_at), ui.when(row.submitted_at)
        )

    def export_came_in(self, row: Complaint) -> Any:
        return row.submitted_at

    @admin.action(description=_("Accept"), permissions=["change"])
    def accept_selected(self, request: HttpRequest, queryset: Any) -> None:
        bulk.accept(self, request, queryset)

    @admin.action(description=_("Assign…"), permissions=["change"])
    def assign_selected(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        keys = QueryDict(mutable=True)
        keys.setlist("pk", [str(pk) for pk in queryset.values_list("pk", flat=True)])
        return HttpResponseRedirect(f"{reverse('admin:complaints_complaint_assign')}?{keys.urlencode()}")


def _tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """The lists one looks at most, each with how many wait (two counts of pending rows)."""
    mine = Complaint.objects.visible_to(request.user).pending()
    counts = {"stage=pending": mine.count(), "overdue=true": mine.overdue().count()}
    views = (
        (PENDING, _("To be done")),
        ("overdue=true", _("Overdue")),
        ("due_today=true", _("Due today")),
        ("mine=true&stage=pending", _("Given to me")),
        ("state=resolved", _("Call-back due")),
        ("stage=", _("All")),
    )
    query = request.GET.urlencode()
    return [
        {
            "url": f"?{view}",
            "title": title,
            "count": counts.get(view),
            "current": query == view,
            "late": view == "overdue=true",
        }
        for view, title in views
    ]
