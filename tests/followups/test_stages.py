"""The stage of integration that evidence speaks for."""

from hypothesis import given
from hypothesis import strategies as st

from apps.followups.assessing.stages import HEADINGS, ORDER, Limits, Proposal, Stage, Verdict, judge, propose

KEYS = [heading.key for heading in HEADINGS]
NEEDS = [heading.key for heading in HEADINGS if heading.leaves == Stage.DEMAND]
GOOD: dict[str, float | None] = dict.fromkeys(KEYS, 100.0)
BAD: dict[str, float | None] = dict.fromkeys(KEYS, 20.0)


def proposal(limits: Limits | None = None, **values: float | None) -> Proposal:
    limits = limits or Limits()
    return propose(judge({key: (value, "answer") for key, value in values.items()}, limits), limits)


def test_nothing_known_proposes_nothing() -> None:
    assert proposal().stage is None
    assert proposal(education=None).stage is None


def test_each_heading_belongs_to_one_stage_and_the_last_is_never_left() -> None:
    assert len(set(KEYS)) == 12
    assert {heading.leaves for heading in HEADINGS} == set(ORDER[:-1])


def test_everything_met_is_equality_and_nothing_met_is_demand() -> None:
    assert proposal(**GOOD).stage == Stage.EQUALITY
    assert proposal(**BAD).stage == Stage.DEMAND


def test_the_needs_met_but_not_at_home_is_reshaping() -> None:
    found = proposal(**{**BAD, **{key: GOOD[key] for key in NEEDS}})
    assert found.stage == Stage.RESHAPING
    assert found.count(Stage.DEMAND, Verdict.MET) == 5
    assert found.count(Stage.RESHAPING, Verdict.FAILS) == 7


def test_who_thinks_of_returning_has_not_arrived() -> None:
    assert proposal(**{**GOOD, "staying": 83.0}).stage == Stage.RESHAPING


def test_nobody_in_work_keeps_in_demand_unless_nobody_is_able() -> None:
    assert proposal(**{**GOOD, "employment": 0.0}).stage == Stage.DEMAND
    apart = dict.fromkeys(("employment", "employment_quality", "skills", "education"), None)
    assert proposal(**{**GOOD, **apart}).stage == Stage.EQUALITY


def test_what_nobody_asked_is_unknown_and_not_met() -> None:
    found = proposal(employment=100, income_change=100, services=100)
    assert found.stage == Stage.DEMAND
    assert found.count(Stage.DEMAND, Verdict.UNKNOWN) == 2


def test_the_share_that_is_enough_is_a_rule() -> None:
    assert proposal(**{**GOOD, "income_change": 10.0}).stage == Stage.EQUALITY
    assert proposal(Limits(share=100), **{**GOOD, "income_change": 10.0}).stage == Stage.DEMAND


@given(st.dictionaries(st.sampled_from(KEYS), st.floats(0, 100)))
def test_better_evidence_never_leads_back(known: dict[str, float]) -> None:
    before = proposal(**known).stage
    for key in KEYS:
        after = proposal(**{**known, key: 100.0}).stage
        assert after is not None
        assert before is None or ORDER.index(after) >= ORDER.index(before)
