"""Files of shuttles: the feed for map services, calendars to subscribe to, papers.

Calendars are fetched by programs without a log-in: a stop's is public like the board at the stop, a household's stands
behind its secret address. The feed is for staff and for whom the installation gave its token.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind
from apps.accounts.roles import AREA_ROLES
from apps.communities.models import Community
from apps.core.errors import ensure
from apps.core.periods import lasting
from apps.core.permits import has_role
from apps.core.requests import address_of
from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.core.typeset import PAPER_LANGUAGE, paper_language
from apps.shuttles.gtfs.export import export_feed
from apps.shuttles.ics import feeds
from apps.shuttles.models import CalendarLink, ShuttleSeason, ShuttleStop, Trip
from apps.shuttles.papers import boarding_response, timetable_response
from apps.shuttles.policies import may_print


@require_safe
def gtfs(request: HttpRequest) -> HttpResponseBase:
    """The timetable as GTFS: of the county with the token, of one's communities for staff."""
    if _has_token(request):
        with elevated("the timetable is public, and the token is for the whole county"):
            return _feed(request, Community.objects.all())
    return _feed_of_staff(request)


@login_required
def _feed_of_staff(request: HttpRequest) -> HttpResponseBase:
    ensure(has_role(request.user, AREA_ROLES))
    return _feed(request, Community.objects.visible_to(request.user))


def _feed(request: HttpRequest, found: Any) -> HttpResponseBase:
    with translation.override(PAPER_LANGUAGE):
        export = export_feed(found.values_list("pk", flat=True))
    response = HttpResponse(export.content, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="gtfs.zip"'
    return _fresh(request, response, export.version)


def _has_token(request: HttpRequest) -> bool:
    """By header, or in the address for services that can only fetch an address."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ") or request.GET.get("token", "")
    return bool(settings.GTFS_TOKEN) and constant_time_compare(given, settings.GTFS_TOKEN)


def _fresh(request: HttpRequest, response: HttpResponse, version: str) -> HttpResponseBase:
    """The file, or “not changed” for who has this version already."""
    response["ETag"] = f'"{version}"'
    response["Cache-Control"] = "private, max-age=900"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


@require_safe
def stop_calendar(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """The departures from a stop, for everybody."""
    community = get_object_or_404(Community, slug=slug)
    with elevated("when a shuttle leaves stands on the board at the stop", communities(community.pk)):
        rows = ShuttleStop.objects.filter(lasting("closed_on"), community=community)
        return _calendar(request, feeds.stop_calendar, get_object_or_404(rows, code=code))


@require_safe
def household_calendar(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """The seats of a household, for who has its address."""
    community = get_object_or_404(Community, slug=slug)
    with elevated("who has the secret address reads this one calendar", communities(community.pk)):
        links = CalendarLink.objects.filter(community=community, revoked_at=None, household__left_on=None)
        link = get_object_or_404(links.select_related("household"), code=code)
        return _calendar(request, feeds.household_calendar, link.household)


def _calendar(request: HttpRequest, make: Any, of: Any) -> HttpResponseBase:
    with translation.override(PAPER_LANGUAGE):
        content = make(of)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="shuttle.ics"'
    return _fresh(request, response, feeds.version_of(content))


@require_safe
@login_required
def timetable(request: HttpRequest, pk: int) -> HttpResponse:
    """The timetable of a season for the notice board; ?lang=en in English."""
    season = get_object_or_404(ShuttleSeason.objects.visible_to(request.user).select_related("community"), pk=pk)
    return timetable_response(season, paper_language(request))


@require_safe
@login_required
def boarding(request: HttpRequest, pk: int) -> HttpResponse:
    """The boarding list of a trip on paper, for its driver; that somebody took it is logged."""
    trip = get_object_or_404(Trip.objects.visible_to(request.user).select_related("community", "route"), pk=pk)
    ensure(may_print(trip, request.user))
    access_record(
        staff=request.user, kind=AccessKind.EXPORT, subject=trip, field="boarding list", address=address_of(request)
    )
    return boarding_response(trip, paper_language(request))
