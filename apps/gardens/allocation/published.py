"""The published file: all that an outsider needs to compute an allocation again. JSON, codes only, no names.

Its hash is SHA-256 over the inputs and outputs in canonical JSON (keys sorted, no spaces, UTF-8).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.core.canonical import canonical, content_hash
from apps.gardens.allocation.certificate import faults
from apps.gardens.allocation.problem import BadProblem, Problem
from apps.gardens.allocation.solve import METHOD, Allocation, solve


def contents(inputs: Mapping[str, Any], outputs: Mapping[str, Any]) -> dict[str, Any]:
    """The file as a dictionary."""
    return {"method": METHOD, "inputs": inputs, "outputs": outputs, "hash": content_hash(inputs, outputs)}


def as_bytes(file: Mapping[str, Any]) -> bytes:
    """The file as it is published: the same bytes for the same contents."""
    return canonical(file) + b"\n"


@dataclass(frozen=True)
class Verdict:
    """What verifying found: faults (none: all holds), and figures to show."""

    faults: tuple[str, ...]
    households: int = 0
    plots: int = 0
    served: int = 0
    cost: int = 0
    bound: int = 0

    @property
    def holds(self) -> bool:
        return not self.faults


def verify(text: bytes) -> Verdict:
    """Read a published file, check its hash and its proof, and compute it again."""
    try:
        file = json.loads(text)
        inputs, outputs, stamp = file["inputs"], file["outputs"], file["hash"]
        problem = Problem.read(inputs)
        found = Allocation.read(outputs)
    except BadProblem as error:
        return Verdict((str(error),))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return Verdict((f"this is no published allocation: {type(error).__name__} {error}",))
    wrong = (
        [] if stamp == content_hash(inputs, outputs) else ["the hash does not fit the contents: the file was changed"]
    )
    wrong += faults(problem, found)
    if solve(problem).as_dict() != outputs:
        wrong.append("computed again, the result is another")
    return Verdict(
        tuple(wrong), len(problem.households), sum(len(run.plots) for run in problem.runs), len(found.plots),
        found.cost, found.searched,
    )  # fmt: skip
