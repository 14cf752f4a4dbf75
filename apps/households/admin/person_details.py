"""Diagnosis and hospital of a health record: asked for with a reason, logged, shown for half a minute."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from apps.accounts.policies import may_reveal
from apps.core.requests import address_of
from apps.households.actions.details import DETAILS, health_details_reveal
from apps.households.models import HealthRecord, Member
from apps.households.privacy.consents import warning

SHOWN_FOR = 30  # seconds; templates/households/details_revealed.html says the same


def details_view(request: HttpRequest, member: Member, row: int, site: dict[str, Any]) -> HttpResponse:
    """In place with htmx, as a page without."""
    record = HealthRecord.objects.visible_to(request.user).filter(member=member, pk=row).first()
    if record is None or not record.has_details:
        raise Http404
    address = request.path
    if "cancel" in request.GET:
        return TemplateResponse(request, "households/details_button.html", {"address": address})
    reason = request.POST.get("reason", "")
    decision = may_reveal(request.user, record, DETAILS[0], reason)
    if request.method == "POST" and decision:
        found = health_details_reveal(record=record, by=request.user, reason=reason, address=address_of(request))
        details = [(record._meta.get_field(name).verbose_name, value or "—") for name, value in found.items()]
        return _answer(request, member, "households/details_revealed.html", {"details": details}, site)
    asked = {
        "reason": reason,
        "refusal": decision.message if request.POST else "",
        "warning": warning(record, DETAILS[0]),
    }
    return _answer(request, member, "households/reveal_form.html", asked, site)


def _answer(
    request: HttpRequest, member: Member, partial: str, shown: dict[str, Any], site: dict[str, Any]
) -> HttpResponse:
    shown = {"address": request.path, **shown}
    if request.htmx:  # type: ignore[attr-defined]
        response = TemplateResponse(request, partial, shown)
    else:
        page = {**site, "title": member.name, "partial": partial, **shown}
        response = TemplateResponse(request, "households/reveal_page.html", page)
        if "details" in shown:  # without htmx the browser itself leaves the page
            response["Refresh"] = f"{SHOWN_FOR}; url={request.path}"
    response["Cache-Control"] = "no-store"
    return response
