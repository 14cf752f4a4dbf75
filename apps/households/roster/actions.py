"""The one step that only rosters have; all others are the engine's (apps/core/sheets/actions.py)."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from apps.core.models import Outcome
from apps.core.sheets.actions import lock_for
from apps.households.models.roster import RosterAbsence, RosterHousehold, RosterImport


@transaction.atomic
def roster_accept_absence(*, roster: RosterImport, by: Any, absences: Collection[int], accepted: bool) -> int:
    """Say that members whom the roster does not name have left; or take that back."""
    locked = lock_for(roster, "apply", by)
    rows = RosterAbsence.objects.filter(roster=locked.pk, pk__in=absences)
    if accepted:
        RosterHousehold.objects.filter(
            pk__in=rows.values("staged"), faulty=False, outcome__in=(Outcome.CHANGED, Outcome.CONFLICTING)
        ).update(chosen=True)
    return rows.update(accepted=accepted)
