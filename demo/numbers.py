"""Identity and telephone numbers that are well-formed but belong to nobody.

Identity numbers carry region 422800, the code of Enshi Prefecture itself, under which no county registers people: they
pass every check (GB 11643) and cannot meet the sample rosters, whose people are of the prefecture's counties.
Telephone numbers begin with 154, a prefix that no operator has been given.
"""

from collections import defaultdict
from datetime import date

from stdnum.cn.ric import calc_check_digit

REGION = "422800"


class Numbers:
    """Hands out numbers, each once."""

    def __init__(self) -> None:
        self._by_day: dict[tuple[date, str], int] = defaultdict(int)
        self._phones = 0

    def identity(self, born: date, sex: str) -> str:
        """The next number for that birthday and sex (odd serials are male); 500 a day and sex."""
        index = self._by_day[born, sex]
        self._by_day[born, sex] += 1
        serial = index * 2 + (1 if sex == "male" else 0)
        if serial > 999:
            raise ValueError(f"more than 500 people of one sex born on {born}")
        first = f"{REGION}{born:%Y%m%d}{serial:03d}"
        return first + calc_check_digit(first + "0")

    def phone(self) -> str:
        """The next telephone number."""
        self._phones += 1
        return f"154{self._phones * 61_803_399 % 100_000_000:08d}"
