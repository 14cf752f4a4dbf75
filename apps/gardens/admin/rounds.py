"""Rounds: their list, and the addresses of the page of one."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import DeedPages
from apps.core.lists.export import as_download, list_export
from apps.core.requests import address_of
from apps.gardens.actions import ROUND_FIELDS, round_change, round_open
from apps.gardens.admin.draft_page import draft_page
from apps.gardens.admin.round_deeds import DEEDS
from apps.gardens.admin.round_page import round_context
from apps.gardens.drafts import published_file
from apps.gardens.filters import RoundFilter
from apps.gardens.looks import round_chip
from apps.gardens.models import GardenOffer, GardenRound
from apps.gardens.papers import agreement_response, list_response, list_sheet
from apps.gardens.policies import may
from apps.gardens.vocabulary import Eligibility


@admin.register(GardenRound)
class RoundAdmin(DeedPages, ScopedAdmin):
    """One allocation of plots each, from the first need to the end of use."""

    list_display = ("title", "in_community", "state_column", "asked_n", "eligible_n", "given_n", "waiting_n", "used")
    list_numbers = ("asked_n", "eligible_n", "given_n", "waiting_n")
    filterset_class = RoundFilter
    ordering = ("-created_at", "-pk")
    chosen_once = ("community",)
    edits = True
    page_template = "gardens/round.html"
    list_before_template = "core/links.html"
    list_title = _("Garden rounds")
    add_word = _("Open a round")
    empty_title = _("No garden round yet")
    empty_text = _(
        "Open a round over the zones whose plots are given out: needs, eligibility, a fair allocation, signing."
    )
    fields = ("community", "name", "zones", ("registration_ends_on",), ("use_from", "use_to"))
    deeds = DEEDS

    def get_queryset(self, request: HttpRequest) -> Any:
        standing = ~Q(requests__eligibility=Eligibility.WITHDRAWN)
        return (
            super().get_queryset(request).select_related("community")
            .annotate(
                asked=Count("requests", distinct=True, filter=standing),
                eligible=Count("requests", distinct=True, filter=Q(requests__eligibility=Eligibility.ELIGIBLE)),
                given=Count("offers", distinct=True, filter=Q(offers__state__in=("waiting", "signed"))),
                waits=Count("waitlist", distinct=True, filter=Q(waitlist__state="waiting")),
            )
        )  # fmt: skip

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        manager = db_field.remote_field.model._default_manager
        kwargs.setdefault("queryset", manager.visible_to(request.user).filter(closed_on__isnull=True))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or bool(may(obj, "change", request.user)))

    def save_model(self, request: HttpRequest, obj: GardenRound, form: Any, change: bool) -> None:
        given = {name: form.cleaned_data[name] for name in (*ROUND_FIELDS, "zones")}
        if change:
            round_change(round=obj, by=request.user, **given)
            return
        made = round_open(community=form.cleaned_data["community"], by=request.user, **given)
        obj.pk, obj._state.adding = made.pk, False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The action has set the zones."""

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        return round_context(self, row, user)

    def get_urls(self) -> list[Any]:
        site = self.admin_site.admin_view
        papers = (
            ("list.pdf", self.list_view, "list"),
            ("list.xlsx", self.sheet_view, "sheet"),
            ("agreements.pdf", self.agreements_view, "agreements"),
            ("allocation.json", self.file_view, "file"),
        )
        name = "gardens_gardenround_"
        own = [path(f"<path:object_id>/{address}", site(view), name=f"{name}{key}") for address, view, key in papers]
        draft = path("<path:object_id>/draft/<int:number>/", site(self.draft_view), name=f"{name}draft")
        return [*own, draft, *super().get_urls()]

    def draft_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """One draft, or the published list: its plots as they lie, and its households beside another draft."""
        if not request.user.has_perm("gardens.view_allocationdraft"):
            raise PermissionDenied
        return draft_page(self, request, self.find(request, object_id), number)

    def _published(self, request: HttpRequest, object_id: str) -> GardenRound:
        row = self.find(request, object_id)
        if row.published_id is None:
            raise Http404("nothing is published")
        return row

    def list_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The list for the notice board."""
        return list_response(self._published(request, object_id))

    def sheet_view(self, request: HttpRequest, object_id: str) -> FileResponse:
        """The list as a workbook, recorded like every list that is taken along."""
        row = self._published(request, object_id)
        export = list_sheet(row, request.user)
        content, _count = list_export(by=request.user, export=export, address=address_of(request))
        return as_download(content, export.title)

    def agreements_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """All agreements that are still to be signed, one a page."""
        row = self.find(request, object_id)
        offers = GardenOffer.objects.visible_to(request.user).waiting().filter(round=row)
        found = list(offers.select_related("plot__zone").order_by("plot__number", "pk"))
        if not found:
            raise Http404("nothing is to be signed")
        return agreement_response(row, found, f"{row.pk}.pdf")

    def file_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What an outsider needs to compute the list again (`manage.py verify_allocation`)."""
        row = self._published(request, object_id)
        draft: Any = row.published
        response = HttpResponse(published_file(draft), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="allocation-{row.pk}-{draft.number}.json"'
        return response

    @display(description=_("garden round"), ordering="name")
    def title(self, row: GardenRound) -> Any:
        return ui.named("potted_plant", row.name)

    def export_title(self, row: GardenRound) -> str:
        return row.name

    @display(description=_("community"), ordering="community")
    def in_community(self, row: GardenRound) -> str:
        return row.community.name

    @display(description=_("state"), ordering="state")
    def state_column(self, row: GardenRound) -> Any:
        return round_chip(row)

    @display(description=pgettext_lazy("households", "registered"), ordering="asked")
    def asked_n(self, row: Any) -> int:
        return row.asked

    @display(description=_("eligible"), ordering="eligible")
    def eligible_n(self, row: Any) -> int:
        return row.eligible

    @display(description=pgettext_lazy("plots", "given"), ordering="given")
    def given_n(self, row: Any) -> int:
        return row.given

    @display(description=_("waiting"), ordering="waits")
    def waiting_n(self, row: Any) -> int:
        return row.waits

    @display(description=_("in use from"), ordering="use_from")
    def used(self, row: GardenRound) -> str:
        return ui.exact(row.use_from)
