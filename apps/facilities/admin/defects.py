"""The list of defects, and their steps."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.errors import DomainError
from apps.core.forms import raise_first
from apps.core.handlers import REFUSAL_HEADER
from apps.core.requests import key_of
from apps.facilities.actions import BY_DEFECT_STEP
from apps.facilities.filters import DefectFilter
from apps.facilities.forms import DefectStepForm
from apps.facilities.models import FacilityDefect
from apps.facilities.words import defect_chip, severity_chip
from apps.facilities.workflow import DEFECT_WORKFLOW


@admin.register(FacilityDefect)
class DefectAdmin(ScopedAdmin):
    """What is broken, over all facilities."""

    list_display = ("matter", "facility", "bad", "state_column", "due", "reported")
    filterset_class = DefectFilter
    ordering = ("ended_on", "due_on", "pk")
    list_before_template = "facilities/links.html"
    list_title = _("Defects")
    empty_title = _("Nothing is broken")
    empty_text = _("Defects are reported on the page of a facility, or by grid workers on their phones.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("facility__community")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # on the page of a facility

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A defect stands on the page of its facility."""
        return _page(self._find(request, object_id))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return _page(self._find(request, object_id))

    def _find(self, request: HttpRequest, object_id: str) -> FacilityDefect:
        if not self.has_view_permission(request) or key_of(object_id) is None:
            raise Http404
        found: FacilityDefect = get_object_or_404(self.get_queryset(request), pk=object_id)
        return found

    def step_view(self, request: HttpRequest, object_id: str, step: str) -> HttpResponse:
        """Take a step of a defect."""
        defect = self._find(request, object_id)
        if step not in BY_DEFECT_STEP:
            raise Http404
        response = _page(defect)
        if request.method == "POST":
            try:
                form = DefectStepForm(request.POST, request.FILES)
                raise_first(form)
                BY_DEFECT_STEP[step](defect=defect, by=request.user, **form.cleaned_data)
            except DomainError as error:
                messages.error(request, str(error.message))
                response[REFUSAL_HEADER] = error.code
            else:
                messages.success(request, _t("Done: %(step)s") % {"step": DEFECT_WORKFLOW.by_name[step].word})
        return response

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.step_view)
        name = "facilities_facilitydefect_step"
        return [path("<path:object_id>/steps/<slug:step>/", view, name=name), *super().get_urls()]

    @display(description=_("what is wrong"))
    def matter(self, row: FacilityDefect) -> str:
        return row.text[:60]

    @display(description=_("how bad"), ordering="severity")
    def bad(self, row: FacilityDefect) -> Any:
        return severity_chip(row)

    @display(description=_("state"), ordering="state")
    def state_column(self, row: FacilityDefect) -> Any:
        return defect_chip(row)

    @display(description=_("mend by"), ordering="due_on")
    def due(self, row: FacilityDefect) -> Any:
        return (
            ui.chip("late", ui.when(row.due_on), title=ui.exact(row.due_on)) if row.is_overdue else ui.when(row.due_on)
        )

    def export_due(self, row: FacilityDefect) -> Any:
        return row.due_on

    @display(description=_("reported"), ordering="reported_at")
    def reported(self, row: FacilityDefect) -> Any:
        return ui.when(row.reported_at)

    def export_reported(self, row: FacilityDefect) -> Any:
        return row.reported_at


def _page(defect: FacilityDefect) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:facilities_facility_change", args=[defect.facility_id]) + "#defects")
