"""Calendar addresses of households through the REST API: given, and revoked when they got about."""

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from apps.accounts.actions import open_record
from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import NothingInput, Registers, creates, one_of, posts
from apps.core.requests import address_of
from apps.households.models import Household
from apps.shuttles.actions import calendar_link_give, calendar_link_revoke
from apps.shuttles.api.inputs import CalendarInput
from apps.shuttles.api.serializers import CalendarLinkSerializer
from apps.shuttles.filters import CalendarLinkFilter
from apps.shuttles.models import CalendarLink

Given = dict[str, Any]


def _give(user: Any, given: Given) -> CalendarLink:
    return calendar_link_give(household=one_of(Household, user, given["household"], "household"), by=user)


def _revoke(row: CalendarLink, user: Any, given: Given) -> None:
    calendar_link_revoke(household=row.household, by=user)


class CalendarLinkViewSet(Registers, ScopedReadViewSet):
    """Secret addresses under which households' phones read when they ride; each household has one at most."""

    model = CalendarLink
    queryset = CalendarLink.objects.none()
    filterset_class = CalendarLinkFilter
    serializer_class = CalendarLinkSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("household", "community").order_by("-created_at", "-pk")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One with its address. Looking is logged like opening the household's file."""
        row = self.get_object()
        open_record(staff=request.user, subject=row.household, address=address_of(request))
        return Response(self.get_serializer(row).data)

    create = creates(CalendarInput, _give, CalendarLinkSerializer, "shuttle_calendars_create")
    revoke = posts("revoke", NothingInput, _revoke, CalendarLinkSerializer, "shuttle_calendars_revoke")
