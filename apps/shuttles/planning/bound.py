"""What no plan that seats everybody can go below, by seats and time alone."""

from apps.shuttles.planning.problem import Problem


def least_trips(problem: Problem) -> int:
    """Trips of one bus that any plan needs to seat everybody, whatever its loops.

    A trip takes no more riders out than the largest bus has seats, and no more back; riders out may leave only in the
    hour that they wish for and `shift` around it, riders back the same at their own stop. Out and back may share a
    trip, so the greater of both counts. Each is the least number of points in time that serve intervals of riders, a
    bus at a point: open buses at the earliest last minute of those waiting, for all due then; let the next due fill up.
    """
    seats = problem.most_seats
    if not seats:
        return 0
    return max(_least(_windows(problem, back), seats) for back in (False, True))


def _windows(problem: Problem, back: bool) -> list[tuple[int, int, int]]:
    """(last, first, riders): when a bus that takes them may leave the community."""
    shift, early = problem.limits.shift, problem.limits.longest if back else 0
    return sorted(
        (60 * group.hour + 59 + shift, 60 * group.hour - shift - early, group.riders)
        for group in problem.groups
        if group.back == back
    )


def _least(windows: list[tuple[int, int, int]], seats: int) -> int:
    """Buses for riders with windows, by earliest last minute."""
    waiting, buses = [list(row) for row in windows], 0
    for at, (last, _first, _riders) in enumerate(windows):
        if not waiting[at][2]:
            continue
        due = sum(row[2] for row in waiting if row[0] == last)
        opened = -(-due // seats)
        buses += opened
        room = opened * seats
        for row in waiting[at:]:
            if row[1] <= last and room:
                taken = min(room, row[2])
                row[2] -= taken
                room -= taken
    return buses
