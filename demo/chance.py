"""Chance with a seed: the same draw on every machine and every day."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


class Chance(random.Random):
    """Draws in the words of the generators. Seed it with a string: Chance("household AH00017")."""

    def pick(self, weights: Mapping[T, float]) -> T:
        """One key, by weight."""
        return self.choices(list(weights), list(weights.values()))[0]

    def maybe(self, probability: float) -> bool:
        """True with this probability."""
        return self.random() < probability

    def among(self, values: Sequence[T]) -> T:
        """One of the values, all alike."""
        return values[self.randrange(len(values))]

    def day(self, first: date, last: date) -> date:
        """A day from first to last; `first` when the span is empty."""
        return first + timedelta(days=self.randint(0, max(0, (last - first).days)))

    def near(self, middle: float, spread: float) -> float:
        """A value around the middle, never below a tenth of it."""
        return max(middle / 10, self.gauss(middle, spread))
