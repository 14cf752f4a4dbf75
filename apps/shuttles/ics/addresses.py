"""Where calendars are fetched, as it stands on paper and screens."""

from django.urls import reverse

from apps.core.addresses import public_address
from apps.shuttles.models import CalendarLink, ShuttleStop


def household_address(link: CalendarLink) -> str:
    """The whole secret address of a household's calendar."""
    return public_address(reverse("shuttles:household-calendar", args=[link.community.slug, link.code]))


def stop_address(stop: ShuttleStop) -> str:
    """The whole public address of a stop's calendar."""
    return public_address(reverse("shuttles:stop-calendar", args=[stop.community.slug, stop.code]))
