"""Papers of visits: the blank form that a worker takes along."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind
from apps.core.errors import ensure
from apps.core.requests import address_of
from apps.core.typeset import paper_language
from apps.followups.models import Visit
from apps.followups.papers import blanks_response
from apps.followups.policies import may_record
from apps.households.shown import with_homes


@require_safe
@login_required
def form(request: HttpRequest, pk: int) -> HttpResponse:
    """The blank form of a visit; ?lang=en in English. That somebody took the names along is logged."""
    rows = with_homes(Visit.objects.visible_to(request.user).select_related("community", "worker"))
    visit = get_object_or_404(rows, pk=pk)
    ensure(may_record(visit.household, request.user))
    access_record(
        staff=request.user, kind=AccessKind.EXPORT, subject=visit, field="visit form", address=address_of(request)
    )
    return blanks_response([visit], paper_language(request))
