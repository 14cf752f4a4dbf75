"""How often a household is visited: by its risk level, else by its class."""

from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Subquery, Value, When

from apps.followups.models import Level
from apps.followups.rules import Terms
from apps.households.vocabulary import HouseholdClass

OTHER, LIFTED_OUT = "other", HouseholdClass.LIFTED_OUT.value


def months_between_visits(level: str | None, kind: str, terms: Terms) -> int:
    """Months from one routine visit to the next; `level` None: never monitored."""
    return terms.months[level or (LIFTED_OUT if kind == LIFTED_OUT else OTHER)]


def with_months(households: Any, day: date, terms: Terms) -> Any:
    """Adds `risk` (the level of the day, or None) and `months`, the same as months_between_visits."""
    held = Level.objects.at(day).filter(household=OuterRef("pk")).order_by("pk")
    levels = [When(risk=level, then=Value(months)) for level, months in terms.months.items()]
    classes = [When(kind=LIFTED_OUT, then=Value(terms.months[LIFTED_OUT]))]
    return households.annotate(risk=Subquery(held.values("level")[:1])).annotate(
        months=Case(*levels, *classes, default=Value(terms.months[OTHER]), output_field=IntegerField())
    )
