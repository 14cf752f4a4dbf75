"""What an allocation is computed from: plain data, whole numbers, no names. The same as the published file's inputs.

Units: seconds on foot one way, weights in tenths, cost = seconds × weight. The file's form is told in
docs/allocation-file.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Self

FORMAT = "anju-allocation/1"
MOST_SECONDS, MOST_WEIGHT = 100_000, 100
BY_WAITED, BY_WEIGHT = "waited", "weight"


class BadProblem(ValueError):
    """Inputs that are not whole; the text says what."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """What the manager asks for. `priority` decides who is served where plots do not suffice, before the lottery."""

    together: bool = True
    accessible: bool = True
    keep: bool = True
    priority: tuple[str, ...] = (BY_WAITED, BY_WEIGHT)

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """From JSON."""
        known = {name: bool(given[name]) for name in ("together", "accessible", "keep") if name in given}
        priority = tuple(given.get("priority", cls().priority))
        if set(priority) - {BY_WAITED, BY_WEIGHT}:
            raise BadProblem("priority: only waited and weight are known")
        return cls(priority=priority, **known)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "priority": list(self.priority)}


@dataclass(frozen=True, slots=True)
class Household:
    """One household. `place` is the row of `seconds`, `order` says who registered first, `keep` is its present plot."""

    code: str
    place: int
    weight: int
    order: int
    waited: int = 0
    accessible: bool = False
    keep: str = ""
    together: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Adjoining plots in their order, equally far from everywhere: the column of `seconds`."""

    run: str
    plots: tuple[str, ...]
    accessible: bool = False


@dataclass(frozen=True)
class Problem:
    """Everything that decides. `stay` is an earlier allocation from which as few as possible are to move."""

    seed: str
    constraints: Constraints
    places: tuple[str, ...]
    runs: tuple[Run, ...]
    seconds: tuple[tuple[int, ...], ...]
    households: tuple[Household, ...]
    stay: Mapping[str, str] = field(default_factory=dict)
    title: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise BadProblem(fault)

    @classmethod
    def read(cls, inputs: Mapping[str, Any]) -> Self:
        """From the JSON of a file. Raises BadProblem."""
        try:
            if inputs["format"] != FORMAT:
                raise BadProblem(f"format: {FORMAT} is read, not {inputs['format']}")
            return cls(
                seed=str(inputs["seed"]),
                constraints=Constraints.read(inputs["constraints"]),
                places=tuple(inputs["places"]),
                runs=tuple(
                    Run(row["run"], tuple(row["plots"]), bool(row.get("accessible", False))) for row in inputs["runs"]
                ),
                seconds=tuple(tuple(row) for row in inputs["seconds"]),
                households=tuple(Household(**row) for row in inputs["households"]),
                stay=dict(inputs.get("stay", {})),
                title=dict(inputs.get("title", {})),
            )
        except (KeyError, TypeError) as error:
            raise BadProblem(f"not an allocation's inputs: {error}") from error

    def as_dict(self) -> dict[str, Any]:
        """The inputs as JSON keeps them; what is usual is left out of a household."""
        usual = {"waited": 0, "accessible": False, "keep": "", "together": ""}
        rows = [
            {key: value for key, value in asdict(household).items() if key not in usual or value != usual[key]}
            for household in self.households
        ]
        return {
            "format": FORMAT,
            "title": dict(self.title),
            "seed": self.seed,
            "constraints": self.constraints.as_dict(),
            "places": list(self.places),
            "runs": [{"run": row.run, "plots": list(row.plots), "accessible": row.accessible} for row in self.runs],
            "seconds": [list(row) for row in self.seconds],
            "households": rows,
            "stay": dict(self.stay),
        }

    @cached_property
    def drawn(self) -> dict[str, int]:
        """Household → its place in the draw, the first is 0: by its ticket (see lottery), equal ones by code."""
        begun = f"{self.seed}:".encode()
        tickets = {one.code: sha256(begun + one.code.encode()).digest() for one in self.households}
        order = sorted(sorted(tickets), key=tickets.__getitem__)
        return dict(zip(order, range(len(order)), strict=True))

    def in_draw(self, households: Iterable[Household]) -> list[Household]:
        """Households in the order of the draw."""
        drawn = self.drawn
        return sorted(households, key=lambda one: drawn[one.code])

    @cached_property
    def run_of(self) -> dict[str, int]:
        """Plot → row of its run."""
        return {plot: at for at, row in enumerate(self.runs) for plot in row.plots}

    def walk(self, household: Household, run: int) -> int:
        """Seconds from a household's building to a run."""
        return self.seconds[household.place][run]


def _faults(problem: Problem) -> Iterable[str]:
    """What is wrong with the inputs, in order."""
    if not problem.seed:
        yield "seed: without one ties cannot be settled"
    plots = [plot for row in problem.runs for plot in row.plots]
    codes = [household.code for household in problem.households]
    if len(set(plots)) != len(plots) or len(set(codes)) != len(codes):
        yield "a plot or a household stands twice in it"
    wide = {len(row) for row in problem.seconds} - {len(problem.runs)}
    if len(problem.seconds) != len(problem.places) or wide:
        yield "seconds: one row for each place, one column for each run"
    if any(type(cell) is not int or not 0 <= cell <= MOST_SECONDS for row in problem.seconds for cell in row):
        yield f"seconds: whole numbers from 0 to {MOST_SECONDS}"
    there = set(plots)
    for one in problem.households:
        numbers = (one.place, one.weight, one.order, one.waited)
        if any(type(number) is not int or number < 0 for number in numbers) or not 1 <= one.weight <= MOST_WEIGHT:
            yield f"{one.code}: place, weight, order and waited are whole numbers, the weight from 1 to {MOST_WEIGHT}"
        if one.place >= len(problem.places) or (one.keep and one.keep not in there):
            yield f"{one.code}: its place or the plot it keeps is not in the file"
    kept = [one.keep for one in problem.households if one.keep]
    if len(set(kept)) != len(kept):
        yield "two households keep one plot"
