"""The list of life events: what happened in the communities, and what each event changed."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.households.life.filters import LifeEventFilter
from apps.households.life.words import lines_of
from apps.households.models import LifeEvent


@admin.register(LifeEvent)
class LifeEventAdmin(ScopedAdmin):
    """Events within scope, latest first; recorded and corrected in the file of the household."""

    list_display = ("kind_word", "happened", "in_household", "recorded_on", "standing_word", "in_community")
    ordering = ("-happened_on", "-pk")
    filterset_class = LifeEventFilter
    list_title = _("Life events")
    empty_title = _("No events yet")
    empty_text = _("Births, moves and changes are recorded in the file of the household, under “Record”.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("household", "community", "by", "corrected_by", "corrects")

    @display(description=_("event"), ordering="kind")
    def kind_word(self, event: LifeEvent) -> Any:
        return event.get_kind_display()

    @display(description=_("happened on"), ordering="happened_on")
    def happened(self, event: LifeEvent) -> Any:
        return ui.exact(event.happened_on)

    @display(description=_("household"))
    def in_household(self, event: LifeEvent) -> Any:
        return event.household.code

    @display(description=_("recorded"))
    def recorded_on(self, event: LifeEvent) -> Any:
        return ui.exact(event.recorded_at)

    @display(description=_("correction"))
    def standing_word(self, event: LifeEvent) -> Any:
        return standing_chip(event)

    @display(description=_("community"))
    def in_community(self, event: LifeEvent) -> Any:
        return event.community.name

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What the event changed, and what became of it."""
        event = self.get_object(request, object_id)
        if event is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, event):
            raise PermissionDenied
        page = {
            **self.admin_site.each_context(request),
            "title": event.get_kind_display(),
            "event": event,
            "chip": standing_chip(event),
            "facts": facts_of(event),
            "lines": lines_of(event),
            "household_url": reverse("admin:households_household_change", args=[event.household_id]),
        }
        return TemplateResponse(request, "households/life_event.html", page)


def facts_of(event: LifeEvent) -> list[tuple[Any, Any]]:
    """Label and value."""
    facts = [
        (_("happened on"), ui.exact(event.happened_on)),
        (_("recorded"), ui.exact(event.recorded_at)),
        (_("recorded by"), str(event.by or "—")),
        (_("document number"), event.document or "—"),
        (_("note"), event.note or "—"),
    ]
    why = event.details.get("why")
    return [*facts, (_("why it was corrected"), why)] if why and event.correction else facts


def standing_chip(event: LifeEvent) -> Any:
    """What became of the event."""
    if event.is_cancellation:
        return ui.chip("neutral", _("cancellation"), icon="undo")
    if event.successor is not None:
        word = _("cancelled") if event.successor.is_cancellation else _("corrected later")
        return ui.chip("neutral", word, icon="history")
    if event.corrects_id:
        return ui.chip("due", _("corrected version"), icon="edit_note")
    return "—"
