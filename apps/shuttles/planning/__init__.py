"""Planning a day of shuttles: who wants to ride where and when, in; trips with vehicles and drivers, out.

Pure: it knows no Django and no database, and the same problem gives the same plan. `greedy(Problem)` is what a person
would lay by hand; `solve(Problem)` is never worse; `judge(Problem, trips)` is the one evaluator of both and of today's
timetable; `least_trips(Problem)` is what no plan that seats everybody can go below.
"""

from apps.shuttles.planning.problem import BadProblem, Group, Limits, Prices, Problem, Trip, Vehicle

__all__ = ["BadProblem", "Group", "Limits", "Prices", "Problem", "Trip", "Vehicle"]
