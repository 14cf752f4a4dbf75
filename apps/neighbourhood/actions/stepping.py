"""What all steps share: lock and ask, then move, save and log.

A competition is locked before its entries, a reward before an account, so that nobody waits for each other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.actors import label_of, person
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.models import StepLog
from apps.core.text import prose
from apps.core.workflow import Transition, Workflow
from apps.neighbourhood.models import Activity, ActivityStep, Competition, CompetitionStep, Meeting, MeetingStep
from apps.neighbourhood.policies import may, may_activity, may_meeting
from apps.neighbourhood.vocabulary import MOST_PEOPLE
from apps.neighbourhood.workflow import (
    ACTIVITY_STEPS,
    ACTIVITY_WORKFLOW,
    COMPETITION_STEPS,
    COMPETITION_WORKFLOW,
    MEETING_STEPS,
    MEETING_WORKFLOW,
)

KEPT = ("taken", "stock", "balance")  # sums that the database keeps
RESIDENT, SYSTEM = "resident", "system"


@dataclass(frozen=True)
class Noun:
    """Something with a log of its own: its workflow, the table of its steps, and who may."""

    name: str
    model: type[models.Model]
    workflow: Workflow
    steps: Mapping[str, Transition]
    log: type[StepLog]
    may: Callable[..., Any]


COMPETITION = Noun("competition", Competition, COMPETITION_WORKFLOW, COMPETITION_STEPS, CompetitionStep, may)
MEETING = Noun("meeting", Meeting, MEETING_WORKFLOW, MEETING_STEPS, MeetingStep, may_meeting)
ACTIVITY = Noun("activity", Activity, ACTIVITY_WORKFLOW, ACTIVITY_STEPS, ActivityStep, may_activity)


def columns(model: type[models.Model]) -> tuple[str, ...]:
    """What an action saves: everything but the key and the sums that the database keeps."""
    fields = model._meta.concrete_fields
    return tuple(field.name for field in fields if not field.primary_key and field.name not in KEPT)


def locked(row: Any) -> Any:
    """The row as it is now, locked until the transaction ends."""
    return type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)


def asked(noun: Noun, row: Any, step: str, by: Any, **inputs: Any) -> Any:
    """The locked row, after the policy allowed the step. Raises Refused."""
    found = locked(row)
    ensure(noun.may(found, step, by, inputs))
    return found


def take(noun: Noun, row: Any, step: str, by: Any, why: str = "") -> Any:
    """Move the state where the step does, save, log, and tell listeners after the commit."""
    before, after = row.state, ""
    if noun.steps[step].target:
        before, after = noun.workflow.move(row, step)
    checked(row, only=columns(noun.model))
    return logged(noun, row, step, by, before, after, why)


def logged(noun: Noun, row: Any, step: str, by: Any, before: str, after: str, why: str = "") -> Any:
    """Append the step."""
    who = label_of(by) or (RESIDENT if by is None else "")
    entry = noun.log._default_manager.create(
        **{noun.name: row}, step=step, from_state=before, to_state=after, by=person(by), by_label=who, why=prose(why)
    )
    emit(f"{noun.name}.{step}", key=row.pk, step_id=entry.pk)
    return row


def begun(noun: Noun, row: Any, by: Any) -> Any:
    """A new row, checked and saved, with its first step."""
    return logged(noun, checked(row), "add", by, "", row.state)


def moved(workflow: Workflow, row: Any, step: str, event: str, **values: Any) -> Any:
    """Move a row that keeps its own story (who settled it, when, why), save, tell."""
    workflow.move(row, step)
    for name, value in values.items():
        setattr(row, name, value)
    checked(
        row, exclude=tuple(name for name in ("asked_by", "signed_by", "recorded_by", "made_by") if hasattr(row, name))
    )
    emit(f"{event}.{step}", key=row.pk)
    return row


def settled(by: Any, why: str = "") -> dict[str, Any]:
    """Who settled something, when and why."""
    return {"settled_by": person(by), "settled_at": clock.now(), "why": prose(why)[:200]}


def ensure_people(people: int | None) -> None:
    """So many of one household may have come (None: not noted). Raises InvalidInput."""
    if people is not None and not 0 <= people <= MOST_PEOPLE:
        raise InvalidInput(_("Between 1 and 20 people of one household."), field="people")


def noted_at(at: datetime | None) -> datetime:
    """When something was noted: `at`, as a phone without a signal says, but never later than now.

    Raises InvalidInput where the phone's clock must be wrong.
    """
    moment = clock.believed(at or clock.now())
    if moment is None:
        raise InvalidInput(_("The clock of this phone is wrong. Set it, then note this again."), code="wrong_clock")
    return moment


def later_word(before: datetime | None, at: datetime | None) -> bool:
    """Whether what is on record was noted at that moment or after it: then it stands, and what comes late is old."""
    return at is not None and before is not None and before >= at


def given(values: Mapping[str, Any], known: tuple[str, ...]) -> dict[str, Any]:
    """Values of the fields that may be changed, texts tidied. Raises TypeError for another field."""
    if unknown := set(values) - set(known):
        raise TypeError(f"no such fields: {sorted(unknown)}")
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


def change(row: Any, values: Mapping[str, Any], known: tuple[str, ...]) -> Any:
    """Set them on the row. Raises InvalidInput for a group or building of another community."""
    for name, value in given(values, known).items():
        if getattr(value, "community_id", None) not in (None, getattr(row, "community_id", None)):
            raise InvalidInput(_("Choose one of this community."), field=name)
        setattr(row, name, value)
    return row
