"""Registers of a person that answers write: health, labour ability, work."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.followups.writing.base import CHOICE, MANY, Register, Told, add
from apps.households.actions.facts import fact_end
from apps.households.actions.person_facts import employment_record, health_record, labour_record
from apps.households.models import Employment, HealthRecord, LabourAbility, Member
from apps.households.vocabulary import Work
from apps.instruments.writes import Target

CANNOT = "cannot"  # an answer that no kind of work is


def _listed(value: Any) -> list[str]:
    return sorted(value) if isinstance(value, list) else [value] if value else []


def _ills(member: Member, told: Told) -> dict[str, Any]:
    """As it was said: one state as itself where one may be chosen, else a list."""
    found = sorted(HealthRecord.objects.current().filter(member=member).order_by().values_list("health", flat=True))
    if not found:
        return {"health": None}
    return {"health": found[0] if isinstance(told.said.get("health"), str) and len(found) == 1 else found}


def _heal(member: Member, values: dict[str, Any], told: Told) -> None:
    """What is new begins on the day of the visit; what is no longer said ends, where health does not end it itself."""
    said = _listed(values["health"])
    held = HealthRecord.objects.current().filter(member=member)
    for state in said:
        if not held.filter(health=state).exists():
            health_record(member=member, by=told.by, health=state, starts=told.day)
    for row in held.exclude(health__in=said).order_by("pk"):
        fact_end(row=row, by=told.by, on=told.day)


add(Register((Target("health", _("health"), MANY, of_member=True),), _ills, _heal))


def _able(member: Member, told: Told) -> dict[str, Any]:
    row = LabourAbility.objects.current().filter(member=member).order_by("pk").first()
    return {"labour": row.labour if row else None}


def _enable(member: Member, values: dict[str, Any], told: Told) -> None:
    labour_record(member=member, by=told.by, labour=values["labour"], starts=told.day)


add(Register((Target("labour", _("labour ability"), CHOICE, of_member=True),), _able, _enable))


def _works(member: Member, told: Told) -> dict[str, Any]:
    """Who cannot work is known not to be working."""
    row = Employment.objects.current().filter(member=member).order_by("pk").first()
    idle = told.said.get("employment") == CANNOT and row is not None and row.work == Work.NOT_WORKING
    return {"employment": CANNOT if idle else row.work if row else None}


def _hire(member: Member, values: dict[str, Any], told: Told) -> None:
    said = values["employment"]
    work = Work.NOT_WORKING.value if said == CANNOT else said
    employment_record(member=member, by=told.by, work=work, starts=told.day)


add(Register((Target("employment", _("work"), CHOICE, of_member=True),), _works, _hire))
