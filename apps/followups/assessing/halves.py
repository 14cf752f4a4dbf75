"""Half-years (半年): the steps in which a community looks at how its people settle in. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from apps.core import clock

WORD = re.compile(r"(20\d\d)h([12])")


@dataclass(frozen=True, slots=True, order=True)
class Half:
    """The first (January to June) or second half of a year."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> "Half":
        """The half in which a day lies."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def read(cls, word: str) -> "Half | None":
        """From “2026h1”; None where it is nothing of the kind."""
        found = WORD.fullmatch(word or "")
        return cls(int(found[1]), int(found[2])) if found else None

    @property
    def before(self) -> "Half":
        """The half-year before."""
        return Half(self.year - 1, 2) if self.half == 1 else Half(self.year, 1)

    @property
    def as_at(self) -> date:
        """The day that stands for it: its last, or today while it still runs."""
        end = date(self.year, 7, 1) if self.half == 1 else date(self.year + 1, 1, 1)
        return min(end - timedelta(days=1), clock.today())

    @property
    def code(self) -> str:
        """As addresses name it: 2026h1."""
        return f"{self.year}h{self.half}"

    def __str__(self) -> str:
        words = _("first half of %(year)s") if self.half == 1 else _("second half of %(year)s")
        return words % {"year": self.year}
