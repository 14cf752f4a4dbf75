"""Deciding on the stage of a household's integration: the only writer of stages."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core.actors import person
from apps.core.errors import InvalidInput
from apps.core.events import emit
from apps.core.text import prose
from apps.followups.assessing.evidence import stage_proposed
from apps.followups.assessing.policies import may_decide
from apps.followups.assessing.stages import Stage
from apps.followups.models import IntegrationStage
from apps.households.actions.recording import locked
from apps.households.actions.spans import hold_from, take_back
from apps.households.models import Household


@transaction.atomic
def stage_decide(*, household: Household, by: Any, stage: str, start: date, why: str = "") -> IntegrationStage:
    """From `start` on the household is in this stage, which may be an earlier one than before.

    The evidence of the day is kept with it. Raises Refused (`not_in_scope`, `not_your_role`, `has_left`) and
    InvalidInput: `invalid` for a stage that there is not, `future`, `reason_needed` where it is not the one that the
    evidence speaks for.
    """
    home = locked(household, by, decision=may_decide)
    if stage not in Stage.values:
        raise InvalidInput(_("Choose the stage from the list."), code="invalid", field="stage")
    proposal = stage_proposed(home, start)
    why = prose(why)[:300]
    if stage != proposal.stage and len(why) < 2:
        said = _("The evidence speaks for another stage. Write why it is this one.")
        raise InvalidInput(said, code="reason_needed", field="why")
    values = {
        "stage": stage, "proposed": proposal.stage or "", "why": why, "decided_by": person(by),
        "evidence": [one.as_json() for one in proposal.evidence],
    }  # fmt: skip
    row: IntegrationStage = hold_from(IntegrationStage, home, start, values)
    emit("stage.decided", household_id=home.pk, stage=stage)
    return row


@transaction.atomic
def stage_take_back(*, decided: IntegrationStage, by: Any) -> None:
    """This decision was a mistake: what held before goes on. The history keeps it. Raises Refused as stage_decide."""
    home = locked(decided.household, by, decision=may_decide)
    row = IntegrationStage.objects.select_for_update(of=("self",)).get(pk=decided.pk, household=home)
    take_back(row)
    emit("stage.decided", household_id=home.pk, stage="")
