"""The planner: never worse than greedy, never below the bound, never against the rules, and the same again."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.shuttles.planning import BadProblem, Group, Limits, Problem, Trip, Vehicle
from apps.shuttles.planning.bound import least_trips
from apps.shuttles.planning.duty import Roster, faults
from apps.shuttles.planning.greedy import greedy
from apps.shuttles.planning.judge import Judged, judge
from apps.shuttles.planning.loops import loop_of, loops_of
from apps.shuttles.planning.solve import PIECES, solve
from tests.shuttles.days import SHORT_DAY, busy_day, day

LITTLE = 12 / PIECES


def plan(asked: Problem) -> Judged:
    """Enough for a few riders."""
    return solve(asked, effort=LITTLE)


def out(stop: int, hour: int, riders: int, **more: object) -> Group:
    return Group(stop, hour, False, riders, **more)  # type: ignore[arg-type]


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000), buses=st.sampled_from([(20,), (30, 9), (9, 9, 20)]))
def test_never_worse_than_greedy_never_below_the_bound_and_within_the_rules(seed: int, buses: tuple[int, ...]) -> None:
    asked = busy_day(seed, buses=buses, limits=SHORT_DAY)
    by_hand, ours = judge(asked, greedy(asked)), solve(asked, effort=6 / PIECES)
    assert ours.figures.weighed_fen <= by_hand.figures.weighed_fen
    for found in (by_hand, ours):
        assert not found.faults
        assert found.figures.short or found.figures.trips >= least_trips(asked)
        assert (
            sum(riders for load in found.loads for _one, riders in load) == found.figures.riders - found.figures.short
        )
        for trip, load in zip(found.trips, found.loads, strict=True):
            for leg in range(len(trip.path) - 1):
                on_board = sum(riders for one, riders in load if one.board <= leg < one.alight)
                assert on_board <= asked.vehicles[trip.vehicle].seats


def test_ten_times_the_effort_finds_less_than_one_percent_more() -> None:
    """In small, by deterministic limits; 200 and 1,000 requests over 12 stops stand in the bench."""
    asked = busy_day(7, groups=24, buses=(30, 14), limits=Limits(first=360, last=1140, calls=3))
    once, longer = solve(asked, effort=9 / PIECES).figures, solve(asked, effort=90 / PIECES).figures
    assert longer.weighed_fen <= once.weighed_fen <= 1.01 * longer.weighed_fen
    assert once.weighed_fen < judge(asked, greedy(asked)).figures.weighed_fen


def test_the_same_problem_gives_the_same_plan_and_survives_json() -> None:
    asked = busy_day(3, limits=SHORT_DAY)
    again = Problem.read(asked.as_dict())
    assert again == asked
    assert solve(asked, effort=LITTLE) == solve(again, effort=LITTLE)


def test_riders_out_and_back_share_a_bus() -> None:
    asked = day(out(2, 7, 18), Group(2, 7, True, 15), limits=SHORT_DAY)
    found = plan(asked).figures
    assert (found.trips, found.short, found.metres, found.waited) == (1, 0, 12_000, 0)


def test_seats_bound_what_is_carried_and_the_rest_is_said() -> None:
    asked = day(out(4, 7, 90), buses=(20,), limits=replace(SHORT_DAY, shift=0, last=480))
    assert least_trips(asked) == 5
    found = plan(asked).figures
    assert (found.trips, found.short) == (1, 70)  # there and back takes longer than the hour
    assert plan(day(out(1, 7, 5), buses=())).figures.short == 5
    assert plan(day()).figures.trips == 0


def test_who_needs_a_lift_rides_where_there_is_one() -> None:
    asked = day(out(1, 7, 9, accessible=True), buses=(20, 9), limits=SHORT_DAY)
    (trip,) = plan(asked).trips
    assert asked.vehicles[trip.vehicle].accessible
    without = replace(asked, vehicles=tuple(replace(bus, accessible=False) for bus in asked.vehicles))
    assert plan(without).figures.short == 9


def test_people_walk_to_the_next_stop_where_that_is_cheaper() -> None:
    asked = day(out(1, 7, 10), out(2, 7, 2), limits=SHORT_DAY)
    near = tuple(tuple(min(one, 5) for one in row) for row in asked.walk)
    found = plan(replace(asked, walk=near)).figures
    assert (found.metres, found.walked, found.short) == (6_000, 10, 0)


def test_a_licence_allows_no_larger_bus() -> None:
    asked = day(out(1, 7, 5), out(1, 9, 25), buses=(30, 9), drivers=(9,), limits=SHORT_DAY)
    found = plan(asked)
    assert {asked.vehicles[trip.vehicle].seats for trip in found.trips} == {9}


def test_drivers_pause_and_go_home() -> None:
    asked = day(out(4, 7, 1), buses=(20,), limits=replace(SHORT_DAY, last=1260))
    loop = loop_of(asked, (4,))
    roster = Roster(asked)
    first = roster.take(loop.at(360), (0,))
    assert first is not None
    assert not faults(asked, [first])
    assert roster.take(loop.at(first.ends + 15), (0,)) is None  # the bus stands long enough, the driver does not
    assert roster.take(loop.at(360 + 840), (0,)) is None  # more than 14 hours after the first trip began
    assert roster.take(loop.at(first.ends + 20), (0,)) is not None


def test_what_a_timetable_breaks_is_told() -> None:
    asked = day(out(1, 7, 1), limits=SHORT_DAY)
    long = Trip(300, (0, 4, 0), (0, 125, 250), 24_000, vehicle=0, driver=0)
    assert ("on_end", 0) in faults(asked, [long])
    both = [replace(long, driver=1), replace(long, departs=400, driver=1)]
    assert {("vehicle in two places", 0), ("driver in two places", 1), ("day", 1)} <= set(faults(asked, both))


def test_an_empty_way_back_is_counted() -> None:
    """A line that ends in the fields: the bus must come home."""
    asked = day(out(3, 7, 4), limits=SHORT_DAY)
    one_way = Trip(420, (0, 3), (0, 22), 9_000, vehicle=0)
    found = judge(asked, [one_way]).figures
    assert (found.metres, found.short, found.cost_fen) == (18_000, 0, 18 * 300 + 20_000)


def test_loops_go_the_quickest_way() -> None:
    asked = day(*(out(stop, 7, 3) for stop in (1, 2, 3, 4)), limits=replace(SHORT_DAY, calls=4))
    assert all(loop.minutes <= asked.limits.longest for loop in loops_of(asked))
    whole = next(loop for loop in loops_of(asked) if len(loop.path) == 6)
    assert whole.metres == 24_000


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"walk": ((0,),)}, "walk"),
        ({"groups": (Group(9, 7, False, 1),)}, "group"),
        ({"vehicles": (Vehicle("x", 0, 1, 1),)}, "seats"),
        ({"limits": Limits(longest=300)}, "limits"),
    ],
)
def test_problems_that_are_not_whole_are_refused(change: dict, said: str) -> None:
    with pytest.raises(BadProblem, match=said):
        replace(day(out(1, 7, 1)), **change)
    with pytest.raises(BadProblem, match="no problem"):
        Problem.read({"format": "anju-shuttles/1"})
