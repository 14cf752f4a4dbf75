"""Reading the points ledger: balances, sums by building, a household's lines."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from apps.communities.models import Building
from apps.core import clock
from apps.households.models import Household, Occupancy
from apps.neighbourhood.models import PointsAccount, PointsEntry


def balance_of(household: Household) -> int:
    """The points that a household has now."""
    found = PointsAccount.objects.filter(household=household.pk).values_list("balance", flat=True).first()
    return found or 0


def lines_of(household: Household) -> list[PointsEntry]:
    """The household's ledger, newest first."""
    rows = PointsEntry.objects.filter(household=household).select_related("award", "redemption__reward", "by")
    return list(rows.order_by("-at", "-pk"))


def by_building(communities: Collection[int], begin: datetime, end: datetime) -> list[dict[str, Any]]:
    """Points earned in a time by building: {building, points, households, mean}, the highest mean first.

    `households` are those that hold a dwelling there today, `mean` the points for each of them: large buildings are
    not ahead for being large. A household's points count where it lives today.
    """
    lives = Occupancy.objects.current().filter(household=OuterRef("household")).order_by().values("dwelling__building")
    earned = dict(
        PointsEntry.objects.earned().filter(community__in=communities, at__gte=begin, at__lt=end)
        .order_by().annotate(building=Subquery(lives[:1])).values_list("building").annotate(points=Sum("points"))
    )  # fmt: skip
    held = Q(household__left_on__isnull=True, period__holds_on=clock.today(), dwelling__community__in=communities)
    homes = dict(
        Occupancy.objects.filter(held).order_by().values_list("dwelling__building").annotate(n=Count("household"))
    )
    rows = [
        {
            "building": building, "points": earned.get(building.pk, 0), "households": homes[building.pk],
            "mean": earned.get(building.pk, 0) / homes[building.pk],
        }
        for building in Building.objects.filter(pk__in=homes).select_related("community")
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row["mean"], row["building"].number))
