"""One household's fields together: what lies beyond the radius, hours on the way, and what explains two homes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core import clock
from apps.farmland.burden import busy, with_hours
from apps.farmland.models import Parcel
from apps.farmland.radius import Radius, Zone
from apps.farmland.seasons import offered
from apps.farmland.vocabulary import WORKED
from apps.farmland.words import minutes_words
from apps.households.models import Household, Presence


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of a household today, with `use`, `zone`, `hours`; `busy` are keys of those in a busy season."""

    rows: list[Any]
    busy: frozenset[int]

    @property
    def worked(self) -> list[Any]:
        return [row for row in self.rows if row.use in WORKED]

    @property
    def far(self) -> list[Any]:
        """Worked by the household and beyond the radius on foot, the farthest first."""
        rows = [row for row in self.worked if row.zone not in (None, Zone.FOOT)]
        return sorted(rows, key=lambda row: -row.reach.walk_minutes)

    @property
    def mu(self) -> Decimal:
        return sum((row.area_mu for row in self.rows), start=Decimal(0))

    @property
    def hours(self) -> float | None:
        """Hours a year on the way to the fields that they work; None where none is known."""
        known = [row.hours for row in self.worked if row.hours is not None]
        return sum(known) if known else None

    @property
    def unplaced(self) -> int:
        return sum(not row.is_placed for row in self.rows)


def fields_of(household: Household, user: Any) -> Fields:
    """What this person may see of the household's fields; read once for each object that stands for the household."""
    kept: dict[Any, Fields] = household.__dict__.setdefault("_fields", {})
    if user.pk not in kept:
        kept[user.pk] = _read(household, user)
    return kept[user.pk]


def _read(household: Household, user: Any) -> Fields:
    held = Parcel.objects.visible_to(user).held().filter(household=household)
    rows = held.with_use().annotate(zone=Radius.on().as_sql())
    seasons = offered()
    rows = with_hours(rows.select_related("reach", "crop", "village", "household"), seasons).order_by("pk")
    found = list(rows)
    in_season = busy(held, clock.today(), seasons).values_list("pk", flat=True) if found else ()
    return Fields(found, frozenset(in_season))


def has_two_homes(household: Household) -> bool:
    """Whether the household lives in two places today."""
    return Presence.objects.current().filter(household=household, status="dual").exists()


def far_words(far: Iterable[Any]) -> str:
    """3 fields beyond the radius, the farthest 1 h 20 min away."""
    rows = list(far)
    words = ngettext(
        "%(n)s field beyond the radius, %(minutes)s on foot",
        "%(n)s fields beyond the radius, the farthest %(minutes)s on foot",
        len(rows),
    )
    return words % {"n": len(rows), "minutes": minutes_words(rows[0].reach.walk_minutes)}


def two_homes_words(fields: Fields) -> str:
    """Why this household lives in two homes, as far as its fields explain it."""
    words = _("Lives in two homes; %(far)s. That explains it: in the busy season they are there, not missing.")
    return words % {"far": far_words(fields.far)}
