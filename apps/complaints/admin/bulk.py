"""The same step for several complaints; it says how many, and why not the others."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.accounts.models import Staff
from apps.complaints.actions import complaint_accept, complaint_assign
from apps.complaints.policies import may
from apps.complaints.words import due_chip, heading, place_words, state_chip
from apps.complaints.workflow import HANDLERS
from apps.core.each import take_each
from apps.core.requests import key_of

LIST = "admin:complaints_complaint_changelist"
MOST = 200


def accept(admin: Any, request: HttpRequest, queryset: Any) -> None:
    """Accept all that were chosen."""
    take_each(
        request,
        queryset.order_by("pk"),
        lambda complaint: complaint_accept(complaint=complaint, by=request.user),
        lambda count: ngettext("%(n)s complaint accepted.", "%(n)s complaints accepted.", count) % {"n": count},
    )


def assign_page(admin: Any, request: HttpRequest) -> HttpResponse:
    """Choose who deals with the complaints that were chosen in the list."""
    keys = [key for text in request.GET.getlist("pk")[:MOST] if (key := key_of(text)) is not None]
    rows = list(admin.get_queryset(request).filter(pk__in=keys).order_by("due_at", "pk"))
    people = Staff.objects.visible_to(request.user).filter(is_active=True, role__in=HANDLERS).order_by("name", "pk")
    possible = [row for row in rows if may(row, "assign", request.user)]
    if request.method == "POST":
        chosen = key_of(request.POST.get("handler"))
        handler = None if chosen is None else people.filter(pk=chosen).first()
        if handler is not None:
            take_each(
                request,
                rows,
                lambda complaint: complaint_assign(complaint=complaint, by=request.user, handler=handler),
                lambda count: (
                    ngettext("%(n)s complaint given to %(name)s.", "%(n)s complaints given to %(name)s.", count)
                    % {"n": count, "name": handler.name}
                ),
            )
            return HttpResponseRedirect(reverse(LIST))
        messages.error(request, _("Choose who is to deal with it."))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Assign"),
        "crumb": {"url": reverse(LIST), "title": _("Complaints")},
        "people": people,
        "number": len(possible),
        "left": len(rows) - len(possible),
        "headers": [_("Matter"), _("Where"), _("State"), _("Clock")],
        "rows": [[heading(row), place_words(row), state_chip(row), due_chip(row)] for row in possible],
        "list_url": reverse(LIST),
    }
    return TemplateResponse(request, "complaints/assign.html", context)
