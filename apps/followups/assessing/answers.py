"""Answers of the instruments that speak of how people settle in: of each household the newest that stands."""

from datetime import date
from typing import Any

from django.db.models import FloatField, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, NullIf

from apps.followups.models import Answer

INTEGRATION, LIVELIHOOD, LIVING_COSTS = "integration", "livelihood", "living_costs"


def standing(instrument: str, day: date | None = None) -> QuerySet:
    """Answers to an instrument that no correction has replaced; up to a day, where one is given."""
    rows = Answer.objects.standing().filter(version__instrument__key=instrument, member__isnull=True)
    return rows.filter(answered_on__lte=day) if day else rows


def newest(instrument: str, day: date, households: QuerySet) -> QuerySet:
    """Of each of these households the newest that stands on a day."""
    return _one_each(standing(instrument, day).filter(household__in=households.order_by().values("pk")), "-")


def oldest(instrument: str, day: date, households: QuerySet) -> QuerySet:
    """Of each of these households the first that stands on a day."""
    return _one_each(standing(instrument, day).filter(household__in=households.order_by().values("pk")), "")


def _one_each(rows: QuerySet, order: str) -> QuerySet:
    # All at once: asked one household at a time, 1,600 of them took seventy times as long.
    first = rows.order_by("household_id", f"{order}answered_on", f"{order}pk").distinct("household_id")
    return Answer.objects.filter(pk__in=first.values("pk"))


def newest_of(household: Any, instrument: str, day: date) -> Answer | None:
    """The newest that stands of one household."""
    rows = standing(instrument, day).filter(household=household).select_related("version__instrument", "answered_by")
    found: Answer | None = rows.order_by("-answered_on", "-pk").first()
    return found


def score(key: str, what: str = "value") -> Any:
    """An expression over answers: the number of a score, None where it is not known. `what`: value, low or high."""
    return Cast(NullIf(KeyTextTransform(what, KeyTransform(key, "scores")), Value("")), FloatField())
