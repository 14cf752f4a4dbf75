"""The five capitals of a livelihood (DFID): each by itself, with its indicators. There is no sum of the five.

Every score is shown on a scale of 0 to 100 between the lowest and the highest its version of the instrument gives.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Aggregate, Count, F, FloatField, QuerySet
from django.db.models.functions import NullIf
from django.utils.translation import pgettext_lazy

from apps.followups.assessing.answers import LIVELIHOOD, newest, score, standing
from apps.followups.assessing.moments import Moment, moment_on
from apps.followups.models import Answer
from apps.households.models import Household

CAPITALS = {
    "natural": pgettext_lazy("capital", "natural"),
    "physical": pgettext_lazy("capital", "physical"),
    "human": pgettext_lazy("capital", "human"),
    "financial": pgettext_lazy("capital", "financial"),
    "social": pgettext_lazy("capital", "social"),
}
FEWEST = 5  # fewer households than that are never compared with: one could be recognised
Levels = dict[str, float | None]


class Median(Aggregate):
    """The middle value."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True, slots=True)
class Point:
    """One assessment of one household: its levels (0–100), and the answer with all its indicators."""

    day: date
    moment: Moment
    levels: Mapping[str, float | None]
    answer: Answer


@dataclass(frozen=True, slots=True)
class Medians:
    """The middle of a group's newest assessments: its levels, and how many households each rests on."""

    levels: Mapping[str, float | None]
    counts: Mapping[str, int]
    households: int


def level(value: Mapping[str, Any] | None) -> float | None:
    """A score as an answer keeps it, on 0–100; None where it is not known or its scale has no width."""
    if not value or value.get("value") is None:
        return None
    low, high = value.get("low") or 0, value.get("high")
    if high is None or high == low:
        return None
    return min(max((value["value"] - low) / (high - low) * 100, 0.0), 100.0)


def levels_of(answer: Answer) -> Levels:
    """All five of an answer."""
    return {key: level(answer.scores.get(key)) for key in CAPITALS}


def with_levels(answers: QuerySet) -> QuerySet:
    """Adds `<capital>_level` to answers, 0–100 or None: the same as level(), in SQL."""
    found = {}
    for key in CAPITALS:
        low, high = score(key, "low"), score(key, "high")
        found[f"{key}_level"] = (score(key) - low) * 100.0 / NullIf(high - low, 0.0)
    return answers.annotate(**found)


def capitals(household: Household, day: date) -> list[Point]:
    """All assessments of a household up to a day, the first one first. One query."""
    rows = standing(LIVELIHOOD, day).filter(household=household).select_related("version__instrument", "answered_by")
    return [
        Point(row.answered_on, moment_on(household.moved_in_on, row.answered_on), levels_of(row), row)
        for row in rows.order_by("answered_on", "pk")
    ]


def medians(households: QuerySet, day: date) -> Medians:
    """The middle of the newest assessments of these households; no level that fewer than five stand behind."""
    rows = with_levels(newest(LIVELIHOOD, day, households)).order_by()
    asked = {f"n_{key}": Count(f"{key}_level") for key in CAPITALS}
    middles = {f"m_{key}": Median(F(f"{key}_level")) for key in CAPITALS}
    found = rows.aggregate(households=Count("pk"), **asked, **middles)
    counts = {key: found[f"n_{key}"] for key in CAPITALS}
    shown = {key: found[f"m_{key}"] if counts[key] >= FEWEST else None for key in CAPITALS}
    return Medians(shown, counts, found["households"])


def capitals_median(communities: Collection[int], day: date) -> Medians:
    """The middle of communities: of the households that are on the register now."""
    return medians(Household.objects.active().filter(community__in=communities), day)
