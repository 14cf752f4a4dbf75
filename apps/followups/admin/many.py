"""For many visits at once: plan them now, give them to somebody else. Each page says how many."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.communities.models import Community
from apps.core import trail, ui
from apps.core.each import take_each
from apps.core.errors import DomainError, ensure
from apps.core.permits import has_role
from apps.core.requests import address_of, key_of
from apps.followups.actions import visit_reassign, visits_plan
from apps.followups.caseloads import workers_for
from apps.followups.looks import visit_chip
from apps.followups.papers import MOST_FORMS, blanks_response
from apps.followups.policies import may
from apps.followups.workflow import DOOR
from apps.households.words import label_of

LIST = "admin:followups_visit_changelist"
GIVE = "admin:followups_visit_give"
MOST = 200


def print_forms(request: HttpRequest, queryset: Any) -> HttpResponse | None:
    """The blank forms of those that are still to be made; too many at once are refused. Logged like every export."""
    ensure(has_role(request.user, DOOR))  # as for a single form: who only looks takes no names along
    rows = list(queryset.open()[: MOST_FORMS + 1])
    if not rows or len(rows) > MOST_FORMS:
        words = _("Choose visits that are to be made, at most %(n)s at once.")
        messages.warning(request, words % {"n": MOST_FORMS})
        return None
    about = {"subject": "followups.visit:list", "field": f"visit form:{len(rows)}"}
    trail.record(staff=request.user, kind="export", address=address_of(request), **about)
    return blanks_response(rows)


def chosen(queryset: Any) -> HttpResponse:
    """To the page that asks to whom those chosen in the list are given."""
    keys = list(queryset.order_by("pk").values_list("pk", flat=True)[:MOST])
    return HttpResponseRedirect(f"{reverse(GIVE)}?{urlencode({'pk': keys}, doseq=True)}")


def give_page(admin: Any, request: HttpRequest) -> HttpResponse:
    """Choose who makes the visits that were chosen in the list."""
    keys = [key for text in request.GET.getlist("pk")[:MOST] if (key := key_of(text)) is not None]
    rows = list(admin.get_queryset(request).filter(pk__in=keys).order_by("due_on", "pk"))
    possible = [row for row in rows if may(row, "reassign", request.user)]
    people = workers_for(sorted({row.community_id for row in possible}))
    if request.method == "POST":
        key = key_of(request.POST.get("worker"))
        worker = None if key is None else people.filter(pk=key).first()
        if worker is not None:
            take_each(request, possible, _to(worker, request), lambda count: _given(count, worker))
            return HttpResponseRedirect(reverse(LIST))
        messages.error(request, _("Choose who is to make these visits."))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Give visits to somebody else"),
        "crumb": {"url": reverse(LIST), "title": pgettext("followups", "Visits")},
        "people": people,
        "number": len(possible),
        "left": len(rows) - len(possible),
        "headers": [_("household"), _("due on"), _("worker"), _("state")],
        "rows": [
            [label_of(row.household), ui.exact(row.due_on), str(row.worker or "—"), visit_chip(row)]
            for row in possible
        ],
        "list_url": reverse(LIST),
    }  # fmt: skip
    return TemplateResponse(request, "followups/give.html", context)


def _to(worker: Any, request: HttpRequest) -> Any:
    why = request.POST.get("why", "")
    return lambda row: visit_reassign(visit=row, by=request.user, worker=worker, why=why)


def _given(count: int, worker: Any) -> str:
    words = ngettext("%(n)s visit given to %(name)s.", "%(n)s visits given to %(name)s.", count)
    return words % {"n": count, "name": worker.name}


def plan_now(admin: Any, request: HttpRequest) -> HttpResponse:
    """Plan what is due in a community now, as every night; back to where one came from."""
    back = reverse("admin:followups_visit_calendar")
    if request.method != "POST":
        return HttpResponseRedirect(back)
    places = Community.objects.visible_to(request.user)
    key = key_of(request.POST.get("community"))
    rows = list(places.filter(pk=key) if key is not None else places)
    try:
        done = visits_plan(communities=rows, by=request.user)
    except DomainError as error:
        messages.error(request, str(error.message), extra_tags=error.code)
    else:
        made = ngettext("%(n)s visit was planned.", "%(n)s visits were planned.", done.made) % {"n": f"{done.made:,}"}
        messages.success(request, made)
    return HttpResponseRedirect(back)
