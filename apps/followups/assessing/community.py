"""The five capitals of whole communities: the middle, how the households lie around it, and each indicator by itself.

Of each household on the register its newest assessment counts. A middle that fewer than five stand behind is not shown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, FloatField, Q, QuerySet, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Greatest, Least
from django.db.models.lookups import IsNull

from apps.followups.assessing.answers import LIVELIHOOD, newest, oldest
from apps.followups.assessing.capitals import CAPITALS, FEWEST, Median, with_levels
from apps.households.models import Household
from apps.instruments import library
from apps.instruments.form import Definition
from apps.instruments.form.definition import Part
from apps.instruments.form.expressions import references
from apps.instruments.models import InstrumentVersion

LOW, HIGH = 40, 70  # below the first a level is low, from the second on it is high
BANDS: Mapping[str, Q] = {
    "low": Q(level__lt=LOW),
    "between": Q(level__gte=LOW, level__lt=HIGH),
    "high": Q(level__gte=HIGH),
}


Scales = dict[tuple[str, str], list[tuple[int, float, float]]]


@dataclass(frozen=True, slots=True)
class Spread:
    """How one level (0–100) lies among households: its middle, how many are known, and how many lie in each band."""

    median: float | None
    known: int
    bands: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One part of a capital, as the version that is asked now has it."""

    capital: str
    part: Part
    definition: Definition

    @property
    def key(self) -> str:
        return f"{self.capital}.{self.part.key}"

    def words(self, language: str) -> str:
        """Its own words, or those of the question that it rests on."""
        keys = sorted(references(self.part.value))
        return self.part.label.of(language) or (self.definition.by_key[keys[0]].label.of(language) if keys else "")


def registered(communities: Collection[int]) -> QuerySet:
    """The households that count."""
    return Household.objects.active().filter(community__in=communities)


def assessed(communities: Collection[int], day: date, which: Any = newest) -> QuerySet:
    """Their newest (or oldest) assessments, with `<capital>_level`."""
    return with_levels(which(LIVELIHOOD, day, registered(communities))).order_by()


def indicators() -> list[Indicator]:
    """The indicators of all five capitals that are asked now."""
    version = library.current(LIVELIHOOD) or (
        InstrumentVersion.objects.published().filter(instrument__key=LIVELIHOOD).order_by("-number").first()
    )
    definition = library.definition_of(version) if version else None
    scores = {score.key: score for score in definition.scores} if definition else {}
    return [
        Indicator(key, part, definition)
        for key in CAPITALS
        if key in scores and definition
        for part in scores[key].parts
    ]


def scales() -> Scales:
    """(capital, part) → [(version, low, high)] of all versions that were ever asked. One query."""
    found: Scales = {}
    for version in InstrumentVersion.objects.published().filter(instrument__key=LIVELIHOOD).order_by("number"):
        for score in library.definition_of(version).scores:
            for part in score.parts:
                found.setdefault((score.key, part.key), []).append((version.pk, part.low, part.high))
    return found


def level_of(key: str, known: Scales) -> Any:
    """An expression over answers: the level of a capital, or of an indicator such as “financial.savings”.

    Of an indicator it is PartValue.position: its place on the scale of its version, None where it is not known.
    """
    capital, _dot, part = key.partition(".")
    if not part:
        return F(f"{capital}_level")
    number = Cast(KeyTextTransform(part, KeyTransform("parts", KeyTransform(capital, "scores"))), FloatField())
    steps = [
        When(version=version, then=_clamped((number - low) * 100.0 / (high - low), number))
        for version, low, high in known.get((capital, part), ())
    ]
    return Case(*steps, default=Value(None), output_field=FloatField())


def _clamped(place: Any, number: Any) -> Case:
    """GREATEST and LEAST pass over NULL: what is not known stays so."""
    within = Least(Greatest(place, Value(0.0)), Value(100.0))
    return Case(When(IsNull(number, False), then=within), default=Value(None), output_field=FloatField())


def spreads(rows: QuerySet, keys: Collection[str]) -> dict[str, Spread]:
    """How each level lies among these assessments. Two queries."""
    names, known = {key: f"x{number}" for number, key in enumerate(keys)}, scales()
    rows = rows.annotate(**{name: level_of(key, known) for key, name in names.items()})
    asked: dict[str, Any] = {}
    for name in names.values():
        asked |= {f"{name}_m": Median(F(name)), f"{name}_n": Count(name)}
        asked |= {f"{name}_{band}": Count(name, filter=_renamed(found, name)) for band, found in BANDS.items()}
    found = rows.aggregate(**asked)
    return {
        key: Spread(
            found[f"{name}_m"] if found[f"{name}_n"] >= FEWEST else None, found[f"{name}_n"],
            {band: found[f"{name}_{band}"] for band in BANDS},
        )
        for key, name in names.items()
    }  # fmt: skip


def _renamed(found: Q, name: str) -> Q:
    return Q(*((str(lookup).replace("level", name, 1), value) for lookup, value in found.children))


def medians_first(communities: Collection[int], day: date) -> dict[str, float | None]:
    """The middle when the households were first assessed."""
    return {key: each.median for key, each in spreads(assessed(communities, day, oldest), list(CAPITALS)).items()}


def by_community(communities: Collection[int], day: date) -> dict[int, dict[str, Any]]:
    """community → {"households": assessed, capital: median or None}. One query."""
    middles = {key: Median(F(f"{key}_level")) for key in CAPITALS}
    counts = {f"n_{key}": Count(f"{key}_level") for key in CAPITALS}
    rows = assessed(communities, day).values("household__community").annotate(n=Count("pk"), **middles, **counts)
    return {
        row["household__community"]: {
            "households": row["n"], **{key: row[key] if row[f"n_{key}"] >= FEWEST else None for key in CAPITALS}
        }
        for row in rows
    }  # fmt: skip


def households_in(communities: Collection[int], day: date, key: str, band: str) -> dict[int, float | None]:
    """household → its level, of those in a band; band “none”: nothing is known of them."""
    rows = assessed(communities, day).annotate(level=level_of(key, scales()))
    if band in BANDS:
        return dict(rows.filter(BANDS[band]).values_list("household", "level"))
    known = rows.filter(level__isnull=False).values("household")
    return dict.fromkeys(registered(communities).exclude(pk__in=known).values_list("pk", flat=True))
