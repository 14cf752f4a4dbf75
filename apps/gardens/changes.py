"""An allocation beside another one, household by household: who walks less, who more, who has a plot in one only.

The other is a draft of the same round, or one of the two ways that a draft is measured against.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.requests import key_of
from apps.gardens.allocation import Problem
from apps.gardens.allocation.compare import first_come, plain_lottery
from apps.gardens.models import AllocationDraft


class Way(models.TextChoices):
    """How plots could have been given otherwise."""

    FIRST_COME = "first_come", _("first come, first served")
    LOTTERY = "lottery", _("plain lottery")


class Change(models.TextChoices):
    """What an allocation means for a household, measured by another one."""

    NEARER = "nearer", _("walks less")
    FARTHER = "farther", _("walks more")
    SAME = "same", _("walks the same")
    GAINED = "gained", _("a plot instead of none")
    LOST = "lost", _("none instead of a plot")
    NONE = "none", _("without a plot in both")


@dataclass(frozen=True, slots=True)
class Beside:
    """One household in both. `plot` is "" and `seconds` None where it has none; `place` is its building's number."""

    code: str
    place: str
    plot: str
    seconds: int | None
    other_plot: str
    other_seconds: int | None

    @property
    def change(self) -> Change:
        """Measured by the walk, not by the plot's number."""
        if self.seconds is None:
            return Change.NONE if self.other_seconds is None else Change.LOST
        if self.other_seconds is None:
            return Change.GAINED
        if self.seconds == self.other_seconds:
            return Change.SAME
        return Change.NEARER if self.seconds < self.other_seconds else Change.FARTHER

    @property
    def moved(self) -> bool:
        """Whether it has another plot, or one more or less."""
        return self.plot != self.other_plot

    @property
    def more_seconds(self) -> int | None:
        """How much longer it walks here (below zero: shorter); None where one of the two has no walk."""
        return None if self.seconds is None or self.other_seconds is None else self.seconds - self.other_seconds


Other = tuple[Problem, Mapping[str, str]]


def other_way(problem: Problem, way: str) -> Other:
    """The same households and plots, given in one of the two other ways."""
    given = first_come(problem) if way == Way.FIRST_COME else plain_lottery(problem)
    return problem, given


def other_named(draft: AllocationDraft, problem: Problem, name: str) -> Other | None:
    """A way by its name, or another draft of the round by its number; None for "" and for what there is not."""
    if name in Way.values:
        return other_way(problem, name)
    number = key_of(name)
    found = AllocationDraft.objects.filter(round=draft.round_id, number=number).first() if number else None
    return (Problem.read(found.inputs), found.plots) if found else None


def beside(problem: Problem, plots: Mapping[str, str], other: Other | None = None) -> list[Beside]:
    """Every household of `problem`, in the order of registration; without `other` it is compared with nothing."""
    there, given = other or (problem, {})
    here_walks, there_walks = _walks(problem, plots), _walks(there, given)
    return [
        Beside(
            one.code, problem.places[one.place], plots.get(one.code, ""), here_walks.get(one.code),
            given.get(one.code, ""), there_walks.get(one.code),
        )
        for one in problem.households
    ]  # fmt: skip


def _walks(problem: Problem, plots: Mapping[str, str]) -> dict[str, int]:
    run_of = problem.run_of
    return {one.code: problem.walk(one, run_of[plots[one.code]]) for one in problem.households if one.code in plots}
