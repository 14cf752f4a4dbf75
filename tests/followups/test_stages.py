"""The stage of integration that evidence speaks for."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from apps.followups.assessing.stages import HEADINGS, ORDER, Limits, Proposal, Stage, Verdict, judge, propose

GOOD: dict[str, Any] = {
    "employment_status": "employed",
    "income_change": "more",
    "children_education": "no_children",
    "access_services": "easy",
    "flat_living": 6,
    "employment_quality": "stable",
    "vocational_skills": "yes",
    "neighbours_known": 12,
    "participation": 2,
    "life_satisfaction": 5,
    "identity": "local",
    "wish_to_return": "no",
}
BAD: dict[str, Any] = {
    "employment_status": "none",
    "income_change": "less",
    "children_education": "difficult",
    "access_services": "hard",
    "flat_living": 1,
    "employment_quality": "unstable",
    "vocational_skills": "no",
    "neighbours_known": 0,
    "participation": 0,
    "life_satisfaction": 2,
    "identity": "outsider",
    "wish_to_return": "yes",
}


def proposal(**values: Any) -> Proposal:
    return propose(judge({key: (value, "answer") for key, value in values.items()}, Limits()), Limits())


def test_nothing_known_proposes_nothing() -> None:
    assert proposal().stage is None


def test_each_heading_belongs_to_one_stage_and_the_last_is_never_left() -> None:
    assert set(GOOD) == set(BAD) == {heading.key for heading in HEADINGS}
    assert {heading.leaves for heading in HEADINGS} == set(ORDER[:-1])


def test_everything_met_is_equality_and_nothing_met_is_demand() -> None:
    assert proposal(**GOOD).stage == Stage.EQUALITY
    assert proposal(**BAD).stage == Stage.DEMAND


def test_the_needs_met_but_not_at_home_is_reshaping() -> None:
    needs = [heading.key for heading in HEADINGS if heading.leaves == Stage.DEMAND]
    found = proposal(**{**BAD, **{key: GOOD[key] for key in needs}})
    assert found.stage == Stage.RESHAPING
    assert found.count(Stage.DEMAND, Verdict.MET) == 5
    assert found.count(Stage.RESHAPING, Verdict.FAILS) == 7


def test_who_wishes_to_return_has_not_arrived() -> None:
    assert proposal(**{**GOOD, "wish_to_return": "sometimes"}).stage == Stage.RESHAPING


def test_nobody_in_work_keeps_in_demand_whatever_else_is_well() -> None:
    assert proposal(**{**GOOD, "employment_status": "none"}).stage == Stage.DEMAND


def test_what_nobody_asked_is_unknown_and_not_met() -> None:
    some = {key: GOOD[key] for key in ("employment_status", "income_change", "access_services")}
    found = proposal(**some)
    assert found.stage == Stage.DEMAND
    assert found.count(Stage.DEMAND, Verdict.UNKNOWN) == 2


def test_four_of_five_are_enough_by_the_rule() -> None:
    assert proposal(**{**GOOD, "income_change": "less"}).stage == Stage.EQUALITY
    assert propose(judge({k: (v, "answer") for k, v in {**GOOD, "income_change": "less"}.items()}, Limits(share=100)),
                   Limits(share=100)).stage == Stage.DEMAND  # fmt: skip


@given(st.dictionaries(st.sampled_from([heading.key for heading in HEADINGS]), st.booleans()))
def test_more_evidence_met_never_leads_back(known: dict[str, bool]) -> None:
    values = {key: (GOOD if good else BAD)[key] for key, good in known.items()}
    before = proposal(**values).stage
    for key in GOOD:
        after = proposal(**{**values, key: GOOD[key]}).stage
        assert after is not None
        assert before is None or ORDER.index(after) >= ORDER.index(before)
