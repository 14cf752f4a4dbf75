"""The household one stands in front of, on the field worker's phone: call, who lives here, what is open."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.accounts.actions import open_record
from apps.complaints.models import Complaint
from apps.core.requests import address_of
from apps.households.card import card_response
from apps.households.file import concerns_of, events_of
from apps.households.known import ills_of, jobs_of, known
from apps.households.models import Membership
from apps.households.reaching import reach_of
from apps.households.words import dwelling_words, people_words, residence_words, title_of
from apps.portal.fieldwork import field_view
from apps.portal.neighbours import visible_or_404
from apps.portal.views.field import field_page
from apps.portal.views.recording import offered

MATTERS = "matters"
EVENTS_SHOWN = 10
CONCERN_ICONS = {"late": "exclamation-circle", "due": "clock", "wait": "arrow-path", "neutral": "question-mark-circle"}


@require_safe
@field_view
def household(request: HttpRequest, pk: int) -> HttpResponse:
    """The file on one long page; opening it is logged."""
    found = visible_or_404(request, pk)
    open_record(staff=request.user, subject=found, address=address_of(request))
    mine = Complaint.objects.visible_to(request.user).filter(household=found).open().with_due()
    mine = mine.select_related("community", "building").defer("reporter_name", "reporter_phone")
    office = reverse("admin:households_household_change", args=[found.pk])
    own, people = offered(found, request.user)
    context = {
        "household": found,
        "heading": title_of(found),
        "facts": (people_words(found), residence_words(found), dwelling_words(found)),
        "contact": reach_of(found, request.user),
        "people": [_person(row) for row in known(found).people],
        "concerns": [
            (concern, CONCERN_ICONS[concern.kind])
            for concern in concerns_of(found, request.user)
            if concern.topic != MATTERS
        ],
        "complaints": mine.order_by("pk"),
        "events": events_of(found, request.user)[:EVENTS_SHOWN],
        "own_records": own,
        "people_records": people,
        "recorded": "recorded" in request.GET,
        "file_address": f"{reverse('portal:field-file')}?c={found.community.slug}&household={found.pk}",
        "card_address": reverse("portal:field-household-card", args=[found.pk]),
        "office_address": office if request.user.is_staff else "",
    }
    return field_page(request, "field_household.html", context, tab="find")


@require_safe
@field_view
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The card to print or show."""
    return card_response(request, visible_or_404(request, pk))


def _person(row: Membership) -> dict[str, Any]:
    jobs = [job.get_work_display() for job in jobs_of(row)]
    words = [row.get_relation_display(), row.member.get_sex_display(), *jobs]
    return {
        "name": row.member.name,
        "age": row.member.age,
        "words": " · ".join(str(word) for word in words if word),
        "health": [ill.get_health_display() for ill in ills_of(row) if ill.health != "healthy"],
    }
