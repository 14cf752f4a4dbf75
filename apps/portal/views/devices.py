"""The worker's own phones: which hold households, and emptying a lost one from afar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.actions import device_revoke
from apps.accounts.models import FieldDevice
from apps.core.errors import DomainError
from apps.portal.fieldwork import field_view
from apps.portal.pages import go
from apps.portal.views.field import field_page
from apps.portal.workers import HELD_BY


@require_safe
@field_view
def devices(request: HttpRequest) -> HttpResponse:
    """My phones."""
    return _list(request)


@require_POST
@field_view
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """It empties itself at its next contact."""
    device = get_object_or_404(FieldDevice.objects.filter(staff=request.user), pk=pk)
    try:
        device_revoke(device=device, by=request.user, why=request.POST.get("why", "") or _("by the worker"))
    except DomainError as error:
        return _list(request, error)
    return go(request, reverse("portal:field-devices"))


def _list(request: HttpRequest, error: DomainError | None = None) -> HttpResponse:
    rows = FieldDevice.objects.filter(staff=request.user).select_related("staff")
    context = {
        "rows": rows[:20],
        "here": request.get_full_path(),
        "this": request.session.get(HELD_BY),
        "problem": str(error.message) if error else "",
    }
    return field_page(request, "field_devices.html", context, tab="visits", error=error)
