"""Allocation of plots: near, fair, explained, and the same whoever computes it. Knows no Django and no database.

`solve(Problem) -> Allocation`; `check(Problem, Allocation)` proves it without solving; `compare` sets it beside first
come first served and a plain lottery; `published` reads and writes the file that an outsider verifies.
"""

from apps.gardens.allocation.problem import BadProblem, Constraints, Household, Problem, Run

__all__ = ["BadProblem", "Constraints", "Household", "Problem", "Run"]
