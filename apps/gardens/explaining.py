"""Why each household has the plot it has: one sentence, true, in the language of the reader.

The facts are counted from the draft: how far the plot is, and who has the plots that lie nearer. Health is never told:
where illness or disability is among the reasons, the sentence speaks of those who go first under the rules.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.gardens.allocation import Household, Problem
from apps.gardens.models import AllocationDraft, GardenRequest
from apps.gardens.vocabulary import Frailty

OVER75, FIRST, KEPT, TOGETHER, OTHERS, UNFIT, FREE = range(7)


@dataclass(frozen=True, slots=True)
class Result:
    """What came out for one household. `nearer` counts the plots that lie nearer by what became of them.

    `seconds` is None without a plot; `waiting_place` is its place on the waitlist, None with one. `free` plots are
    nobody's.
    """

    code: str
    plot: str = ""
    seconds: int | None = None
    nearer: tuple[int, ...] = (0,) * 7
    kept: bool = False
    beside: int = 0
    waiting_place: int | None = None
    plots: int = 0
    households: int = 0
    free: int = 0

    @property
    def minutes(self) -> int | None:
        """Whole minutes on foot, rounded up, at least one."""
        return None if self.seconds is None else minutes_up(self.seconds)

    @property
    def sentence(self) -> str:
        """The one sentence, in the active language."""
        if self.seconds is None:
            return _waiting(self)
        way = ngettext("%(n)s minute on foot", "%(n)s minutes on foot", self.minutes or 1) % {"n": self.minutes}
        return _("%(way)s; %(why)s.") % {"way": way, "why": _why(self)}


def minutes_up(seconds: int) -> int:
    """Whole minutes, rounded up, at least one."""
    return max(1, -(-seconds // 60))


def results(draft: AllocationDraft) -> list[Result]:
    """The result of every household of a draft, in the order of registration. One query."""
    return list(_results(draft).values())


def result_of(draft: AllocationDraft, code: str) -> Result:
    """The result of one household. Raises KeyError where it takes no part."""
    return _results(draft)[code]


def _results(draft: AllocationDraft) -> dict[str, Result]:
    rows = GardenRequest.objects.filter(round=draft.round_id).order_by()
    return results_of(Problem.read(draft.inputs), draft.outputs, dict(rows.values_list("household__code", "frailty")))


def results_of(problem: Problem, outputs: Mapping[str, Any], frailty: Mapping[str, str]) -> dict[str, Result]:
    """The same from an allocation's inputs and outputs; `frailty` is known of households by code."""
    plots: dict[str, str] = outputs["plots"]
    units = {code: len(unit) - 1 for unit in outputs["together"] for code in unit}
    places = {code: place for place, code in enumerate(outputs["waiting"], start=1)}
    all_plots = sum(len(run.plots) for run in problem.runs)
    run_of, nearer = problem.run_of, _Nearer(problem, plots, units, frailty)
    found = {}
    for one in problem.households:
        if one.code not in plots:
            among = len(problem.households)
            found[one.code] = Result(
                one.code, waiting_place=places[one.code], plots=all_plots, households=among, free=all_plots - len(plots)
            )
            continue
        seconds = problem.walk(one, run_of[plots[one.code]])
        kept = problem.constraints.keep and one.keep == plots[one.code]
        beside = units.get(one.code, 0)
        found[one.code] = Result(one.code, plots[one.code], seconds, nearer.of(one, seconds), kept, beside)
    return found


class _Nearer:
    """How many plots lie nearer than so many seconds, by what became of them."""

    def __init__(
        self, problem: Problem, plots: Mapping[str, str], units: Mapping[str, int], frailty: Mapping[str, str]
    ) -> None:
        self.problem, self.units, self.frailty = problem, units, frailty
        by_code = {one.code: one for one in problem.households}
        self.holders = {plot: by_code[code] for code, plot in plots.items()}
        self.by_asker: dict[tuple[int, bool], np.ndarray] = {}
        self.by_place: dict[tuple[int, int, bool], tuple[np.ndarray, np.ndarray]] = {}

    def of(self, one: Household, seconds: int) -> tuple[int, ...]:
        """For a household that walks so long."""
        needs = self.problem.constraints.accessible and one.accessible
        key = (one.place, one.weight, needs)
        if key not in self.by_place:
            row = np.array(self.problem.seconds[one.place])
            order = np.argsort(row, kind="stable")
            counted = np.vstack((np.zeros(7, dtype=int), self._runs(one.weight, needs)[order].cumsum(axis=0)))
            self.by_place[key] = row[order], counted
        walks, counted = self.by_place[key]
        return tuple(int(number) for number in counted[np.searchsorted(walks, seconds, side="left")])

    def _runs(self, weight: int, needs: bool) -> np.ndarray:
        """Runs × kinds, as one of this weight and need sees them."""
        if (weight, needs) not in self.by_asker:
            kinds = [
                Counter(self._kind(weight, plot) if run.accessible or not needs else UNFIT for plot in run.plots)
                for run in self.problem.runs
            ]
            self.by_asker[weight, needs] = np.array([[row[kind] for kind in range(7)] for row in kinds])
        return self.by_asker[weight, needs]

    def _kind(self, weight: int, plot: str) -> int:
        holder = self.holders.get(plot)
        if holder is None:
            return FREE
        if self.problem.constraints.keep and holder.keep == plot:
            return KEPT
        if holder.weight > weight:
            return OVER75 if self.frailty.get(holder.code) == Frailty.OVER75 else FIRST
        return TOGETHER if holder.code in self.units else OTHERS


def _why(found: Result) -> str:
    if found.kept:
        return _("it keeps its present plot")
    if found.beside:
        return ngettext(
            "beside the household that it asked to be with",
            "beside the %(n)s households that it asked to be with",
            found.beside,
        ) % {"n": found.beside}
    total = sum(found.nearer)
    if not total:
        return _("no plot lies nearer")
    parts = [(kind, number) for kind, number in enumerate(found.nearer) if number]
    if len(parts) == 1 and (alone := _all_to(*parts[0])):
        return alone
    said = _(", ").join(_part(kind, number) for kind, number in parts)
    return _("of %(n)s nearer plots %(parts)s") % {"n": total, "parts": said}


def _all_to(kind: int, n: int) -> str:
    """Where one thing became of all nearer plots; "" where there are no words for it alone."""
    said = {
        OVER75: ngettext(
            "%(n)s nearer plot went to a household over 75", "%(n)s nearer plots went to households over 75", n
        ),
        FIRST: ngettext(
            "%(n)s nearer plot went to a household that goes first under the rules",
            "%(n)s nearer plots went to households that go first under the rules",
            n,
        ),
        KEPT: ngettext("%(n)s nearer plot is kept by who has it", "%(n)s nearer plots are kept by who has them", n),
        OTHERS: ngettext(
            "%(n)s nearer plot went to another household", "%(n)s nearer plots went to other households", n
        ),
        UNFIT: ngettext("%(n)s nearer plot is not accessible", "%(n)s nearer plots are not accessible", n),
    }.get(kind, "")
    return said % {"n": n}


def _part(kind: int, n: int) -> str:
    """How many of the nearer plots became what."""
    said = {
        OVER75: _("%(n)s went to households over 75"),
        FIRST: _("%(n)s went to households that go first under the rules"),
        KEPT: _("%(n)s are kept by who has them"),
        TOGETHER: _("%(n)s went to households that asked to be together"),
        OTHERS: _("%(n)s went to other households"),
        UNFIT: _("%(n)s are not accessible"),
        FREE: _("%(n)s are free"),
    }[kind]
    return said % {"n": n}


def _waiting(found: Result) -> str:
    if found.free:  # which wish it was may touch on health
        said = ngettext(
            "no plot this time: %(n)s free plot does not suit what it asked for; number %(place)s on the waitlist.",
            "no plot this time: none of %(n)s free plots suits what it asked for; number %(place)s on the waitlist.",
            found.free,
        )
        return said % {"n": found.free, "place": found.waiting_place}
    said = _("no plot this time: %(plots)s plots for %(households)s households; number %(place)s on the waitlist.")
    return said % {"plots": found.plots, "households": found.households, "place": found.waiting_place}
