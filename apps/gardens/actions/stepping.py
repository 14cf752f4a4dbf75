"""What all steps share: lock and ask, then move, save and log."""

from datetime import date, timedelta
from typing import Any

from apps.core import clock
from apps.core.actors import label_of, person
from apps.core.errors import ensure
from apps.core.events import emit
from apps.core.rules import Rule
from apps.core.text import prose
from apps.facilities.actions.stepping import working_day
from apps.gardens.models import GardenOffer, GardenRound, GardenTenure, RoundStep, TenureStep
from apps.gardens.policies import may, may_tenure
from apps.gardens.rules import days_of
from apps.gardens.workflow import OFFER_WORKFLOW, STEPS, TENURE_STEPS, TENURE_WORKFLOW, WORKFLOW


def asked(round: GardenRound, step: str, by: Any, **inputs: Any) -> GardenRound:
    """The locked round, after the policy allowed the step. Raises Refused."""
    row = locked(round)
    ensure(may(row, step, by, inputs))
    return row


def locked(round: GardenRound) -> GardenRound:
    """The round, locked until the transaction ends."""
    rows = GardenRound.objects.select_for_update(of=("self",)).select_related("community", "published")
    return rows.get(pk=round.pk)


def take(row: GardenRound, step: str, by: Any, why: str = "") -> GardenRound:
    """Move the state where the step does, save, log, and tell listeners after the commit."""
    before, after = row.state, ""
    if STEPS[step].target:
        before, after = WORKFLOW.move(row, step)
    row.save()
    return logged(row, step, by, before, after, why)


def logged(row: GardenRound, step: str, by: Any, before: str, after: str, why: str = "") -> GardenRound:
    """Append the step."""
    entry = RoundStep.objects.create(
        round=row, step=step, from_state=before, to_state=after, by=person(by), by_label=label_of(by), why=why.strip()
    )
    emit(f"garden_round.{step}", round_id=row.pk, step_id=entry.pk)
    return row


def offer_settle(row: GardenOffer, step: str, by: Any, why: str = "") -> GardenOffer:
    """Move an offer, say when and by whom, tell."""
    OFFER_WORKFLOW.move(row, step)
    row.settled_at, row.settled_by, row.why = clock.now(), person(by), prose(why)[:200]
    row.save()
    emit(f"garden_offer.{step}", offer_id=row.pk, round_id=row.round_id)
    return row


def asked_tenure(tenure: GardenTenure, step: str, by: Any, **inputs: Any) -> GardenTenure:
    """The locked tenure, after the policy allowed the step. Raises Refused."""
    rows = GardenTenure.objects.select_for_update(of=("self",)).select_related("household", "plot__zone")
    row: GardenTenure = rows.get(pk=tenure.pk)
    ensure(may_tenure(row, step, by, inputs))
    return row


def take_tenure(row: GardenTenure, step: str, by: Any, why: str = "") -> GardenTenure:
    """Move, save, log, tell."""
    before, after = row.state, ""
    if TENURE_STEPS[step].target:
        before, after = TENURE_WORKFLOW.move(row, step)
    row.save()
    entry = TenureStep.objects.create(
        tenure=row, household_id=row.household_id, community_id=row.community_id, step=step, from_state=before,
        to_state=after, by=person(by), by_label=label_of(by), why=why.strip(),
    )  # fmt: skip
    emit(f"garden_tenure.{step}", tenure_id=row.pk, step_id=entry.pk)
    return row


def due_in(rule: Rule, start: date | None = None) -> date:
    """The day on which a clock of a rule runs out: so many days on, then the next working day."""
    return working_day((start or clock.today()) + timedelta(days=days_of(rule)))
