"""The solver: equal to scipy's and OR-Tools' optimum, proven, fair by rank and lottery, the same on any machine."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment
from scipy.optimize import linear_sum_assignment

from apps.gardens.allocation import BadProblem, Constraints, Household, Problem, Run
from apps.gardens.allocation.certificate import faults
from apps.gardens.allocation.choosing import ranked
from apps.gardens.allocation.compare import comparison, figures, first_come, gini, greedy, plain_lottery
from apps.gardens.allocation.lottery import ticket
from apps.gardens.allocation.published import as_bytes, contents, verify
from apps.gardens.allocation.solve import Allocation, solve
from tests.gardens.problems import problem

BARRED = 10**9
sizes = st.integers(1, 40)


def dense(asked: Problem, codes: set[str]) -> np.ndarray:
    """Households × plots, as a solver that knows nothing of groups gets it."""
    rows = [one for one in asked.households if one.code in codes]
    columns = [(run, row) for run, row in enumerate(asked.runs) for _plot in row.plots]
    return np.array(
        [
            [
                BARRED if one.accessible and not row.accessible else asked.walk(one, run) * one.weight
                for run, row in columns
            ]
            for one in rows
        ]
    )


@settings(max_examples=40, deadline=None)
@given(number=st.integers(0, 10**6), households=sizes, plots=sizes)
def test_equals_scipy_and_proves_it(number: int, households: int, plots: int) -> None:
    """More households than plots and the other way round: every plot used, or everybody served who can be."""
    asked = problem(number, households=households, plots=plots)
    found = solve(asked)
    costs = dense(asked, set(found.plots))
    if len(found.plots):
        rows, columns = linear_sum_assignment(costs)
        assert found.cost == found.bound == costs[rows, columns].sum()
    assert faults(asked, found) == []
    fit = sum(len(run.plots) for run in asked.runs if run.accessible)
    barred = max(0, sum(one.accessible for one in asked.households) - fit)
    assert len(found.plots) == min(plots, households - barred)
    assert len(found.plots) + len(found.waiting) == households


@settings(max_examples=15, deadline=None)
@given(number=st.integers(0, 10**6), size=st.integers(1, 30))
def test_equals_or_tools(number: int, size: int) -> None:
    asked = problem(number, households=size, plots=size, frail=0)
    solver = SimpleLinearSumAssignment()
    costs = dense(asked, {one.code for one in asked.households})
    rows, columns = np.meshgrid(np.arange(size), np.arange(size), indexing="ij")
    solver.add_arcs_with_cost(rows.ravel(), columns.ravel(), costs.ravel())
    assert solver.solve() == solver.OPTIMAL
    assert solve(asked).cost == solver.optimal_cost()


def cheapest_together(asked: Problem, units: list[list[Household]]) -> int:
    """By trying every piece for every unit, with everybody else by scipy: for a handful of units only."""
    bound_together = {one.code for unit in units for one in unit}
    singles = [one for one in asked.households if one.code not in bound_together]
    best = BARRED
    for places in product(range(len(asked.runs)), repeat=len(units)):
        room = [len(run.plots) for run in asked.runs]
        cost = 0
        for unit, run in zip(units, places, strict=True):
            room[run] -= len(unit)
            fussy = any(one.accessible for one in unit) and not asked.runs[run].accessible
            cost += BARRED if fussy else sum(asked.walk(one, run) * one.weight for one in unit)
        if min(room) < 0 or cost >= best:
            continue
        runs = tuple(replace(run, plots=run.plots[: room[at]]) for at, run in enumerate(asked.runs))
        costs = dense(replace(asked, runs=runs), {one.code for one in singles})
        best = min(best, cost + (costs[linear_sum_assignment(costs)].sum() if singles else 0))
    return best


@settings(max_examples=25, deadline=None)
@given(number=st.integers(0, 10**6), words=st.integers(1, 4), spare=st.integers(0, 3), frail=st.sampled_from((0, 0.2)))
def test_units_are_placed_at_the_lowest_cost(number: int, words: int, spare: int, frail: float) -> None:
    """Pairs and threes among others, with hardly a plot to spare: the same cost as by trying everything."""
    asked = problem(number, households=14, plots=14 + spare, words=words, run=5, frail=frail, buildings=3)
    third = replace(asked.households[-1], together=asked.households[0].together)
    asked = replace(asked, households=(*asked.households[:-1], third))
    found = solve(asked)
    assert faults(asked, found) == []
    if found.apart or found.waiting:
        return
    by_code = {one.code: one for one in asked.households}
    units = [[by_code[code] for code in row] for row in found.together]
    assert found.searched == found.cost == cheapest_together(asked, units)
    assert found.bound <= found.cost


@pytest.mark.parametrize(("households", "words"), [(60, 10), (160, 30)])
def test_a_round_with_many_wishes_is_proven(households: int, words: int) -> None:
    """By cases whose prices anybody can add up, or by integer search where they do not suffice."""
    asked = problem(2, households=households, plots=households, words=words, buildings=6, run=10)
    found = solve(asked)
    assert len(found.together) == words
    assert found.searched == found.cost
    assert found.cost - found.bound <= found.cost // 200
    assert faults(asked, found) == []
    assert solve(replace(asked, households=tuple(reversed(asked.households)))).as_dict() == found.as_dict()


def test_cases_prove_what_prices_alone_do_not() -> None:
    asked = problem(3, households=60, plots=60, words=10, buildings=5, run=8)
    found = solve(asked)
    assert found.cases
    assert found.bound == found.cost
    first = next(row for row in found.cases if len(row) == 4 and isinstance(row[0], int))
    for wrong in (
        {"cases": ()},
        {"cases": found.cases[:-1]},
        {"cases": ([first[0], first[1], 0, 0], *found.cases[1:])},
        {"cases": ([[0, -1]],)},
        {"per": 1},
        {"searched": found.cost + 1},
    ):
        assert faults(asked, replace(found, **wrong)), wrong


def test_kept_plots_and_needs_are_respected_and_parted_runs_leave_no_neighbours() -> None:
    runs = (Run("A", ("A1", "A2", "A3")), Run("B", ("B1", "B2"), accessible=True))
    seconds = ((10, 500),)
    homes = (
        Household("keeps", 0, 10, 0, keep="A2"),
        Household("one", 0, 10, 1, together="w"),
        Household("two", 0, 10, 2, together="w"),
        Household("needs", 0, 10, 3, accessible=True),
    )
    asked = Problem("s", Constraints(), ("1",), runs, seconds, homes)
    found = solve(asked)
    # A1 and A3 do not adjoin, B1 and B2 do, and the one who needs it has no other: the two cannot be together.
    assert found.plots["keeps"] == "A2"
    assert found.plots["needs"] in ("B1", "B2")
    assert found.apart == ("w",)
    assert faults(asked, found) == []
    free = solve(replace(asked, constraints=Constraints(keep=False)))
    assert free.together == (("one", "two"),) or free.together == (("two", "one"),)
    assert faults(replace(asked, constraints=Constraints(keep=False)), free) == []


def test_who_is_served_goes_by_rank_then_lottery() -> None:
    asked = problem(7, households=30, plots=12, frail=0)
    found = solve(asked)
    order = [one.code for one in ranked(asked, asked.households)]
    assert set(found.plots) == set(order[:12])
    assert list(found.waiting) == order[12:]
    ranks = [(-one.waited, -one.weight, ticket(asked.seed, one.code)) for one in ranked(asked, asked.households)]
    assert ranks == sorted(ranks)
    by_lot = replace(asked, constraints=Constraints(priority=()))
    drawn = sorted(asked.households, key=lambda one: ticket(asked.seed, one.code))
    assert set(solve(by_lot).plots) == {one.code for one in drawn[:12]}


@settings(max_examples=40, deadline=None)
@given(
    number=st.integers(0, 10**6), households=st.integers(1, 30), spare=st.integers(0, 4), words=st.integers(0, 6),
    keep=st.integers(0, 6),
)  # fmt: skip
def test_everybody_is_served_where_plots_suffice(
    number: int, households: int, spare: int, words: int, keep: int
) -> None:
    """Whatever is asked for: together, accessible, kept. Only who needs an accessible plot can find too few of them."""
    asked = problem(number, households=households, plots=households + spare, words=words, keep=min(keep, households))
    found = solve(asked)
    assert faults(asked, found) == []
    kept = {one.keep for one in asked.households if one.keep}
    fit = sum(plot not in kept for run in asked.runs if run.accessible for plot in run.plots)
    fussy = [one for one in asked.households if one.accessible and not one.keep]
    assert len(found.waiting) == max(0, len(fussy) - fit)
    assert set(found.waiting) <= {one.code for one in fussy}


def test_nobody_and_nothing() -> None:
    empty = Problem("s", Constraints(), (), (), (), ())
    assert solve(empty).as_dict()["plots"] == {}
    assert faults(empty, solve(empty)) == []
    nothing = Problem("s", Constraints(), ("1",), (), ((),), (Household("H", 0, 10, 0),))
    assert solve(nothing).waiting == ("H",)
    alone = replace(nothing, runs=(Run("A", ("A1",)),), seconds=((60,),))
    assert solve(alone).plots == {"H": "A1"}


def test_another_seed_settles_ties_otherwise_at_the_same_cost() -> None:
    runs = (Run("A", tuple(f"A{n}" for n in range(6))), Run("B", tuple(f"B{n}" for n in range(6))))
    homes = tuple(Household(f"H{n:02d}", n % 2, 10, n) for n in range(12))
    results = {
        seed: solve(Problem(seed, Constraints(), ("1", "2"), runs, ((100, 100), (100, 100)), homes))
        for seed in ("a", "b", "c")
    }
    assert len({found.cost for found in results.values()}) == 1
    assert len({tuple(sorted(found.plots.items())) for found in results.values()}) == 3


def test_order_of_households_and_hash_seeds_do_not_matter() -> None:
    asked = problem(3, households=60, plots=50, words=4, keep=3)
    turned = replace(asked, households=tuple(reversed(asked.households)))
    assert solve(turned).as_dict() == solve(asked).as_dict()
    text = "from tests.gardens.problems import problem;from apps.gardens.allocation.solve import solve;import json;"
    text += "print(json.dumps(solve(problem(3,households=60,plots=50,words=4,keep=3)).as_dict()))"
    another = {**os.environ, "PYTHONHASHSEED": "77"}
    done = subprocess.run([sys.executable, "-c", text], env=another, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == solve(asked).as_dict()


def test_a_change_moves_only_whom_it_must() -> None:
    asked = problem(11, households=40, plots=45, frail=0, words=3)
    first = solve(asked)
    assert solve(replace(asked, seed="another", stay=first.plots)).plots == first.plots
    single = next(one.code for one in asked.households if one.code in first.plots and not one.together)
    gone = first.plots[single]
    runs = tuple(replace(run, plots=tuple(plot for plot in run.plots if plot != gone)) for run in asked.runs)
    kept = {code: plot for code, plot in first.plots.items() if plot != gone}
    changed = replace(asked, runs=runs, stay=kept)
    mended = solve(changed)
    assert {code for code, plot in mended.plots.items() if first.plots[code] != plot} == {single}
    assert mended.cost == mended.bound
    assert faults(changed, mended) == []
    free = {plot for run in runs for plot in run.plots} - set(kept.values())
    run_of, one = changed.run_of, next(one for one in asked.households if one.code == single)
    assert changed.walk(one, run_of[mended.plots[single]]) == min(changed.walk(one, run_of[plot]) for plot in free)
    assert mended.cost >= solve(replace(asked, runs=runs)).cost


def fewest_moves(asked: Problem, served: set[str]) -> int:
    """How many of those who had a plot must change it so that all who are served have one that fits: by scipy."""
    plots = [plot for run in asked.runs for plot in run.plots]
    barred = dense(asked, served) >= BARRED
    homes = [one for one in asked.households if one.code in served]
    if not homes:
        return 0
    moves = np.array([[one.code in asked.stay and asked.stay[one.code] != plot for plot in plots] for one in homes])
    costs = np.where(barred, BARRED, moves.astype(int))
    return int(costs[linear_sum_assignment(costs)].sum())


@settings(max_examples=60, deadline=None)
@given(
    number=st.integers(0, 10**6), size=st.integers(3, 24), spare=st.integers(-3, 3), remedy=st.integers(0, 3),
    whom=st.integers(0, 23),
)  # fmt: skip
def test_after_an_objection_as_few_move_as_can_be(number: int, size: int, spare: int, remedy: int, whom: int) -> None:
    """A plot is unfit, one needs an accessible plot, one is shut out, or one joins: nobody moves who need not."""
    asked = problem(number, households=size, plots=max(2, size + spare), frail=0.25)
    first = solve(asked)
    one = asked.households[whom % size]
    households, runs = asked.households, asked.runs
    if remedy == 0 and one.code in first.plots:
        gone = first.plots[one.code]
        runs = tuple(replace(run, plots=tuple(plot for plot in run.plots if plot != gone)) for run in runs)
    if remedy == 1:
        households = tuple(replace(row, accessible=True) if row == one else row for row in households)
    if remedy == 2:
        households = tuple(row for row in households if row != one)
    if remedy == 3:
        households = (*households, replace(one, code="H99999", order=99_999))
    there = {plot for run in runs for plot in run.plots}
    stay = {row.code: first.plots[row.code] for row in households if first.plots.get(row.code) in there}
    changed = replace(asked, households=households, runs=runs, stay=stay)
    found = solve(changed)
    assert faults(changed, found) == []
    moved = sum(found.plots[code] != plot for code, plot in stay.items() if code in found.plots)
    assert moved == fewest_moves(changed, set(found.plots))
    assert set(found.stayed) == {code for code, plot in stay.items() if found.plots.get(code) == plot}


def test_one_makes_room_and_nobody_else_moves() -> None:
    runs = (Run("A", ("A1",), accessible=True), Run("B", ("B1",)), Run("C", ("C1",)))
    homes = (Household("well", 0, 10, 0), Household("needs", 0, 10, 1, accessible=True), Household("far", 0, 10, 2))
    stay = {"well": "A1", "needs": "B1", "far": "C1"}
    asked = Problem("s", Constraints(), ("1",), runs, ((10, 90, 20),), homes, stay=stay)
    found = solve(asked)
    assert found.plots == {"well": "B1", "needs": "A1", "far": "C1"}
    assert found.stayed == ("far",)
    assert faults(asked, found) == []


@pytest.mark.parametrize(
    "tamper",
    [
        lambda out: out | {"cost": out["cost"] - 1, "bound": out["bound"] - 1},
        lambda out: out | {"bound": out["bound"] - 1},
        lambda out: out | {"prices": [out["prices"][0] + 50_000, *out["prices"][1:]]},
        lambda out: out | {"prices": out["prices"][1:]},
        lambda out: out | {"plots": dict(zip(out["plots"], reversed(out["plots"].values()), strict=True))},
        lambda out: out | {"plots": dict(list(out["plots"].items())[1:])},
        lambda out: out | {"waiting": list(reversed(out["waiting"]))},
        lambda out: out | {"plots": {**out["plots"], "H99999": "P0-0"}},
        lambda out: out | {"searched": out["searched"] + 1},
    ],
)
def test_a_tampered_file_is_refused(tamper: object, tmp_path: Path) -> None:
    asked = problem(5, households=30, plots=24)
    outputs = solve(asked).as_dict()
    right, wrong = tmp_path / "right.json", tmp_path / "wrong.json"
    right.write_bytes(as_bytes(contents(asked.as_dict(), outputs)))
    call_command("verify_allocation", str(right))
    changed = tamper(json.loads(json.dumps(outputs)))  # type: ignore[operator]
    # With its hash made anew, so that the proof alone must tell.
    wrong.write_bytes(as_bytes(contents(asked.as_dict(), changed)))
    with pytest.raises(CommandError):
        call_command("verify_allocation", str(wrong))
    assert faults(asked, Allocation.read(changed))
    stale = json.loads(right.read_bytes())
    stale["inputs"]["households"][0]["weight"] = 11
    wrong.write_bytes(as_bytes(stale))
    assert "the hash does not fit" in verify(wrong.read_bytes()).faults[0]


def test_the_command_says_what_is_wrong_and_needs_no_database(tmp_path: Path) -> None:
    asked = problem(5, households=12, plots=10)
    file = tmp_path / "right.json"
    file.write_bytes(as_bytes(contents(asked.as_dict(), solve(asked).as_dict())))
    run = [sys.executable, "manage.py", "verify_allocation", str(file)]
    nowhere = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    done = subprocess.run(run, env=nowhere, capture_output=True, text=True, check=False)
    assert (done.returncode, "It holds: " in done.stdout) == (0, True), done.stderr
    file.write_bytes(file.read_bytes().replace(b'"cost":', b'"cost":1', 1))
    with pytest.raises(CommandError, match="the hash does not fit"):
        call_command("verify_allocation", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_allocation", str(tmp_path / "nowhere"))
    for text in (b"", b"[]", b'{"inputs": {}}', b'{"inputs":{"format":"other"},"outputs":{},"hash":""}'):
        assert not verify(text).holds


def test_bad_inputs_are_refused_with_words() -> None:
    asked = problem(1, households=3, plots=3)
    for change in (
        {"seed": ""},
        {"seconds": ((1,),)},
        {"households": (asked.households[0], asked.households[0])},
        {"households": (replace(asked.households[0], weight=0),)},
        {"households": (replace(asked.households[0], place=99),)},
        {"households": (replace(asked.households[0], keep="nowhere"),)},
    ):
        with pytest.raises(BadProblem):
            replace(asked, **change)


@settings(max_examples=12, deadline=None)
@given(number=st.integers(0, 10**6), households=st.integers(2, 40))
def test_what_else_could_be_done_is_never_better(number: int, households: int) -> None:
    asked = problem(number, households=households, plots=households + 3, frail=0)
    ours = solve(asked)
    compared = comparison(asked, ours.plots)
    for other in (first_come(asked), plain_lottery(asked), greedy(asked)):
        assert len(set(other.values())) == len(other) == households
        assert figures(asked, other)["cost"] >= ours.cost == compared["ours"]["cost"]
    against = compared["against"]["first_come"]
    assert against["nearer"] + against["same"] + against["farther"] == households
    assert against["nearer_s"] - against["farther_s"] == compared["first_come"]["total_s"] - compared["ours"]["total_s"]


def test_gini_by_hand() -> None:
    assert gini([]) == gini([0, 0]) == gini([5, 5, 5]) == 0
    assert gini([0, 0, 0, 12]) == 750  # one of four walks everything: 1 - 1/4
    assert gini([1, 3]) == 250
