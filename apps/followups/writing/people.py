"""Registers of a person that answers write: health, labour ability, work."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.followups.writing.base import CHOICE, MANY, Now, Register, Subjects, Told, add, holding
from apps.households.actions.facts import fact_end
from apps.households.actions.person_facts import employment_record, health_record, labour_record
from apps.households.models import Employment, HealthRecord, LabourAbility, Member
from apps.households.vocabulary import Work
from apps.instruments.writes import Target

CANNOT = "cannot"  # an answer that no kind of work is


def _listed(value: Any) -> list[str]:
    return sorted(value) if isinstance(value, list) else [value] if value else []


def _ills(members: Subjects, told: Told) -> Now:
    """As it was said: one state as itself where one may be chosen, else a list."""
    one, found = isinstance(told.said.get("health"), str), defaultdict(list)
    rows = holding(HealthRecord.objects.filter(member__in=members), told).order_by("health")
    for member, state in rows.values_list("member", "health"):
        found[member].append(state)
    return {key: {"health": states[0] if one and len(states) == 1 else states} for key, states in found.items()}


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


def _able(members: Subjects, told: Told) -> Now:
    rows = holding(LabourAbility.objects.filter(member__in=members), told).order_by("-pk")
    return {row.member_id: {"labour": row.labour} for row in rows}


def _enable(member: Member, values: dict[str, Any], told: Told) -> None:
    labour_record(member=member, by=told.by, labour=values["labour"], starts=told.day)


add(Register((Target("labour", _("labour ability"), CHOICE, of_member=True),), _able, _enable))


def _works(members: Subjects, told: Told) -> Now:
    """Who cannot work is known not to be working."""
    cannot = told.said.get("employment") == CANNOT
    rows = holding(Employment.objects.filter(member__in=members), told).order_by("-pk")
    idle = Work.NOT_WORKING
    return {row.member_id: {"employment": CANNOT if cannot and row.work == idle else row.work} for row in rows}


def _hire(member: Member, values: dict[str, Any], told: Told) -> None:
    said = values["employment"]
    work = Work.NOT_WORKING.value if said == CANNOT else said
    employment_record(member=member, by=told.by, work=work, starts=told.day)


add(Register((Target("employment", _("work"), CHOICE, of_member=True),), _works, _hire))
