"""Registered members whom a roster does not name: kept for people to look at, and what they say of them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.copying import copy_rows
from apps.core.models import StagedImport
from apps.core.sheets.parts import Tab
from apps.households.models.roster import RosterAbsence
from apps.households.roster.plans import Plan


def keep(roster: StagedImport, plans: Sequence[Plan], keys: Sequence[int]) -> None:
    """Keep them beside the staged households, each member once."""
    absences = {
        membership.id: (roster.pk, key, membership.id, False)
        for key, plan in zip(keys, plans, strict=True)
        for membership in plan.absent
    }
    columns = ("roster_id", "staged_id", "membership_id", "accepted")
    copy_rows(RosterAbsence._meta.db_table, columns, list(absences.values()))


def rows(roster: StagedImport) -> Any:
    """The rows of the tab."""
    found = RosterAbsence.objects.filter(roster=roster.pk).order_by("staged__row", "pk")
    return found.select_related("staged__community", "membership__member")


def row(absence: RosterAbsence) -> dict[str, Any]:
    """One of them, ready for the template."""
    member = absence.membership.member
    return {
        "pk": absence.pk,
        "name": member.name,
        "age": member.age,
        "relation": absence.membership.get_relation_display(),
        "code": absence.staged.code,
        "community": absence.staged.community,
        "since": absence.membership.started,
        "accepted": absence.accepted,
        "faulty": absence.staged.faulty,
    }


TAB = Tab("absent", _("Not in the roster"), "people_absent", "households/roster/absences.html", rows, row)
