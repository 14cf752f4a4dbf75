"""Households: the list, and the file of one household."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core.admin import ScopedAdmin
from apps.core.ui import chip, missing
from apps.households.actions import household_add, household_correct
from apps.households.admin.columns import prepared
from apps.households.admin.file_dialogs import dialog_page
from apps.households.admin.file_page import file_page
from apps.households.admin.gone_to import gone_to
from apps.households.admin.life_dialogs import preview_page
from apps.households.card import card_response
from apps.households.filters import HouseholdFilter
from apps.households.models import Household
from apps.households.residence import residence_chip
from apps.households.search import households_matching


@admin.register(Household)
class HouseholdAdmin(ScopedAdmin):
    """The list of households within scope."""

    list_display = ("code", "head", "place", "kind_word", "people", "living", "in_community")
    list_display_links = ("code", "head")
    more_columns = ("origin_village", "moved_in_on", "left_on", "contract_land_mu", "title_issued")
    list_numbers = ("people", "contract_land_mu")
    fields = (("community", "code"), ("origin_village", "moved_in_on"),
              ("title_issued", "title_issued_on", "title_number"), ("old_house", "demolished_on", "reclaimed_on"),
              ("compensation_yuan", "compensation_paid_on", "contract_land_mu"))  # fmt: skip
    chosen_once = ("community",)  # its people, rooms and history carry the community too
    search_fields = ("code",)
    ordering = ("code", "pk")
    filterset_class = HouseholdFilter
    list_title = _("Households")
    empty_title = _("No households yet")
    empty_text = _("Import the roster of the community, or add households one by one.")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("community")
        return prepared(rows.with_place().with_head().with_size().with_residence(), self.get_list_display(request))

    @display(description=_("head"))
    def head(self, household: Any) -> Any:
        return household.head_name or ("—" if household.left_on else missing())

    @display(description=_("room"))
    def place(self, household: Any) -> Any:
        return household.place_label or ("—" if household.left_on else missing(_("no dwelling")))

    @display(description=_("household class"), ordering="kind")
    def kind_word(self, household: Any) -> Any:
        return household.get_kind_display() or missing()

    @display(description=_("people"))
    def people(self, household: Any) -> Any:
        return household.size or 0

    @display(description=_("residence status"))
    def living(self, household: Any) -> Any:
        if household.left_on:
            return chip("neutral", _("has left"), icon="logout")
        return residence_chip(household.residence)

    @display(description=_("community"))
    def in_community(self, household: Any) -> Any:
        return household.community.name

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return (queryset.filter(households_matching(search_term)) if search_term else queryset), False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """People, dwelling, presence and class have a day and a reason: the dialogs of the file record them."""
        return self.fields if obj else (*self.fields[:1], ("kind", *self.fields[1]), *self.fields[2:])

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The actions write; the row of the form takes over what they wrote."""
        values = {name: form.cleaned_data[name] for name in form.fields if name in form.cleaned_data}
        if change:
            values = {name: values[name] for name in form.changed_data if name in values}
            household_correct(household=obj, by=request.user, **values)
        else:
            obj.__dict__.update(household_add(by=request.user, **values).__dict__)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._to_file(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._to_file(request, obj) or super().response_change(request, obj)

    def _to_file(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        if "_save" not in request.POST or "_popup" in request.POST:
            return None
        messages.success(request, _("Saved."))
        return redirect("admin:households_household_change", obj.pk)

    def get_urls(self) -> list[URLPattern]:
        edit = self.admin_site.admin_view(self.edit_view)
        do, card = self.admin_site.admin_view(self.do_view), self.admin_site.admin_view(self.card_view)
        preview = self.admin_site.admin_view(self.preview_view)
        return [
            path("<path:object_id>/card.pdf", card, name="households_household_card"),
            path("<path:object_id>/edit/", edit, name="households_household_edit"),
            path("<path:object_id>/do/<slug:key>/", do, name="households_household_do"),
            path("<path:object_id>/preview/<slug:key>/", preview, name="households_household_preview"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The file of the household; its register is corrected on a page of its own."""
        household = self.get_object(request, object_id)
        if household is None:
            return self._elsewhere(request, object_id)
        if not self.has_view_permission(request, household):
            raise PermissionDenied
        return file_page(request, household, self.admin_site.each_context(request))

    def _elsewhere(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """On to where the household stands now, if that is known."""
        found = gone_to(object_id, request.user) if self.has_view_permission(request) else None
        if found is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        messages.info(request, found[1])
        return redirect(found[0])

    def card_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The card to print."""
        household = self.get_object(request, object_id)
        if household is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, household):
            raise PermissionDenied
        return card_response(request, household)

    def do_view(self, request: HttpRequest, object_id: str, key: str) -> HttpResponse:
        """A quick action of the file that asks for something first."""
        household = self.get_object(request, object_id)
        if household is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return dialog_page(request, household, key, self.admin_site.each_context(request))

    def preview_view(self, request: HttpRequest, object_id: str, key: str) -> HttpResponse:
        """What a life event would change."""
        household = self.get_object(request, object_id)
        if household is None:
            raise Http404
        return preview_page(request, household, key)

    def edit_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The plain form over the register."""
        return self.changeform_view(request, object_id, "", {"show_history": False})
