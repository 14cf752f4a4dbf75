"""What is known under the headings of integration: from the newest answers, and from the register where it knows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from apps.core import clock
from apps.followups.assessing.answers import INTEGRATION, newest_of
from apps.followups.assessing.rules import limits_on
from apps.followups.assessing.stages import HEADINGS, Proposal, judge, propose
from apps.households.models import Household, Presence
from apps.households.people.livelihood import WorkState, people_on, work_state, working_age
from apps.households.vocabulary import ResidenceStatus

Found = dict[str, tuple[float | None, str]]
ANSWER, REGISTER = "answer", "register"


def stage_proposed(household: Household, day: date | None = None) -> Proposal:
    """The stage that the evidence of a day (today) speaks for, and the evidence. A fixed number of queries."""
    day = day or clock.today()
    answer = newest_of(household, INTEGRATION, day)
    limits = limits_on(day)
    values = {**scored(answer.scores if answer else {}), **registered(household, day)}
    return propose(judge(values, limits), limits)


def scored(scores: Mapping[str, Any]) -> Found:
    """The scores of an answer by heading; what was asked and not answered is left out, as not known."""
    found: Found = {}
    for heading in HEADINGS:
        score = scores.get(heading.key)
        if score is None or (score["value"] is None and score["parts"]):
            continue
        found[heading.key] = (score["value"], ANSWER)
    return found


def registered(household: Household, day: date) -> Found:
    """What the register says goes before what was answered once: every visit keeps it up to date."""
    found: Found = {}
    state = work_state(people_on(household, day), day, working_age(day))
    if state is WorkState.ZERO:
        found["employment"] = (0.0, REGISTER)
    if state is WorkState.NOT_ABLE:
        found |= dict.fromkeys(("employment", "employment_quality", "skills"), (None, REGISTER))
    if Presence.objects.at(day).filter(household=household, status=ResidenceStatus.RETURNED).exists():
        found["staying"] = (0.0, REGISTER)
    return found
