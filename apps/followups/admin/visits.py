"""Visits: their list, and the addresses of the pages of one and of all."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.decorators import display

from apps.accounts.actions import open_record
from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import DeedPages
from apps.core.photos import photo_response
from apps.core.requests import address_of
from apps.followups.admin import board, calendar, keying, many
from apps.followups.admin.visit_deeds import DEEDS
from apps.followups.admin.visit_page import visit_context
from apps.followups.filters import VisitFilter
from apps.followups.looks import VISIT_ICONS, minutes_of, shift_chip, visit_chip
from apps.followups.models import Visit
from apps.followups.words import reasons
from apps.households.admin.columns import HouseholdColumns
from apps.households.words import label_of


@admin.register(Visit)
class VisitAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """What is due, done, late and put off."""

    list_display = ("title", "state_column", "shift_column", "due_column", "worker_column", "reasons", "done_column")
    more_columns = (
        "code",
        "in_community",
        "kind_column",
        "first_due",
        "tried",
        "place_column",
        "channel_column",
        "minutes",
    )
    list_numbers = ("tried", "minutes")
    filterset_class = VisitFilter
    ordering = ("due_on", "pk")
    page_template = "followups/visit.html"
    list_before_template = "followups/list_head.html"
    list_title = pgettext_lazy("followups", "Visits")
    empty_title = _("No visits here")
    empty_text = _(
        "Visits are planned every night: by class, risk and what happened. Here stands what a filter leaves."
    )

    deeds = DEEDS
    actions = ("print_forms", "give_to")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("worker", "done_by", "community")

    def opening(self, request: HttpRequest) -> str:
        """Without a question, what is to be done."""
        kept = super().opening(request)
        return kept if kept or request.GET or request.method != "GET" else "standing=open"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # planned every night, or recorded in the household's file

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """They are planned."""
        return HttpResponseRedirect(reverse(calendar.PAGE))

    def get_urls(self) -> list[Any]:
        def own(view: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **keys: view(self, request, **keys))

        name = "followups_visit_"
        return [
            path("calendar/", own(calendar.calendar_page), name=f"{name}calendar"),
            path("board/", own(board.board_page), name=f"{name}board"),
            path("plan/", own(many.plan_now), name=f"{name}plan"),
            path("give/", own(many.give_page), name=f"{name}give"),
            path("key-in/<int:household>/", own(keying.unplanned), name=f"{name}key_in_household"),
            path("<path:object_id>/key-in/", own(keying.key_in), name=f"{name}key_in"),
            path("<path:object_id>/correct/", own(keying.correct), name=f"{name}correct"),
            path("<path:object_id>/photos/<int:photo>/", own(_photo), name=f"{name}photo"),
            *super().get_urls(),
        ]

    def page_title(self, row: Any) -> str:
        return _t("Visit to %(household)s") % {"household": label_of(row.household)}

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        open_record(staff=user, subject=row.household, address=address_of(request))  # its answers are its file
        return visit_context(row, user)

    @admin.action(description=_("Print blank forms…"))
    def print_forms(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """The forms of those chosen that are to be made, in one file."""
        return many.print_forms(request, queryset)

    @admin.action(description=_("Give to somebody else…"), permissions=["change"])
    def give_to(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        """To the page that asks to whom."""
        return many.chosen(queryset)

    @display(description=_("household"), ordering="household__code")
    def title(self, row: Visit) -> Any:
        return ui.named(VISIT_ICONS[row.kind], label_of(row.household), row.household.code)

    def export_title(self, row: Visit) -> str:
        return label_of(row.household)

    @display(description=_("state"), ordering="state")
    def state_column(self, row: Visit) -> Any:
        return visit_chip(row)

    @display(description=_("put off"), ordering="shift_why")
    def shift_column(self, row: Visit) -> Any:
        return shift_chip(row) or "—"

    def export_shift_column(self, row: Visit) -> str:
        return str(row.get_shift_why_display())

    @display(description=pgettext_lazy("visit", "due on"), ordering="due_on")
    def due_column(self, row: Visit) -> str:
        return ui.exact(row.due_on)

    @display(description=_("worker"), ordering="worker__name")
    def worker_column(self, row: Visit) -> Any:
        return str(row.worker) if row.worker_id else ui.chip("due", _("nobody"), icon="person_off")

    def export_worker_column(self, row: Visit) -> str | None:
        return str(row.worker) if row.worker_id else None

    @display(description=pgettext_lazy("visit", "reasons"))
    def reasons(self, row: Visit) -> str:
        return reasons(row) or "—"

    @display(description=_("day of the visit"), ordering="done_on")
    def done_column(self, row: Visit) -> str:
        return ui.exact(row.done_on) if row.done_on else "—"

    @display(description=_("kind of visit"), ordering="kind")
    def kind_column(self, row: Visit) -> str:
        return row.get_kind_display()

    @display(description=_("due by the rule"), ordering="first_due_on")
    def first_due(self, row: Visit) -> str:
        return ui.exact(row.first_due_on)

    @display(description=_("times nobody was met"), ordering="attempts")
    def tried(self, row: Visit) -> int:
        return row.attempts

    @display(description=pgettext_lazy("visit", "where"), ordering="place")
    def place_column(self, row: Visit) -> str:
        return row.get_place_display() or "—"

    @display(description=_("recorded how"), ordering="channel")
    def channel_column(self, row: Visit) -> str:
        return row.get_channel_display() or "—"

    @display(description=_("minutes"))
    def minutes(self, row: Visit) -> Any:
        found = minutes_of(row)
        return "—" if found is None else found


def _photo(model_admin: VisitAdmin, request: HttpRequest, object_id: str, photo: int) -> HttpResponseBase:
    """One photo or signature of a visit, within scope."""
    return photo_response(get_object_or_404(model_admin.find(request, object_id).photos, pk=photo))
