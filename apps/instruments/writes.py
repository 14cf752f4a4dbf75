"""Which registers an answer updates, so that nothing is typed twice. The apps above say which there are."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """A register that answers may update: `key` as questions name it, its `words`, the `kinds` of question that fit."""

    key: str
    words: Any
    kinds: frozenset[str]
    of_member: bool = False


TARGETS: dict[str, Target] = {}


def add(target: Target) -> None:
    """Offer a register to the questions of the county."""
    if TARGETS.setdefault(target.key, target) != target:
        raise ValueError(f"two registers are called {target.key}")
