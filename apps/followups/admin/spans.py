"""What lists of dated facts about households share: since when, until when, and the household's file as their page."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.core import ui
from apps.core.requests import key_of


class SpanColumns:
    """For rows with a period."""

    def to_the_household(self, request: HttpRequest, object_id: str) -> HttpResponseRedirect:
        """The tab “Visits” of the row's household, within scope."""
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        if key_of(object_id) is None:
            raise Http404
        row = get_object_or_404(self.get_queryset(request), pk=object_id)  # type: ignore[attr-defined]
        return HttpResponseRedirect(
            f"{reverse('admin:households_household_change', args=[row.household_id])}?tab=visits"
        )

    @display(description=_("since"), ordering="period")
    def since(self, row: Any) -> str:
        return ui.exact(row.started) if row.started else "—"

    @display(description=_("until"))
    def until(self, row: Any) -> str:
        last = row.ended and row.ended - timedelta(days=1)
        return ui.exact(last) if last else _t("today")
