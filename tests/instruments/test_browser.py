"""Python and the browser give the same value for the same expression, and the same verdict over the same answers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from apps.instruments import form
from apps.instruments.form.expressions import evaluate
from tests.instruments.drawing import SHIPPED, TODAY, drawn
from tests.instruments.test_expressions import Env
from tests.instruments.trees import answers, trees
from tests.journeys.browsing import browser

pytestmark = pytest.mark.browser
SCRIPTS = Path(__file__).parents[2] / "static" / "instruments"
# What fails is not made smaller: that takes minutes.
PHASES = (Phase.explicit, Phase.generate)
few = settings(max_examples=6, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck), database=None)

EVALUATE = """cases => cases.map(([tree, given]) => {
  const worth = {x: 2, yes: 1}, known = (key) => (given[key] === undefined ? null : given[key]);
  const score = (key) => (typeof known(key) === "string" && worth[known(key)]) || null;
  const env = {today: "2026-11-23", own: () => known("a"), value: known, score};
  return AnjuExpressions.evaluate(tree, env);
})"""
JUDGE = """([definition, cases]) => cases.map((given) => {
  const found = AnjuJudge.judge(AnjuJudge.prepare(definition), given, "2026-11-23");
  const scores = Object.entries(found.scores).map(([key, score]) => [key, [score.value, score.missing]]);
  const faults = found.faults.map((one) => [one.key, one.code]);
  return {relevant: [...found.relevant].sort(), faults, missing: found.missing, scores: Object.fromEntries(scores)};
})"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser() as launched:
        opened = launched.new_page()
        for name in ("expressions", "judge"):
            opened.add_script_tag(path=SCRIPTS / f"{name}.js")
        yield opened


@few
@given(st.lists(st.tuples(trees, answers), min_size=80, max_size=80))
def test_expressions(page: Page, cases: list[Any]) -> None:
    here = [evaluate(tree, Env(**seen)) for tree, seen in cases]
    there = page.evaluate(EVALUATE, cases)
    assert [case for case, a, b in zip(cases, here, there, strict=True) if not same(a, b)] == []


@few
@given(st.data())
def test_verdicts(page: Page, data: st.DataObject) -> None:
    for definition in SHIPPED.values():
        cases = data.draw(st.lists(drawn(definition), min_size=12, max_size=12))
        there = page.evaluate(JUDGE, [form.write(definition), cases])
        for case, found in zip(cases, there, strict=True):
            judged = form.judge(definition, case, today=TODAY)
            assert sorted(judged.relevant) == found["relevant"]
            assert [[fault.key, fault.code] for fault in judged.faults] == found["faults"]
            assert list(judged.missing) == found["missing"]
            for key, score in judged.scores.items():
                assert same(score.value, found["scores"][key][0])
                assert list(score.missing) == found["scores"][key][1]


def same(here: Any, there: Any) -> bool:
    """Alike as JSON holds them: 3 and 3.0 are one number, true is none."""
    if isinstance(here, bool) or isinstance(there, bool):
        return here is there
    return bool(here == there)
