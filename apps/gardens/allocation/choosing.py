"""Who is served where plots do not suffice, and in which order the others wait."""

from collections.abc import Iterable

from apps.gardens.allocation.problem import BY_WEIGHT, Household, Problem


def ranked(problem: Problem, households: Iterable[Household]) -> list[Household]:
    """In the order in which they are served: by the manager's priority, then as drawn."""

    def rank(one: Household) -> tuple[object, ...]:
        first = tuple(-(one.weight if by == BY_WEIGHT else one.waited) for by in problem.constraints.priority)
        return (*first, problem.drawn[one.code])

    return sorted(households, key=rank)


def choose(problem: Problem, households: list[Household], plots: int, fit: int) -> tuple[list[Household], list[str]]:
    """Those who are served, and the codes of those who wait, in order: `plots` are free, `fit` of them accessible.

    As many as possible are served, and of those the first in rank: whoever needs an accessible plot can only have one
    of those, everybody else any, so going down the ranks is exact (a laminar matroid).
    """
    fussy = sum(one.accessible for one in households) if problem.constraints.accessible else 0
    if len(households) <= plots and fussy <= fit:
        return households, []
    served, waiting = [], []
    for one in ranked(problem, households):
        needs = problem.constraints.accessible and one.accessible
        if plots > 0 and (fit > 0 or not needs):
            served.append(one)
            plots -= 1
            fit -= needs
        else:
            waiting.append(one.code)
    return served, waiting
