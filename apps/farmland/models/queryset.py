"""Fields, with what lists show of them."""

from datetime import date
from typing import Self

from django.apps import apps
from django.db.models import OuterRef, Q, QuerySet, Subquery

from apps.core import clock
from apps.core.querysets import ScopedQuerySet
from apps.farmland.vocabulary import WORKED


class ParcelQuerySet(ScopedQuerySet):
    """Fields of households."""

    def held(self, day: date | None = None) -> Self:
        """Fields that the household had not given up on the day, of households that had not left."""
        day = day or clock.today()
        here = Q(household__left_on__isnull=True) | Q(household__left_on__gt=day)
        return self.filter(here, Q(given_up_on__isnull=True) | Q(given_up_on__gt=day))

    def with_use(self, day: date | None = None) -> Self:
        """Adds `use` of the day; None where it was not collected."""
        return self.annotate(use=Subquery(_uses(day).filter(parcel=OuterRef("pk")).values("use")[:1]))

    def worked(self, day: date | None = None) -> Self:
        """Fields that somebody of the household walks to: their own work, or leased in."""
        return self.filter(pk__in=_uses(day).filter(use__in=WORKED).order_by().values("parcel"))


def _uses(day: date | None) -> QuerySet:
    return apps.get_model("farmland", "ParcelUse")._default_manager.filter(period__holds_on=day or clock.today())
