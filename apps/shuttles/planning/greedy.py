"""A plan as a person would lay it: hour by hour, the stop where most wait first, its nearest neighbours with it."""

from collections import Counter

from apps.shuttles.planning.duty import Roster
from apps.shuttles.planning.loops import Loop, loop_of
from apps.shuttles.planning.problem import HOME, Problem, Trip
from apps.shuttles.planning.rides import options


def greedy(problem: Problem) -> list[Trip]:
    """Trips with vehicles and drivers. While riders wait who wished for this time, a bus is sent if one is free."""
    roster, trips = Roster(problem), []
    left = Counter({number: group.riders for number, group in enumerate(problem.groups)})
    for departs in problem.grid:
        while (loop := _next_loop(problem, left, departs)) is not None:
            trip = _send(problem, roster, loop, departs, left)
            if trip is None:
                break
            trips.append(trip)
    return trips


def _waiting(problem: Problem, left: Counter[int], departs: int) -> Counter[int]:
    """Riders by stop who wished for this time or before it and are left. Out and back share a bus: the greater."""
    out, back = Counter[int](), Counter[int]()
    for number, riders in left.items():
        group = problem.groups[number]
        at = departs + (problem.minutes[HOME][group.stop] if group.back else 0)
        if riders and 60 * group.hour <= at <= 60 * group.hour + 59 + problem.limits.shift:
            (back if group.back else out)[group.stop] += riders
    return Counter({stop: max(out[stop], back[stop]) for stop in out.keys() | back.keys()})


def _next_loop(problem: Problem, left: Counter[int], departs: int) -> Loop | None:
    """The stop where most wait, and one after the other the nearest while seats, calls and time suffice."""
    waiting = _waiting(problem, left, departs)
    if not waiting:
        return None
    order = [min(waiting, key=lambda stop: (-waiting[stop], stop))]
    if loop_of(problem, tuple(order)).minutes > problem.limits.longest:
        return None
    room = problem.most_seats - waiting.pop(order[0])
    while waiting and room > 0 and len(order) < problem.limits.calls:
        near = min(waiting, key=lambda stop: (problem.minutes[order[-1]][stop], stop))
        if loop_of(problem, (*order, near)).minutes > problem.limits.longest:
            break
        order.append(near)
        room -= waiting.pop(near)
    return loop_of(problem, tuple(order))


def _send(problem: Problem, roster: Roster, loop: Loop, departs: int, left: Counter[int]) -> Trip | None:
    """The smallest free bus that holds those waiting on this loop, or else the largest; its riders are not left."""
    waiting = _waiting(problem, left, departs)
    need = sum(waiting[stop] for stop in loop.path[1:-1])
    kinds = sorted(problem.classes, key=lambda kind: _fit(problem.vehicles[kind[0]].seats, need))
    for kind in kinds:
        trip = roster.take(loop.at(departs), kind)
        if trip is not None and _board(problem, trip, left):
            return trip
    return None


def _fit(seats: int, need: int) -> tuple[bool, int]:
    return (seats < need, seats if seats >= need else -seats)


def _board(problem: Problem, trip: Trip, left: Counter[int]) -> int:
    """Let them get on by least wait, and say how many did."""
    bus, aboard = problem.vehicles[trip.vehicle], 0
    room = [bus.seats] * (len(trip.path) - 1)
    for one in sorted(options(problem, trip.departs, trip.path, trip.offsets), key=lambda one: (one.fen, one)):
        if problem.groups[one.group].accessible and not bus.accessible:
            continue
        on = min(left[one.group], min(room[one.board : one.alight]))
        if on > 0:
            left[one.group] -= on
            aboard += on
            for leg in range(one.board, one.alight):
                room[leg] -= on
    return aboard
