"""Garden plots that are to be signed for soon, and idle ones whose day is past: told once for each of those days."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from apps.gardens.models import GardenOffer, GardenTenure
from apps.gardens.workflow import TenureState
from apps.reminders.causes import Cause, Told, register
from apps.reminders.causes.facilities import untold
from apps.reminders.people import People

SOON = timedelta(days=3)


def _signing(now: datetime, people: People) -> Iterator[Told]:
    """Offers whose day is near or past: the managers, and those who go from door to door."""
    due = GardenOffer.objects.waiting().filter(sign_by__lte=timezone.localdate(now) + SOON)
    for row in untold(due, "garden_offer", "sign_by").select_related("plot").iterator(chunk_size=500):
        page = reverse("admin:gardens_gardenround_change", args=[row.round_id])
        yield _told(row, row.sign_by, people.working(row.community_id), page)


def _idle(now: datetime, people: People) -> Iterator[Told]:
    """Plots that were to be in use again before today: the managers."""
    late = GardenTenure.objects.filter(state=TenureState.IDLE, cure_by__lt=timezone.localdate(now))
    for row in untold(late, "garden_idle", "cure_by").select_related("plot").iterator(chunk_size=500):
        page = reverse("admin:gardens_gardentenure_change", args=[row.pk])
        yield _told(row, row.cure_by, people.managing(row.community_id), page)


def _told(row: Any, day: Any, whom: tuple[int, ...], page: str) -> Told:
    facts = {"plot": row.plot.number, "due": day.isoformat()}
    return Told(row.message_key, whom, row.community_id, facts, lambda office: page if office else "")


def _words(facts: dict[str, Any]) -> dict[str, Any]:
    day = parse_date(facts["due"])
    return {"plot": facts["plot"], "due": date_format(day, "DATE_FORMAT") if day else ""}


register(
    Cause(
        "gardens.signing",
        "due",
        "signature",
        _("To be signed: garden plot %(plot)s"),
        _("Garden plot %(plot)s is offered until %(due)s. Please have the household sign, or record that it declines."),
        _signing,
        _words,
    )
)
register(
    Cause(
        "gardens.idle",
        "late",
        "potted_plant",
        _("Still idle: garden plot %(plot)s"),
        _(
            "Garden plot %(plot)s was to be in use again by %(due)s."
            " Please look at it, and propose to reclaim it if it is idle."
        ),
        _idle,
        _words,
    )
)
