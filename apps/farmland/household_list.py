"""What fields say of households in a list: who works beyond the radius, and whom that explains in two homes."""

from typing import Any

import django_filters
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from apps.farmland.models import Parcel
from apps.farmland.radius import Radius, Zone
from apps.farmland.words import minutes_words
from apps.households.filters import add_household_filter

FAR = Q(zone__isnull=False) & ~Q(zone=Zone.FOOT)
FIELDS = [
    ("far", _("works fields beyond the radius")),
    ("two_homes", _("lives in two homes, which far fields explain")),
    ("two_homes_not", _("lives in two homes, no far field known")),
    ("near", _("works fields, all within the radius")),
    ("unknown", _("works fields, no way known")),
    ("none", _("works no field")),
]


def worked() -> Any:
    """Fields that their households work today, with their `zone`."""
    return Parcel.objects.held().worked().annotate(zone=Radius.on().as_sql()).order_by()


def by_fields(rows: QuerySet, name: str, value: str) -> QuerySet:
    """Households by their fields; `value` is one of FIELDS."""
    far = Q(pk__in=worked().filter(FAR).values("household"))
    works = Q(pk__in=worked().values("household"))
    known = Q(pk__in=worked().filter(zone__isnull=False).values("household"))
    dual = Q(pk__in=_dual())
    wanted = {
        "far": far, "two_homes": dual & far, "two_homes_not": dual & ~far,
        "near": known & ~far, "unknown": works & ~known, "none": ~works,
    }  # fmt: skip
    return rows.filter(wanted[value])


def _dual() -> Any:
    from apps.households.models import Presence

    return Presence.objects.current().filter(status="dual").order_by().values("household")


def with_farthest(rows: Any) -> Any:
    """Adds `farthest`: minutes on foot to the farthest field that the household works; None where not known."""
    own = Parcel.objects.held().worked().filter(household=OuterRef("pk")).order_by().values("household")
    return rows.annotate(farthest=Subquery(own.annotate(most=Max("reach__walk_minutes")).values("most")))


def farthest_words(household: Any) -> str:
    """1 h 20 min, or a dash."""
    return minutes_words(household.farthest) or "—"


add_household_filter("fields", django_filters.ChoiceFilter(choices=FIELDS, method=by_fields, label=_("fields")))
