"""Households like this one: of the same community, size, labour, class and time since they moved in.

Where fewer than five others were assessed that are alike in all four, one trait after the other is let go, and it is
said which. Fewer than five are never compared with.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from apps.followups.assessing.answers import LIVELIHOOD, standing
from apps.followups.assessing.capitals import FEWEST, Medians, medians
from apps.followups.assessing.moments import months_after
from apps.households.models import Household, Membership
from apps.households.people.livelihood import able_members

# Let go in this order, from the right.
TRAITS = {
    "size_band": _("people in the household"),
    "labour_band": _("people able to work"),
    "kind": _("household class"),
    "time_band": _("time since they moved in"),
}
SIZES = (("1", 1), ("2", 2), ("3–4", 4))  # up to so many people
LABOUR = (("0", 0), ("1", 1))
MONTHS = (("0–11", 12), ("12–23", 24), ("24–59", 60))  # fewer months than that
MORE = {"size_band": "5+", "labour_band": "2+", "time_band": "60+"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The middle of households alike, and in which traits. `medians` None: fewer than five, whatever is let go."""

    medians: Medians | None
    alike: tuple[str, ...]
    let_go: tuple[str, ...]
    traits: dict[str, str]
    others: int


def with_traits(households: Any, day: date) -> QuerySet:
    """Adds `size_band`, `labour_band` and `time_band` (None: move-in not known) of a day; `kind` is there."""
    able = Membership.objects.at(day).filter(member__in=able_members(day).order_by().values("pk"))
    able_count = (
        able.filter(household=OuterRef("pk")).order_by().values("household").annotate(n=Count("pk")).values("n")
    )
    rows = households.with_size(day).annotate(able=Coalesce(Subquery(able_count, output_field=IntegerField()), 0))
    moved = [When(moved_in_on__gt=months_after(day, -months), then=Value(word)) for word, months in MONTHS]
    return rows.annotate(
        size_band=_band("size", SIZES, "size_band"),
        labour_band=_band("able", LABOUR, "labour_band"),
        time_band=Case(
            When(moved_in_on__isnull=True, then=Value(None)),
            *moved,
            default=Value(MORE["time_band"]),
            output_field=CharField(),
        ),
    )


def _band(column: str, bands: Any, trait: str) -> Case:
    steps = [When(**{f"{column}__lte": most}, then=Value(word)) for word, most in bands]
    return Case(*steps, default=Value(MORE[trait]), output_field=CharField())


def similar(household: Household, day: date) -> Comparison:
    """The middle of the households most like this one. Two queries, and one more for each trait let go."""
    own = with_traits(Household.objects.filter(pk=household.pk), day).values(*TRAITS).get()
    assessed = standing(LIVELIHOOD, day).order_by().values("household")
    others = (
        Household.objects.active().filter(community=household.community_id, pk__in=assessed).exclude(pk=household.pk)
    )
    rows = with_traits(others, day)
    names = list(TRAITS)
    found = rows.order_by().aggregate(
        **{f"alike_{n}": Count("pk", filter=_alike(own, names[:n])) for n in range(len(names), 0, -1)}
    )
    for n in range(len(names), 0, -1):
        if found[f"alike_{n}"] >= FEWEST:
            alike = Household.objects.filter(pk__in=rows.filter(_alike(own, names[:n])).order_by().values("pk"))
            return Comparison(medians(alike, day), tuple(names[:n]), tuple(names[n:]), own, found[f"alike_{n}"])
    return Comparison(None, (), tuple(names), own, found["alike_1"])


def _alike(own: Any, names: list[str]) -> Q:
    return Q(*(Q(**{name: own[name]}) if own[name] is not None else Q(**{f"{name}__isnull": True}) for name in names))
