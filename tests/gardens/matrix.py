"""Every noun of garden plots in every state, with all else ready, so that its state alone decides on each step.

A face walks over CASES and asserts `differences(matrix, noun, state, take) == []`, where `take(kind, row, step, given)`
tries the step on that face (a post, an action) and leaves refusals be: `given` are the inputs as the action takes them,
and what counts is the state that is stored afterwards.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from apps.accounts.roles import Role
from apps.core import clock
from apps.core.periods import since
from apps.core.workflow import Transition
from apps.gardens import actions
from apps.gardens.drafts import compute, gather, usual_constraints
from apps.gardens.models import GardenRound, PlotSwap, Reclaim
from apps.gardens.vocabulary import Eligibility, Found, Remedy, SwapState
from apps.gardens.workflow import (
    LIVE,
    OBJECTION_WORKFLOW,
    OFFER_WORKFLOW,
    STEPS,
    TENURE_STEPS,
    ObjectionState,
    OfferState,
    State,
    TenureState,
)
from tests.accounts.factories import StaffFactory
from tests.gardens.factories import (
    DraftFactory,
    ObjectionFactory,
    OfferFactory,
    PlotFactory,
    RequestFactory,
    RoundFactory,
    TenureFactory,
    ZoneFactory,
)
from tests.gardens.living import Garden

WHY = "因故"
EARLY = (State.REGISTERING, State.ELIGIBILITY, State.CLOSED)
LISTED = (State.PUBLICITY, State.SIGNING, State.IN_USE)
# Decided only while the list is public; a list that was taken back leaves its objections open.
TAKEN_BACK = "open/allocation"


@dataclass
class Matrix:
    """Rows in any state. `by` may take every step; `first` made what needs a second pair of eyes."""

    garden: Garden
    by: Any
    first: Any = field(init=False)

    def __post_init__(self) -> None:
        self.first = self.garden.manager

    def put(self, noun: str, state: str) -> Any:
        """A row of this noun in this state."""
        return NOUNS[noun].put(self, state)

    def round(self, state: str) -> GardenRound:
        """A round with two plots, one eligible household, and a draft that is up to date."""
        zone = ZoneFactory(community=self.garden.community)
        PlotFactory.create_batch(2, zone=zone)
        begins = state if state in EARLY else State.ALLOCATION
        row = RoundFactory(
            community=self.garden.community, state=begins, seed="" if state in EARLY else "1",
            use_from=clock.today() + timedelta(days=40), objections_until=clock.today() - timedelta(days=1),
        )  # fmt: skip
        row.zones.add(zone)
        self.request(row, Eligibility.ELIGIBLE)
        draft = DraftFactory(round=row, **(compute(gather(row, usual_constraints())) if row.seed else {}))
        for later in LISTED[: LISTED.index(state) + 1] if state in LISTED else ():
            GardenRound.objects.filter(pk=row.pk).update(state=later, published=draft, published_by=self.first)
        row.refresh_from_db()
        return row

    def request(self, round: GardenRound, found: str) -> Any:
        """A household's request, judged by the rules."""
        refused = {"reason": "left"} if found == Eligibility.REFUSED else {}
        return RequestFactory(
            round=round, household=self.garden.household(), eligibility=found, building=self.garden.buildings[0],
            **refused,
        )  # fmt: skip

    def offer(self, state: str) -> Any:
        """An offer whose day is past."""
        round = self.round(State.SIGNING)
        settled = {} if state == OfferState.WAITING else {"settled_at": clock.now()}
        return OfferFactory(
            round=round, household=round.requests.get().household, plot=round.zones.get().plots.first(), state=state,
            sign_by=clock.today() - timedelta(days=1), **settled,
        )  # fmt: skip

    def objection(self, state: str) -> Any:
        """An objection to a public list, or to one that was taken back."""
        round = self.round(State.ALLOCATION if state == TAKEN_BACK else State.PUBLICITY)
        settled = {} if state.startswith("open") else {"decided_at": clock.now(), "why": WHY}
        return ObjectionFactory(
            round=round, household=round.requests.get().household, state=state.partition("/")[0],
            recorded_by=self.first, **settled,
        )  # fmt: skip

    def tenure(self, state: str = TenureState.IN_USE) -> Any:
        """A tenure of some time; idle ones are beyond their day."""
        past = {"idle_since": date(2025, 6, 1), "cure_by": date(2025, 7, 1)} if state == TenureState.IDLE else {}
        zone = ZoneFactory(community=self.garden.community)
        return TenureFactory(
            household=self.garden.household(), plot=PlotFactory(zone=zone), state=state, period=since(date(2025, 1, 1)),
            ended_by="" if state in LIVE else "given_up", **past,
        )  # fmt: skip

    def reclaim(self, state: str) -> Any:
        """A proposal to reclaim an idle plot."""
        agreed = {"open": None, "agreed": True, "left": False}[state]
        settled = {} if agreed is None else {"decided_at": clock.now(), "decided_by": self.by}
        tenure = self.tenure(TenureState.IDLE)
        return Reclaim.objects.create(
            tenure=tenure, household=tenure.household, community=tenure.community, why=WHY, proposed_by=self.first,
            agreed=agreed, **settled,
        )  # fmt: skip

    def swap(self, state: str) -> Any:
        """A swap to which the other household agreed."""
        mine, theirs = self.tenure(), self.tenure()
        return PlotSwap.objects.create(
            tenure=mine, household=mine.household, community=mine.community, other=theirs,
            other_household=theirs.household, proposed_by=self.first, state=state, other_agreed_at=clock.now(),
            agreed_at=clock.now() if state == SwapState.DONE else None,
        )  # fmt: skip


@dataclass(frozen=True)
class Noun:
    """`allowed(state, step)`: the state after it, None where it is refused. `given(matrix, row, step)`: its inputs.

    `acts`: the actions by step, called with the row as `name`. `column` keeps the state.
    """

    name: str
    states: tuple[str, ...]
    acts: Mapping[str, Callable[..., Any]]
    put: Callable[[Matrix, str], Any]
    given: Callable[[Matrix, Any, str], dict[str, Any]]
    allowed: Callable[[str, str], str | None]
    column: str = "state"

    def state_of(self, row: Any) -> str:
        """Its state as it is stored now."""
        return str(type(row).objects.values_list(self.column, flat=True).get(pk=row.pk))

    def take(self, row: Any, step: str, by: Any, given: dict[str, Any]) -> None:
        """Take the step by the actions."""
        self.acts[step](**{self.name: row}, by=by, **given)


def _of(transitions: Mapping[str, Transition]) -> Callable[[str, str], str | None]:
    def allowed(state: str, step: str) -> str | None:
        asked = transitions[step]
        return (asked.target or state) if state in asked.sources else None

    return allowed


def _round_given(matrix: Matrix, row: Any, step: str) -> dict[str, Any]:
    asked = STEPS[step].requires
    home = {"household": matrix.garden.household} if step == "register_need" else {}
    given: dict[str, Any] = {name: make() for name, make in home.items()}
    if step == "object":
        given["household"] = row.requests.get().household
    if step == "publish":
        given["draft"] = row.drafts.get()
    return given | {name: WHY for name in asked if name != "draft"}


def _request(matrix: Matrix, state: str) -> Any:
    stage, found = state.split("/")
    return matrix.request(matrix.round(stage), found)


def _request_allowed(state: str, step: str) -> str | None:
    stage, found = state.split("/")
    if stage not in STEPS[step].sources or found == Eligibility.WITHDRAWN:
        return None
    # A changed wish is judged again where requests are being judged.
    changed = Eligibility.ELIGIBLE if stage == State.ELIGIBILITY else found
    return {"change_request": changed, "withdraw_request": Eligibility.WITHDRAWN, "judge": Eligibility.REFUSED}[step]


def _request_given(matrix: Matrix, row: Any, step: str) -> dict[str, Any]:
    if step == "change_request":
        return {"note": "靠近水源"}
    return {"why": WHY, **({"eligible": False} if step == "judge" else {})}


def _objection_allowed(state: str, step: str) -> str | None:
    return None if state == TAKEN_BACK else _of(OBJECTION_WORKFLOW.by_name)(state, step)


def _tenure_given(matrix: Matrix, row: Any, step: str) -> dict[str, Any]:
    if step == "propose_swap":
        return {"other": matrix.tenure()}
    return {"why": WHY} if "why" in TENURE_STEPS[step].requires else {"found": Found.USED} if step == "visit" else {}


def _tenure_allowed(state: str, step: str) -> str | None:
    after = _of(TENURE_STEPS)(state, step)
    return TenureState.IN_USE if after and step == "visit" else after


ROUND_ACTS = {
    **actions.BY_STEP,
    "change": actions.round_change,
    "register_need": actions.request_register,
    "register_all": actions.round_register_all,
    "draft": actions.draft_make,
    "object": actions.objection_file,
}
REQUEST_ACTS = {
    "change_request": actions.request_change,
    "withdraw_request": actions.request_withdraw,
    "judge": actions.eligibility_decide,
}
TENURE_ACTS = {
    "visit": actions.visit_record,
    "note_yield": actions.yield_note,
    "give_back": actions.tenure_give_back,
    "propose_reclaim": actions.reclaim_propose,
    "propose_swap": actions.swap_propose,
}
SWAP_ACTS = {"consent": actions.swap_consent, "drop": actions.swap_drop}
NOUNS: dict[str, Noun] = {
    noun.name: noun
    for noun in (
        Noun("round", tuple(State), ROUND_ACTS, Matrix.round, _round_given, _of(STEPS)),
        Noun(
            "request", tuple(f"{stage}/{found}" for stage in State for found in Eligibility), REQUEST_ACTS, _request,
            _request_given, _request_allowed, "eligibility",
        ),
        Noun(
            "offer", tuple(OfferState), actions.BY_OFFER_STEP, Matrix.offer, lambda *_row: {"why": WHY},
            _of(OFFER_WORKFLOW.by_name),
        ),
        Noun(
            "objection", (*ObjectionState, TAKEN_BACK), actions.BY_OBJECTION_STEP, Matrix.objection,
            lambda _matrix, _row, step: {"why": WHY, **({"remedy": Remedy.FACTS} if step == "uphold" else {})},
            _objection_allowed,
        ),
        Noun("tenure", tuple(TenureState), TENURE_ACTS, Matrix.tenure, _tenure_given, _tenure_allowed),
        Noun(
            "reclaim", ("open", "agreed", "left"), {"decide": actions.reclaim_decide}, Matrix.reclaim,
            lambda *_row: {"agreed": True, "why": WHY}, lambda state, _step: "True" if state == "open" else None,
            "agreed",
        ),
        Noun(
            "swap", tuple(SwapState), SWAP_ACTS, Matrix.swap,
            lambda _matrix, row, step: {"household": row.household, "agreed_note": WHY} if step == "consent" else {},
            lambda state, step: {"consent": "done", "drop": "dropped"}[step] if state == "proposed" else None,
        ),
    )
}  # fmt: skip
CASES = [(noun.name, state) for noun in NOUNS.values() for state in noun.states]


@contextmanager
def undone() -> Iterator[None]:
    """Take everything back that is done within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


Take = Callable[[Noun, Any, str, dict[str, Any]], None]


def differences(matrix: Matrix, noun: str, state: str, take: Take, steps: Collection[str] | None = None) -> list[str]:
    """Every step tried on a row of this state, each taken back: where the state afterwards is not what it should be.

    `steps` are those that the face has (all).
    """
    kind, row = NOUNS[noun], matrix.put(noun, state)
    before, found = kind.state_of(row), []
    for step in kind.acts if steps is None else steps:
        expected = kind.allowed(state, step) or before
        with undone():
            take(kind, row, step, kind.given(matrix, row, step))
            after = kind.state_of(row)
        if after != expected:
            found.append(f"{noun} {state}: {step} leads to {after}, not {expected}")
        row.refresh_from_db()
    return found


@pytest.fixture
def matrix(garden: Garden) -> Matrix:
    return Matrix(garden, StaffFactory(username="second", role=Role.COMMUNITY_MANAGER, areas=[garden.community]))
