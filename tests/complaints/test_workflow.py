"""Every state × every step, through the actions; and every state × every state, against the trigger."""

from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.accounts.models import Staff
from apps.complaints.actions import BY_STEP
from apps.complaints.models import Complaint, ComplaintExtension
from apps.complaints.workflow import STEPS, WORKFLOW, State
from apps.core.errors import Refused
from tests.complaints.factories import ComplaintFactory, complaint_in
from tests.harness.people import County

MOVES = [step for step in STEPS if step in BY_STEP]


@pytest.fixture
def inputs(county: County, second_grid_worker: Staff) -> dict[str, Any]:
    """What every step could ask for, all of it good."""
    return {
        "assign": {"handler": second_grid_worker},
        "call_back": {"satisfaction": "satisfied"},
        "merge": {"into": ComplaintFactory(building=county.building)},
        "set_urgency": {"urgency": "complex", "why": "要多家一起办"},
        "extend": {"days": 3, "why": "等配件"},
    }


@pytest.mark.parametrize("state", State.values)
def test_every_state_by_every_step(
    state: str,
    county: County,
    manager: Staff,
    second_manager: Staff,
    grid_worker: Staff,
    inputs: dict[str, Any],
) -> None:
    made = complaint_in(state, building=county.building, handler=grid_worker)
    for step in MOVES:
        with transaction.atomic():  # each step begins from the same complaint
            try_step(step, Complaint.objects.get(pk=made.pk), manager, grid_worker, inputs)
            transaction.set_rollback(True)


def try_step(step: str, complaint: Complaint, manager: Staff, grid_worker: Staff, inputs: dict[str, Any]) -> None:
    """The manager takes the step, or is refused because of the state and changes nothing."""
    state = complaint.state
    if step.endswith("_extension"):
        ComplaintExtension.objects.create(
            complaint=complaint, community=complaint.community, days=3, why="等配件", asked_by=grid_worker
        )
    given = {"why": "说明", **inputs.get(step, {})}
    if state not in STEPS[step].sources:
        with pytest.raises(Refused) as caught:
            BY_STEP[step](complaint=complaint, by=manager, **given)
        assert caught.value.code == "wrong_state", step
        assert Complaint.objects.get(pk=complaint.pk).state == state, step
        assert not complaint.steps.exists(), step
        return
    after = BY_STEP[step](complaint=complaint, by=manager, **given)
    assert after.state == (STEPS[step].target or state), step
    row = complaint.steps.get()
    assert (row.step, row.from_state, row.to_state, row.by) == (step, state, after.state, manager)


def moved_by_hand(complaint: Complaint, target: str, **others: int) -> bool:
    """Whether the database lets raw SQL move the state; nothing stays of it."""
    sql = "UPDATE complaints_complaint SET state = %s, merged_into_id = %s, handler_id = %s WHERE id = %s"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [target, others["topic"], others["handler"], complaint.pk])
            transaction.set_rollback(True)
    except ProgrammingError as refused:
        if "Invalid transition" not in str(refused):
            raise
        return False
    return True


@pytest.mark.parametrize("source", State.values)
def test_the_database_allows_only_the_drawn_edges(source: str, county: County, grid_worker: Staff) -> None:
    complaint = complaint_in(source, building=county.building)
    others = {"topic": ComplaintFactory(building=county.building).pk, "handler": grid_worker.pk}
    allowed = {target for target in State.values if moved_by_hand(complaint, target, **others)}
    assert allowed == {source} | {target for start, target in WORKFLOW.edges() if start == source}


def test_the_state_cannot_be_assigned() -> None:
    complaint = ComplaintFactory()
    with pytest.raises(AttributeError):
        complaint.state = State.CLOSED


def test_the_workflow_moves_only_along_its_transitions() -> None:
    with pytest.raises(ValueError, match="does not leave from"):
        WORKFLOW.move(ComplaintFactory(), "resolve")


def test_steps_cannot_be_edited_or_deleted(submit: Any) -> None:
    complaint = submit()
    for sql in ("UPDATE complaints_complaintstep SET why = 'x'", "DELETE FROM complaints_complaintstep"):
        with (
            pytest.raises(ProgrammingError, match="Cannot update or delete"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert complaint.steps.count() == 1


def test_every_word_of_the_workflow_is_there() -> None:
    for step in WORKFLOW.transitions:
        assert str(step.word)
        assert str(step.public), f"{step.name} moves a complaint and the resident is told nothing"
