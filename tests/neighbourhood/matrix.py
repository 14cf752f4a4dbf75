"""Every state of every noun with every step: the same cases for actions, admin and API.

A face posts each case as `case.step` on `case.row(community)` with `case.inputs`, as somebody of the office, and holds
its answer against `case.open` and `case.leads_to`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from apps.core import clock
from apps.core.workflow import Transition
from apps.neighbourhood import workflow
from apps.neighbourhood.actions import BY_STEP
from apps.neighbourhood.models import PointsEntry, StockMove
from tests.neighbourhood import factories as make

WHY = {"why": "大家商量过了"}
INPUTS: dict[tuple[str, str], dict[str, Any]] = {
    ("competition", "change"): {"note": "改期"},
    ("objection", "uphold"): {**WHY, "remedy": "withdraw"},
    ("meeting", "change"): {"venue": "三楼会议室"},
    ("meeting", "minute"): {"minutes": "一、楼道堆物"},
    ("meeting", "decide"): {"text": "每月打扫一次"},
    ("decision", "change"): {"due_on": "2026-12-20"},
    ("activity", "change"): {"venue": "三楼会议室"},
}


def competition_in(state: str, community: Any) -> Any:
    """A competition whose results could be published, and settled."""
    facts: dict[str, Any] = {"why": "下雨"} if state == "cancelled" else {}
    if state in ("published", "settled"):
        facts |= {"published_on": date(2026, 11, 20), "objections_until": date(2026, 11, 25)}
    if state == "settled":
        facts |= {"settled_on": date(2026, 11, 26)}
    row = make.CompetitionFactory(community=community, state=state, **facts)
    judge, entry = make.JudgeFactory(competition=row), make.EntryFactory(competition=row)
    for criterion in row.criteria.all() if state != "planned" else ():
        entry.marks.create(judge=judge, criterion=criterion, marks=8, by=judge.staff)
    return row


def objection_in(state: str, community: Any) -> Any:
    row = competition_in("published", community)
    decided = {} if state == "open" else {**WHY, "decided_at": clock.now()}
    return make.CompetitionObjectionFactory(entry=row.entries.get(), state=state, **decided)


def award_in(state: str, community: Any) -> Any:
    facts = WHY if state in ("refused", "reversed") else {}
    home = make.HouseholdFactory(community=community)
    if state == "granted":
        facts = {"needs_check": False}
    award = make.AwardFactory(household=home, state=state, **facts)
    if state in ("granted", "reversed"):
        line = {"household": home, "community": community, "award": award}
        paid = PointsEntry.objects.create(kind="award", points=award.points, **line)
        if state == "reversed":
            PointsEntry.objects.create(kind="reversal", points=-award.points, reverses=paid, **line)
    return award


def redemption_in(state: str, community: Any) -> Any:
    home = make.HouseholdFactory(community=community)
    award = make.AwardFactory(household=home, state="granted", points=10, needs_check=False)
    line = {"household": home, "community": community}
    PointsEntry.objects.create(kind="award", points=10, award=award, **line)
    settled = {} if state == "asked" else {**WHY, "settled_at": clock.now()}
    reward = make.RewardFactory(community=community)
    row = make.RedemptionFactory(reward=reward, household=home, state=state, **settled)
    paid = PointsEntry.objects.create(kind="redemption", points=-10, redemption=row, **line)
    StockMove.objects.create(reward=reward, pieces=-1, redemption=row)
    if state in ("refused", "cancelled"):
        PointsEntry.objects.create(kind="returned", points=10, redemption=row, reverses=paid, **line)
        StockMove.objects.create(reward=reward, pieces=1, redemption=row)
    return row


def meeting_in(state: str, community: Any) -> Any:
    return make.MeetingFactory(community=community, state=state, why="" if state != "cancelled" else "下雨")


def decision_in(state: str, community: Any) -> Any:
    closed = {} if state == "open" else {"outcome": "已清理", "settled_at": clock.now()}
    return make.DecisionFactory(meeting__community=community, state=state, **closed)


def activity_in(state: str, community: Any) -> Any:
    return make.ActivityFactory(community=community, state=state, why="" if state != "cancelled" else "下雨")


def sign_up_in(state: str, community: Any) -> Any:
    later = {"activity__starts_at": make.THREE + 5 * make.HOUR, "activity__ends_at": make.THREE + 6 * make.HOUR}
    return make.SignUpFactory(activity__community=community, state=state, **later)


@dataclass(frozen=True)
class Noun:
    """A noun: its states, its steps, and a row in a state."""

    states: Any
    steps: Mapping[str, Transition]
    row: Callable[[str, Any], Any]


NOUNS = {
    "competition": Noun(workflow.CompetitionState, workflow.COMPETITION_STEPS, competition_in),
    "objection": Noun(workflow.ObjectionState, workflow.OBJECTION_WORKFLOW.by_name, objection_in),
    "award": Noun(workflow.AwardState, workflow.AWARD_WORKFLOW.by_name, award_in),
    "redemption": Noun(workflow.RedemptionState, workflow.REDEMPTION_WORKFLOW.by_name, redemption_in),
    "meeting": Noun(workflow.MeetingState, workflow.MEETING_STEPS, meeting_in),
    "decision": Noun(workflow.DecisionState, workflow.DECISION_STEPS, decision_in),
    "activity": Noun(workflow.ActivityState, workflow.ACTIVITY_STEPS, activity_in),
    "sign_up": Noun(workflow.SignUpState, workflow.SIGN_UP_WORKFLOW.by_name, sign_up_in),
}


@dataclass(frozen=True)
class Case:
    """A step from a state: whether it is open, and where it leads."""

    noun: str
    state: str
    step: str
    open: bool
    leads_to: str
    inputs: dict[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return f"{self.noun}-{self.state}-{self.step}"

    def row(self, community: Any) -> Any:
        return NOUNS[self.noun].row(self.state, community)


def cases() -> Iterator[Case]:
    """Every state of every noun with every step that has an action of its own name."""
    for name, noun in NOUNS.items():
        for state in noun.states.values:
            for step in BY_STEP[name]:
                asked = noun.steps[step]
                leaves = state in asked.sources
                needs = WHY if "why" in asked.requires else {}
                given = INPUTS.get((name, step), needs)
                yield Case(name, state, step, leaves, asked.target if leaves and asked.target else state, given)
