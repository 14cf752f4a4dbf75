"""The list of facilities, and the addresses of the pages of one and of the gap analysis."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from apps.communities.models import Community
from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.requests import key_of
from apps.core.ui import missing
from apps.facilities.actions import FIELDS, facility_change, facility_register
from apps.facilities.admin import gap_list, gap_pages, map_page, pages
from apps.facilities.admin.map_page import place_canvas
from apps.facilities.filters import FacilityFilter
from apps.facilities.forms import FacilityForm
from apps.facilities.models import Facility
from apps.facilities.vocabulary import Kind
from apps.facilities.words import KIND_ICONS, capacity_words, hours_line, inspection_chip, state_chip, where
from apps.facilities.workflow import DEFECT_OPEN


@admin.register(Facility)
class FacilityAdmin(ScopedAdmin):
    """Public facilities: what there is, what is due, what is broken."""

    list_display = ("title", "place_column", "state_column", "size", "inspection", "broken")
    export_only = ("hours_column", "telephone", "latitude", "longitude")
    list_numbers = ("size", "broken")
    filterset_class = FacilityFilter
    form = FacilityForm
    ordering = ("community", "kind", "name", "pk")
    chosen_once = ("community",)
    list_before_template = "facilities/links.html"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "community",
                    ("kind", "name"),
                    "starts_as",
                    ("building", "address"),
                    "phone",
                    ("capacity", "capacity_unit"),
                    "note",
                )
            },
        ),
        (_("opening hours"), {"fields": ("hours", ("on_holidays", "hours_note"))}),
        (_("On the map"), {"fields": (("latitude", "longitude"), ("datum", "altitude_m"))}),
    )
    change_form_after_template = "facilities/form_map.html"
    list_title = _("Facilities")
    sheet_imports = "facilities.facilityimport"
    add_word = _("Register a facility")
    empty_title = _("No facilities yet")
    empty_text = _("Register what the community has: kindergarten, clinic, market. The gap analysis starts from here.")

    def get_queryset(self, request: HttpRequest) -> Any:
        broken = Count("defects", filter=Q(defects__state__in=DEFECT_OPEN))
        return super().get_queryset(request).select_related("community", "building").annotate(defects_n=broken)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The state is chosen when a facility is registered; afterwards it moves by steps."""
        found = super().get_fieldsets(request, obj)
        if obj is None:
            return found
        (none, first), *others = found
        kept = tuple(name for name in first["fields"] if name != "starts_as")
        return [(none, {**first, "fields": kept}), *others]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """With a map under the fields: a click on it sets the coordinates."""
        near = Community.objects.visible_to(request.user).filter(latitude__isnull=False).order_by("pk").first()
        row = self.get_queryset(request).filter(pk=key_of(object_id)).first() if object_id else None
        extra = {**(extra_context or {}), "canvas": place_canvas(row, near)}
        return super().changeform_view(request, object_id, form_url, extra)

    def save_model(self, request: HttpRequest, obj: Facility, form: Any, change: bool) -> None:
        """Both go through the actions, which ask the policy."""
        given = {name: form.cleaned_data[name] for name in FIELDS if name in form.cleaned_data}
        if change:
            facility_change(facility=obj, by=request.user, **given)
            return
        state = form.cleaned_data.get("starts_as") or "open"
        made = facility_register(by=request.user, community=form.cleaned_data["community"], state=state, **given)
        obj.pk, obj._state.adding = made.pk, False

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        return pages.back(obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return pages.back(obj)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The page of one facility; the register is changed on its own page."""
        return pages.detail(self, request, object_id)

    def edit(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Change what is known of it."""
        facility = pages.find(self, request, object_id)
        if not self.has_change_permission(request, facility):
            raise PermissionDenied
        return super().change_view(request, object_id)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The page itself tells what happened."""
        return HttpResponseRedirect(reverse("admin:facilities_facility_change", args=[object_id]))

    def get_urls(self) -> list[Any]:
        def own(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **keys: view(self, request, **keys))

        def taking(what: str) -> Any:
            return own(lambda admin, request, object_id: pages.take(admin, request, object_id, what))

        name = "facilities_facility_"
        edit = self.admin_site.admin_view(self.edit)
        return [
            path("gaps/", own(gap_pages.matrix), name=f"{name}gaps"),
            path("gaps/list/", own(gap_list.gap_list), name=f"{name}gap_list"),
            path("gaps/people/", own(gap_list.people), name=f"{name}gap_people"),
            path("map/", own(map_page.show), name=f"{name}map"),
            path("gaps/<int:community>/", own(gap_pages.community), name=f"{name}gaps_of"),
            path("<path:object_id>/edit/", edit, name=f"{name}edit"),
            path("<path:object_id>/steps/<slug:step>/", own(pages.step), name=f"{name}step"),
            path("<path:object_id>/photos/<int:photo>/", own(pages.photo), name=f"{name}photo"),
            path("<path:object_id>/staffing/", taking("staffing"), name=f"{name}staffing"),
            path("<path:object_id>/inspection/", taking("inspection"), name=f"{name}inspection"),
            path("<path:object_id>/defect/", taking("defect"), name=f"{name}defect"),
            *super().get_urls(),
        ]

    @display(description=_("facility"), ordering="name")
    def title(self, row: Facility) -> Any:
        return ui.named(KIND_ICONS[Kind(row.kind)], row.name, row.get_kind_display())

    def export_title(self, row: Facility) -> str:
        return f"{row.name} · {row.get_kind_display()}"

    @display(description=pgettext_lazy("facility", "where"), ordering="community")
    def place_column(self, row: Facility) -> str:
        return where(row)

    @display(description=_("state"), ordering="state")
    def state_column(self, row: Facility) -> Any:
        return state_chip(row)

    @display(description=_("capacity"), ordering="capacity")
    def size(self, row: Facility) -> Any:
        return capacity_words(row) or missing()

    def export_size(self, row: Facility) -> Any:
        return row.capacity

    @display(description=_("inspection due"), ordering="inspection_due")
    def inspection(self, row: Facility) -> Any:
        return inspection_chip(row)

    def export_inspection(self, row: Facility) -> Any:
        return row.inspection_due

    @display(description=_("open defects"), ordering="defects_n")
    def broken(self, row: Any) -> int:
        return row.defects_n

    @display(description=_("opening hours"))
    def hours_column(self, row: Facility) -> Any:
        return hours_line(row)

    @display(description=_("telephone"))
    def telephone(self, row: Facility) -> str:
        return row.phone
