"""The stage of a household's integration, proposed from evidence: demand, reshaping, equality.

Pure: takes what is known and says which stage it speaks for, and why. A stage is left when enough of its exit evidence
is met and nothing of it that is indispensable fails; what nobody asked counts as not met, and is named as unknown. The
same evidence can speak for an earlier stage than the one held: people fall back, and are seen to.

Source of the stages and of the headings: DOMAIN.md, point 5.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """How far a household has settled in."""

    DEMAND = "demand", pgettext_lazy("integration stage", "demand")
    RESHAPING = "reshaping", pgettext_lazy("integration stage", "reshaping")
    EQUALITY = "equality", pgettext_lazy("integration stage", "equality")


ORDER = tuple(Stage)


class Verdict(StrEnum):
    """What one piece of evidence says."""

    MET = "met"
    FAILS = "fails"
    UNKNOWN = "unknown"


VERDICT_WORDS = {
    Verdict.MET: pgettext_lazy("evidence", "met"),
    Verdict.FAILS: pgettext_lazy("evidence", "not met"),
    Verdict.UNKNOWN: _("not collected"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under which settling in is watched; `leaves` is the stage that its evidence lets a household leave.

    `indispensable`: while it fails the stage is not left, whatever else is met.
    """

    key: str
    words: Any
    leaves: Stage
    indispensable: bool = False


HEADINGS = (
    Heading("employment_status", _("employment"), Stage.DEMAND, indispensable=True),
    Heading("income_change", _("income since the move"), Stage.DEMAND),
    Heading("children_education", _("children's education"), Stage.DEMAND),
    Heading("access_services", _("access to services"), Stage.DEMAND),
    Heading("flat_living", _("skills of living in a flat"), Stage.DEMAND),
    Heading("employment_quality", _("quality of employment"), Stage.RESHAPING),
    Heading("vocational_skills", _("vocational skills"), Stage.RESHAPING),
    Heading("neighbours_known", _("neighbours known"), Stage.RESHAPING),
    Heading("participation", _("taking part"), Stage.RESHAPING),
    Heading("life_satisfaction", _("satisfaction with life"), Stage.RESHAPING),
    Heading("identity", _("how they name themselves"), Stage.RESHAPING),
    Heading("wish_to_return", _("wish to return"), Stage.RESHAPING, indispensable=True),
)
HEADING = {heading.key: heading for heading in HEADINGS}


@dataclass(frozen=True)
class Limits:
    """From where on an answer counts as met, and the share (%) of a stage's evidence that lets a household leave it."""

    flat_skills: int = 4
    neighbours: int = 5
    participation: int = 1
    satisfaction: int = 4
    share: int = 80


@dataclass(frozen=True, slots=True)
class Evidence:
    """One heading with its verdict, the value it rests on, and where that comes from: "answer", "register" or ""."""

    key: str
    verdict: Verdict
    value: Any = None
    source: str = ""

    @property
    def heading(self) -> Heading:
        return HEADING[self.key]

    def as_json(self) -> dict[str, Any]:
        """As the decision keeps it."""
        return {"key": self.key, "verdict": str(self.verdict), "value": self.value, "source": self.source}


@dataclass(frozen=True, slots=True)
class Proposal:
    """The stage that the evidence speaks for; None while nothing at all is known."""

    stage: Stage | None
    evidence: tuple[Evidence, ...]

    def of(self, stage: Stage) -> list[Evidence]:
        """The exit evidence of a stage."""
        return [one for one in self.evidence if one.heading.leaves == stage]

    def count(self, stage: Stage, verdict: Verdict) -> int:
        """How much of a stage's exit evidence says this."""
        return sum(one.verdict is verdict for one in self.of(stage))


def judge(values: Mapping[str, tuple[Any, str]], limits: Limits) -> tuple[Evidence, ...]:
    """The verdict on every heading; `values` gives of each key what is known and its source, nothing where unknown."""
    found = []
    for heading in HEADINGS:
        value, source = values.get(heading.key, (None, ""))
        verdict = (
            Verdict.UNKNOWN if value is None else (Verdict.MET if _met(heading.key, value, limits) else Verdict.FAILS)
        )
        found.append(Evidence(heading.key, verdict, value, source if value is not None else ""))
    return tuple(found)


def propose(evidence: tuple[Evidence, ...], limits: Limits) -> Proposal:
    """The farthest stage that this evidence speaks for."""
    if all(one.verdict is Verdict.UNKNOWN for one in evidence):
        return Proposal(None, evidence)
    stage = Stage.DEMAND
    for here, following in pairwise(ORDER):
        if not _left([one for one in evidence if one.heading.leaves == here], limits):
            break
        stage = following
    return Proposal(stage, evidence)


def _left(evidence: list[Evidence], limits: Limits) -> bool:
    if any(one.heading.indispensable and one.verdict is not Verdict.MET for one in evidence):
        return False
    met = sum(one.verdict is Verdict.MET for one in evidence)
    return met * 100 >= limits.share * len(evidence)


ANSWERS_MET: dict[str, frozenset[Any]] = {
    "employment_status": frozenset({"employed", "no_labour"}),
    "employment_quality": frozenset({"stable", "no_labour"}),
    "income_change": frozenset({"more", "same"}),
    "vocational_skills": frozenset({"yes", True, "no_labour"}),
    "children_education": frozenset({"fine", "no_children"}),
    "access_services": frozenset({"easy"}),
    "identity": frozenset({"local", "both"}),
    "wish_to_return": frozenset({"no"}),
}


def _met(key: str, value: Any, limits: Limits) -> bool:
    least = {
        "flat_living": limits.flat_skills,
        "neighbours_known": limits.neighbours,
        "participation": limits.participation,
        "life_satisfaction": limits.satisfaction,
    }
    return value >= least[key] if key in least else value in ANSWERS_MET[key]
