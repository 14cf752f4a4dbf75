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
    APART = "apart"


VERDICT_WORDS = {
    Verdict.MET: pgettext_lazy("evidence", "met"),
    Verdict.FAILS: pgettext_lazy("evidence", "not met"),
    Verdict.UNKNOWN: _("not collected"),
    Verdict.APART: _("does not concern them"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under which settling in is watched; `leaves` is the stage that its evidence lets a household leave.

    Its key is that of the score in the questionnaire “integration”. `indispensable`: while it is not met the stage is
    not left, whatever else is.
    """

    key: str
    words: Any
    leaves: Stage
    indispensable: bool = False


HEADINGS = (
    Heading("employment", _("employment"), Stage.DEMAND, indispensable=True),
    Heading("income_change", _("income since the move"), Stage.DEMAND),
    Heading("education", _("children's education"), Stage.DEMAND),
    Heading("services", _("access to services"), Stage.DEMAND),
    Heading("flat_life", _("skills of living in a flat"), Stage.DEMAND),
    Heading("employment_quality", _("quality of employment"), Stage.RESHAPING),
    Heading("skills", _("vocational skills"), Stage.RESHAPING),
    Heading("neighbours", _("neighbours known"), Stage.RESHAPING),
    Heading("participation", _("taking part"), Stage.RESHAPING),
    Heading("satisfaction", _("satisfaction with life"), Stage.RESHAPING),
    Heading("identity", _("how they name themselves"), Stage.RESHAPING),
    Heading("staying", _("wish to stay"), Stage.RESHAPING, indispensable=True),
)
HEADING = {heading.key: heading for heading in HEADINGS}


@dataclass(frozen=True)
class Limits:
    """From which score on (0–100) evidence is met, that of wishing to stay apart; and the share (%) that is enough."""

    enough: int = 60
    staying: int = 85
    share: int = 80

    def of(self, key: str) -> int:
        """The least score of a heading."""
        return self.staying if key == "staying" else self.enough


@dataclass(frozen=True, slots=True)
class Evidence:
    """One heading with its verdict, the score it rests on, and where that comes from: "answer", "register" or ""."""

    key: str
    verdict: Verdict
    value: float | None = None
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


Values = Mapping[str, tuple[float | None, str]]


def judge(values: Values, limits: Limits) -> tuple[Evidence, ...]:
    """The verdict on every heading. `values` gives its score and source; a score of None: it does not concern them.

    A heading that is not among the values is not known.
    """
    found = []
    for heading in HEADINGS:
        if heading.key not in values:
            found.append(Evidence(heading.key, Verdict.UNKNOWN))
            continue
        value, source = values[heading.key]
        if value is None:
            found.append(Evidence(heading.key, Verdict.APART, None, source))
        else:
            verdict = Verdict.MET if value >= limits.of(heading.key) else Verdict.FAILS
            found.append(Evidence(heading.key, verdict, round(value, 1), source))
    return tuple(found)


def propose(evidence: tuple[Evidence, ...], limits: Limits) -> Proposal:
    """The farthest stage that this evidence speaks for."""
    if not any(one.verdict in (Verdict.MET, Verdict.FAILS) for one in evidence):
        return Proposal(None, evidence)
    stage = Stage.DEMAND
    for here, following in pairwise(ORDER):
        if not _left([one for one in evidence if one.heading.leaves == here], limits):
            break
        stage = following
    return Proposal(stage, evidence)


def _left(evidence: list[Evidence], limits: Limits) -> bool:
    concerned = [one for one in evidence if one.verdict is not Verdict.APART]
    if any(one.heading.indispensable and one.verdict is not Verdict.MET for one in concerned):
        return False
    met = sum(one.verdict is Verdict.MET for one in concerned)
    return met * 100 >= limits.share * len(concerned)
