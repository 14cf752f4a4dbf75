"""Made-up answers to questionnaires, whatever they ask: better or worse ones, by how a household fares."""

from datetime import date
from typing import Any

from apps.instruments.form import Definition, Question, judge
from demo.chance import Chance

# What a number of a household of four may be: (least, most, and whether more is a sign of faring well).
NUMBERS: dict[str, tuple[int, int, bool]] = {
    "people": (4, 4, True), "able": (2, 2, True), "working": (0, 2, True), "pupils": (1, 1, True),
    "school_children": (1, 1, True),
    "healthy": (1, 4, True), "earning": (0, 2, True), "care": (0, 2, False), "trades": (0, 2, True),
    "land": (0, 8, True), "forest": (0, 20, True), "garden": (0, 30, True), "floor": (75, 100, True),
    "field_minutes": (10, 120, False), "income": (18_000, 90_000, True), "transfers": (0, 9_000, False),
    "debt": (0, 30_000, False), "sources": (1, 4, True), "groups": (0, 2, True), "meetings": (0, 6, True),
    "home_scale": (3, 10, True), "nights_away": (0, 12, False), "job_months": (4, 12, True),
    "income_year": (2025, 2025, True), "wage": (8_000, 60_000, True), "business": (0, 15_000, True),
    "business_expense": (0, 4_000, False), "property": (0, 2_000, True), "transfer": (0, 6_000, False),
    "water_cut_days": (0, 2, False), "big_expense": (0, 8_000, False),
    "before_vegetables": (0, 40, False), "now_vegetables": (60, 260, False), "before_fuel": (0, 30, False),
    "now_fuel": (40, 120, False), "before_property_fee": (0, 0, False), "now_property_fee": (10, 45, False),
}  # fmt: skip
MONTHLY = (20, 180, False)  # what else costs money in a month


class Answers:
    """Fills questionnaires; `faring` from 0 (badly) to 1 (well)."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance

    def to(self, definition: Definition, faring: float, day: date) -> dict[str, Any] | None:
        """Answers that keep to every rule of the form; None where none were found."""
        given = {
            question.key: value
            for _group, question in definition
            if question.key not in definition.repeat_of and (value := self._one(question, faring)) is not None
        }
        for _try in range(3):
            faults = judge(definition, given, today=day).faults
            if not faults:
                return given
            for fault in faults:
                given.pop(fault.key, None)
                if fault.code == "required":
                    given[fault.key] = self._needed(definition.by_key[fault.key])
        return None

    def _one(self, question: Question, faring: float) -> Any:
        if question.kind == "yes_no":
            return "yes" if self.chance.maybe(faring) else "no"
        if question.kind == "choose_one":
            return self._chosen(question, faring)
        if question.kind == "choose_many":
            return [self.chance.among(question.choices).key]
        if question.kind in ("integer", "decimal", "money"):
            return self._number(question.key, faring)
        return None

    def _needed(self, question: Question) -> Any:
        if question.choices:
            first = question.choices[0].key
            return [first] if question.kind == "choose_many" else first
        return "情况属实，已告知社区" if question.kind == "text" else 1

    def _chosen(self, question: Question, faring: float) -> str:
        """Where choices are worth something, the better they fare the more; else any, the first most often."""
        worth = sorted(question.choices, key=lambda choice: choice.score or 0)
        if any(choice.score for choice in worth):
            place = faring * (len(worth) - 1) + self.chance.near(0, 0.7)
            return worth[min(max(round(place), 0), len(worth) - 1)].key
        if self.chance.maybe(0.35 + faring * 0.6):
            return question.choices[0].key
        return self.chance.among(question.choices).key

    def _number(self, key: str, faring: float) -> int:
        least, most, well = NUMBERS.get(key, MONTHLY)
        share = min(max((faring if well else 1 - faring) + self.chance.near(0, 0.15), 0), 1)
        return round(least + (most - least) * share)
