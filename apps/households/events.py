"""What the register itself says happened to a household."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from apps.core import clock
from apps.households.file import Entry, add_timeline
from apps.households.life.timeline import told_by_events
from apps.households.models import ClassPeriod, Employment, HealthRecord, Household, Membership, Occupancy, Presence
from apps.households.vocabulary import Health


def register_events(household: Household, user: Any) -> Iterable[Entry]:
    """Dwellings, presence, class, people, health and work of the household, from their periods."""
    told, moved = told_by_events(household)
    yield from (entry for entry in _dwellings(household) if entry.day not in moved)
    yield from _presence(household)
    yield from _classes(household)
    yield from _people(household, told)
    yield from _health_and_work(household)
    if household.left_on:
        yield Entry(household.left_on, _("Left the register"), kind="due", topic="people", icon="logout")


def _dwellings(household: Household) -> Iterable[Entry]:
    rows = Occupancy.objects.filter(household=household).select_related("dwelling__building").order_by("period")
    for row in rows:
        area = _(" (%(area)s m²)") % {"area": f"{row.dwelling.area_m2:.0f}"} if row.dwelling.area_m2 else ""
        if row.started:
            text = _("Moved into %(room)s%(area)s") % {"room": row.dwelling.label, "area": area}
            yield Entry(row.started, text, topic="home", icon="home")
        if row.ended:
            text = _("Moved out of %(room)s") % {"room": row.dwelling.label}
            yield Entry(row.ended, text, topic="home", icon="home")


def _presence(household: Household) -> Iterable[Entry]:
    for row in Presence.objects.filter(household=household).order_by("period"):
        if row.started:
            text = _("Residence status: %(status)s") % {"status": row.get_status_display()}
            note = " · ".join(filter(None, (row.place, str(row.get_reason_display()))))
            yield Entry(row.started, text, note=note, kind="wait", topic="home", icon="home_pin")


def _classes(household: Household) -> Iterable[Entry]:
    """Changes of the class; the first is what they came with."""
    for row in ClassPeriod.objects.filter(household=household).order_by("period")[1:]:
        if row.started is None:
            continue
        text = _("Household class: %(kind)s") % {"kind": row.get_kind_display()}
        note = " · ".join(filter(None, (row.reason, row.document)))
        yield Entry(row.started, text, note=note, topic="money", icon="label")


def _people(household: Household, told: set[tuple[date, int]]) -> Iterable[Entry]:
    """Who joined, left and died, as far as no event tells it. A change of relation ends one row and begins another."""
    rows = Membership.objects.filter(household=household).select_related("member").order_by("period", "pk")
    first = min((row.started for row in rows if row.started), default=None)
    for row in rows:
        # Those with whom the file began are the household itself, not an event of it.
        if row.started and row.started != first and (row.started, row.member_id) not in told:
            text = _("%(name)s joined the household") % {"name": row.member.name}
            yield Entry(row.started, text, topic="people", icon="person_add")
        if row.ended and (row.ended, row.member_id) not in told:
            text = _("%(name)s left the household") % {"name": row.member.name}
            yield Entry(row.ended, text, topic="people", icon="person_remove")
        if row.member.died_on and (row.member.died_on, row.member_id) not in told:
            yield Entry(
                row.member.died_on, _("%(name)s died") % {"name": row.member.name}, kind="neutral", topic="people"
            )


def _health_and_work(household: Household) -> Iterable[Entry]:
    people = Membership.objects.filter(household=household, period__holds_on=clock.today()).order_by().values("member")
    for ill in HealthRecord.objects.filter(member__in=people).select_related("member").order_by("period", "pk"):
        if ill.started and ill.health != Health.HEALTHY:
            kind = "late" if ill.health == Health.SERIOUS else "due"
            text = _("%(name)s: %(what)s registered") % {"name": ill.member.name, "what": ill.get_health_display()}
            yield Entry(ill.started, text, kind=kind, topic="health", icon="medical_information")
    for job in Employment.objects.filter(member__in=people).select_related("member").order_by("period", "pk"):
        if job.started:
            text = _("%(name)s: work is now “%(what)s”") % {"name": job.member.name, "what": job.get_work_display()}
            yield Entry(job.started, text, topic="health", icon="work")


add_timeline(register_events)
