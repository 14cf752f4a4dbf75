"""What is known of a made-up household: titles, the old house, spending, guarantees, belongings, debts.

A part of each is not collected, as in life; every state occurs in each community.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from apps.households.models import Asset, Debt, Expense, GuaranteeCheck, Household, VegetableSpending
from apps.households.vocabulary import Guarantee
from demo.chance import Chance

Add = Callable[[Any], Any]
REASONS = {"fields": 58, "old_people": 18, "schooling": 8, "work": 9, "other": 4, "": 3}
EXPENSES = {  # odds in a year, yuan: middle, spread
    "medical": (0.22, 9_500, 6_000), "schooling": (0.24, 7_800, 3_500), "building": (0.06, 28_000, 15_000),
    "ceremony": (0.09, 24_000, 12_000), "debt": (0.14, 8_000, 4_000), "other": (0.03, 6_000, 2_500),
}  # fmt: skip
ASSETS = {  # odds, most
    "smartphone": (0.94, 4), "television": (0.9, 1), "fridge": (0.86, 1), "washer": (0.82, 1), "heater": (0.74, 1),
    "motorcycle": (0.42, 2), "car": (0.16, 1), "tricycle": (0.08, 1), "machine": (0.06, 2), "livestock": (0.05, 3),
    "computer": (0.12, 1),
}  # fmt: skip
DEBTS = {"building": 30, "medical": 24, "schooling": 14, "business": 18, "ceremony": 10, "living": 4}
LENDERS = {"bank": 34, "kin": 40, "microcredit": 20, "private": 6}
FAULTS = {  # what was wrong, by guarantee
    "medical": "未参加城乡居民医保", "education": "初二学生辍学在外", "water": "冬季停水超过一周",
    "housing": "外墙渗水，鉴定为C级",
    "food": "独居老人口粮不足", "clothing": "冬衣不足",
}  # fmt: skip


def second_home(chance: Chance, status: str) -> dict[str, Any]:
    """Why there are two homes, and how many months a year they are here; sometimes nobody asked."""
    if status == "returned":
        return {"reason": chance.pick(REASONS)}
    if status != "dual":
        return {}
    return {"reason": chance.pick(REASONS), "months_at_home": None if chance.maybe(0.15) else chance.randint(4, 10)}


class Facts:
    """Tells the facts of one household; rows go to `add`."""

    def __init__(self, household: Household, moved_in: date, add: Add, *, seed: str, today: date) -> None:
        self.household, self.moved_in, self.today = household, moved_in, today
        self.chance = Chance(f"{seed} facts {household.code}")
        self._row = add

    def tell(self) -> None:
        """All of them."""
        self.house()
        self._money()
        self._guarantees()
        self._belongings()

    def house(self) -> None:
        """The title of the new flat and what became of the old house."""
        chance, home = self.chance, self.household
        if home.title_issued and chance.maybe(0.9):
            home.title_issued_on = self._between(200, 1_300)
            home.title_number = f"鄂（{home.title_issued_on.year}）不动产权第{chance.randint(1, 99_999):07d}号"
        if home.old_house in {"demolished", "reclaimed"} and chance.maybe(0.92):
            home.demolished_on = self._between(40, 600)
            if home.old_house == "reclaimed" and chance.maybe(0.95):
                home.reclaimed_on = chance.day(home.demolished_on, min(self.today, home.demolished_on + timedelta(500)))
        if home.demolished_on and chance.maybe(0.85):
            home.compensation_yuan = Decimal(chance.randint(80, 460) * 100)
            if chance.maybe(0.93):
                home.compensation_paid_on = chance.day(home.demolished_on, self.today - timedelta(20))

    def _money(self) -> None:
        chance = self.chance
        if chance.maybe(0.88):
            for year in range(self.today.year - 2, self.today.year + 1):
                for kind, (odds, middle, spread) in EXPENSES.items():
                    if chance.maybe(odds):
                        amount = Decimal(round(chance.near(middle, spread), -2))
                        self._add(Expense(year=year, kind=kind, amount=amount))
        if chance.maybe(0.85):
            settled = self._between(60, 300)
            before, after = chance.randint(10, 90), chance.randint(170, 420)
            self._add(VegetableSpending(phase="before", yuan_a_month=Decimal(before), asked_on=settled))
            self._add(VegetableSpending(phase="after", yuan_a_month=Decimal(after), asked_on=settled))
            if chance.maybe(0.6):
                again, now = chance.day(self.today - timedelta(240), self.today), Decimal(chance.randint(120, 380))
                self._add(VegetableSpending(phase="after", yuan_a_month=now, asked_on=again))

    def _guarantees(self) -> None:
        chance = self.chance
        if chance.maybe(0.05):
            return  # never checked
        visit = chance.day(self.today - timedelta(300), self.today - timedelta(5))
        failing = chance.among(list(Guarantee)) if chance.maybe(0.045) else None
        for guarantee in Guarantee:
            if chance.maybe(0.02):
                continue
            if chance.maybe(0.5):
                self._check(guarantee, "pass", visit - timedelta(chance.randint(180, 380)))
            if guarantee != failing:
                self._check(guarantee, "pass", visit)
                continue
            self._check(guarantee, "fail", visit)
            if chance.maybe(0.4):  # mended since
                self._check(guarantee, "pass", chance.day(visit + timedelta(3), self.today))

    def _check(self, guarantee: Guarantee, result: str, day: date) -> None:
        grade = ""
        if guarantee == Guarantee.HOUSING:
            grade = "C" if result == "fail" else self.chance.pick({"A": 88, "B": 12})
        note = FAULTS[guarantee] if result == "fail" else ""
        self._add(GuaranteeCheck(guarantee=guarantee, result=result, grade=grade, checked_on=day, note=note))

    def _belongings(self) -> None:
        chance = self.chance
        if chance.maybe(0.8):
            for kind, (odds, most) in ASSETS.items():
                if chance.maybe(odds):
                    self._add(Asset(kind=kind, count=chance.randint(1, most)))
        for _nth in range(chance.pick({0: 74, 1: 20, 2: 6})):
            since = self._between(30, 1_800)
            settled = chance.day(since + timedelta(60), self.today) if chance.maybe(0.45) else None
            kind, amount = chance.pick(DEBTS), Decimal(chance.randint(30, 600) * 100)
            settled = settled if settled and settled <= self.today else None
            self._add(Debt(kind=kind, lender=chance.pick(LENDERS), amount=amount, since=since, settled_on=settled))

    def _between(self, first: int, last: int) -> date:
        """A day so long after the move, and not in the future."""
        latest = min(self.moved_in + timedelta(last), self.today - timedelta(30))
        return self.chance.day(min(self.moved_in + timedelta(first), latest), latest)

    def _add(self, row: Any) -> None:
        row.household = self.household
        self._row(row)
