"""How carefully visits were made: answers missing, visits too short, the same answers everywhere. Set-based.

None of these is a proof: each number opens the visits behind it, and somebody asks.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import pgettext_lazy

from apps.followups.models import Answer
from apps.followups.rules import SHORT_MINUTES, number_of
from apps.followups.vocabulary import VisitPlace

SAME_AT_LEAST = 3  # as many households with the very same closed answers, asked by one worker


class Fault(models.TextChoices):
    """What may be wrong with a visit that was made."""

    MISSING = "missing", pgettext_lazy("quality of visits", "answers missing")
    SHORT = "short", pgettext_lazy("quality of visits", "too short")
    SAME = "same", pgettext_lazy("quality of visits", "the same answers everywhere")


@dataclass
class Quality:
    """Of one worker's visits: how many were made, with answers, with a time; and how many show which fault."""

    done: int = 0
    answered: int = 0
    asked_questions: int = 0
    missing_answers: int = 0
    with_missing: int = 0
    timed: int = 0
    short: int = 0
    same: int = 0

    @property
    def missing_share(self) -> float | None:
        """Share of questions that were asked and not answered; None where none was asked."""
        return self.missing_answers / self.asked_questions if self.asked_questions else None


def faulty(visits: Any, fault: str) -> Any:
    """Those of the visits that show this fault. `visits` are the visits of the span that is judged."""
    answers = Answer.objects.standing().filter(visit=OuterRef("pk"))
    if fault == Fault.MISSING:
        return visits.filter(Exists(answers.exclude(missing=[])))
    if fault == Fault.SHORT:
        return _timed(visits).filter(ended_at__lt=F("started_at") + _short())
    return visits.filter(pk__in=_same(visits).values("visit"))


def quality_of(visits: Any) -> dict[int | None, Quality]:
    """By worker who made them (done_by). Four queries, whatever the number of visits."""
    found: dict[int | None, Quality] = defaultdict(Quality)
    done = visits.order_by().values("done_by")
    for row in done.annotate(n=Count("pk")):
        found[row["done_by"]].done = row["n"]
    answers = _answers(visits).order_by().values("visit__done_by")
    gaps = answers.annotate(
        forms=Count("visit", distinct=True), asked_n=Sum("asked"),
        missing_n=Coalesce(Sum("missing__len"), 0), incomplete=Count("visit", distinct=True, filter=~Q(missing=[])),
    )  # fmt: skip
    for row in gaps:
        quality = found[row["visit__done_by"]]
        quality.answered, quality.asked_questions = row["forms"], row["asked_n"]
        quality.missing_answers, quality.with_missing = row["missing_n"], row["incomplete"]
    short = Count("pk", filter=Q(ended_at__lt=F("started_at") + _short()))
    for row in _timed(visits).order_by().values("done_by").annotate(timed=Count("pk"), short=short):
        found[row["done_by"]].timed, found[row["done_by"]].short = row["timed"], row["short"]
    for row in _same(visits).order_by().values("visit__done_by").annotate(n=Count("visit", distinct=True)):
        found[row["visit__done_by"]].same = row["n"]
    return dict(found)


def _answers(visits: Any) -> Any:
    return Answer.objects.standing().filter(visit__in=visits.order_by().values("pk"))


def _same(visits: Any) -> Any:
    """Answers whose closed part several households gave to one worker, in one version."""
    parts = (Cast("visit__done_by", CharField()), Cast("version", CharField()), F("digest"))
    rows = _answers(visits).exclude(digest="").filter(visit__done_by__isnull=False)
    rows = rows.annotate(told=Concat(parts[0], Value("/"), parts[1], Value("/"), parts[2]))
    often = rows.order_by().values("told").annotate(homes=Count("household", distinct=True))
    # One key, looked up among all: compared part by part, each answer counted the households anew.
    return rows.filter(told__in=often.filter(homes__gte=SAME_AT_LEAST).values("told"))


def _timed(visits: Any) -> Any:
    """Visits to a home of which both ends are known; a call or a talk at the office may be short."""
    places = (VisitPlace.HOME, VisitPlace.OLD_HOUSE)
    return visits.filter(started_at__isnull=False, ended_at__isnull=False, place__in=places)


def _short() -> timedelta:
    return timedelta(minutes=number_of(SHORT_MINUTES))
