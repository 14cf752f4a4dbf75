"""Two records of one household become one: one open visit, one worker, one stage, one risk level at any date."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.text import stored
from apps.followups.actions.stepping import take
from apps.followups.models import Caseload, IntegrationStage, Level, Occasion, Visit
from apps.households.journal import Journal
from apps.households.likeness.merging import settles_households
from apps.households.models import Household

MERGED = _("The household was registered twice.")


@settles_households(Visit, Caseload, IntegrationStage, Level, Occasion)
def followups_join(keep: Household, drop: Household, by: Any, journal: Journal) -> None:
    """What stands at `keep` stays; the other's worker and level are told where it is silent.

    An open visit of `drop` beside one of `keep` is cancelled, and stays so when the merge is undone: planning makes
    another.
    """
    if Visit.objects.open().filter(household=keep).exists():
        for visit in Visit.objects.open().filter(household=drop):
            take(visit, "cancel", by, stored(MERGED))
    for model in (Caseload, IntegrationStage, Level):
        for row in model.objects.filter(household=drop).order_by("pk"):
            if model.objects.filter(household=keep, period__overlap=row.period).exists():
                journal.remove(row)
    for told in Occasion.objects.filter(household=drop).order_by("pk"):
        if Occasion.objects.filter(household=keep, kind=told.kind, happened_on=told.happened_on).exists():
            journal.remove(told)
