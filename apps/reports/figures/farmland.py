"""Figures about fields: who works too far from home, hours on the way, what is worked, leased out and idle.

Uses and registers are those of the last day; ways are those computed now, from the places known now.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Count, F, FilteredRelation, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Ceil, Least
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.farmland.burden import with_hours
from apps.farmland.models import Parcel
from apps.farmland.radius import Radius, Zone
from apps.farmland.vocabulary import WORKED, Source, Use
from apps.households.models import Household, Presence
from apps.households.vocabulary import ResidenceStatus
from apps.reports.registry import Figure, Kind, Metric, Row, Section, count, rate, register, register_extra
from apps.reports.span import Span

GROUP = _("Fields")
LONGEST = 600  # minutes; what is farther is counted there
FAR = Q(zone__isnull=False) & ~Q(zone=Zone.FOOT)
UNKNOWN, LEVEL = "use_unknown", "fields_level"


def fields(communities: Collection[int], span: Span) -> QuerySet:
    """Fields held on the last day, with `used` (null: not collected) and `zone`."""
    day = span.as_at
    now = FilteredRelation("uses", condition=Q(uses__period__holds_on=day))
    rows = Parcel.objects.filter(community__in=communities).held(day).annotate(now=now, used=F("now__use"))
    return rows.annotate(zone=Radius.on(day).as_sql())


def worked(communities: Collection[int], span: Span) -> QuerySet:
    """Fields that the household works itself."""
    return fields(communities, span).filter(now__use__in=WORKED)


def field_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Fields and hundredths of a mu by use, hours and minutes of those that are worked."""
    rows: dict[int, Counter[str]] = defaultdict(Counter)
    grouped = fields(communities, span).order_by().values_list("community_id", "used")
    for community, use, number, mu in grouped.annotate(n=Count("pk"), mu=Sum("area_mu")):
        rows[community]["fields"] += number
        rows[community][f"fields_{use or UNKNOWN}"] += number
        rows[community][f"mu_{use or UNKNOWN}"] += int(mu * 100)
    hours = with_hours(worked(communities, span)).order_by().values_list("community_id")
    for community, known, spent in hours.annotate(known=Count("hours"), spent=Sum("hours")):
        rows[community].update({"fields_with_hours": known, "hours": round(spent or 0)})
    level = worked(communities, span).filter(reach__source=Source.SLOPE, reach__climb_m__isnull=True).order_by()
    for community, number in level.values_list("community_id").annotate(n=Count("pk")):
        rows[community][LEVEL] = number
    minute = Cast(Least(Ceil("reach__walk_minutes"), Value(LONGEST)), IntegerField())
    ways = worked(communities, span).filter(reach__walk_minutes__isnull=False).annotate(minute=minute)
    for community, at, number in ways.order_by().values_list("community_id", "minute").annotate(n=Count("pk")):
        rows[community][f"minute_{at}"] += number
    return {community: dict(row) for community, row in rows.items()}


def household_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Households that work fields: beyond the radius, beyond every radius, and without one known way."""
    rows = worked(communities, span).order_by().values("community_id")
    known = Q(zone__isnull=False)
    found = rows.annotate(
        working=Count("household", distinct=True),
        way_known=Count("household", distinct=True, filter=known),
        beyond=Count("household", distinct=True, filter=FAR),
        beyond_every=Count("household", distinct=True, filter=Q(zone=Zone.BEYOND)),
    )
    keys = ("working", "way_known", "beyond", "beyond_every")
    result = {row["community_id"]: {key: row[key] for key in keys} for row in found}
    for row in result.values():
        row["not_placed"] = row["working"] - row["way_known"]
    return result


def two_home_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Households that live in two homes on the last day, and those of them that work a field beyond the radius."""
    known = Presence.objects.at(span.as_at).filter(community__in=communities).order_by()
    dual = Q(status=ResidenceStatus.DUAL)
    far = Q(household__in=worked(communities, span).filter(FAR).order_by().values("household"))
    found = known.values("community_id").annotate(
        presence_known=Count("household", distinct=True),
        two_homes=Count("household", distinct=True, filter=dual),
        explained=Count("household", distinct=True, filter=dual & far),
    )
    return {row.pop("community_id"): row for row in found}


def two_homes(communities: Collection[int], span: Span) -> QuerySet:
    """Households in two homes whose far fields explain that."""
    dual = Presence.objects.at(span.as_at).filter(status=ResidenceStatus.DUAL, community__in=communities).order_by()
    rows = worked(communities, span).filter(FAR, household__in=dual.values("household"))
    return Household.objects.filter(pk__in=rows.order_by().values("household"))


def median(row: Row) -> Figure:
    """The middle of the minutes, read off the sum of all communities' minutes."""
    minutes = sorted((int(key.removeprefix("minute_")), n) for key, n in row.items() if key.startswith("minute_"))
    total, passed = sum(n for _minute, n in minutes), 0
    for minute, number in minutes:
        passed += number
        if 2 * passed >= total:
            return Figure(minute, extra={LEVEL: row.get(LEVEL, 0)})
    return Figure(None, collected=False)


def mu(*uses: str) -> Callable[[Row], Figure]:
    """Mu of these uses; not collected where no use was ever entered."""

    def read(row: Row) -> Figure:
        extra = {"fields_use_unknown": row.get(f"fields_{UNKNOWN}", 0)}
        if not row.get("fields", 0) or row["fields"] == extra["fields_use_unknown"]:
            return Figure(None, collected=False, extra=extra)
        hundredths = sum(row.get(f"mu_{use}", 0) for use in uses)
        return Figure(round(hundredths / 100), extra=extra)

    return read


def household_cases(narrow: Q) -> Callable[[Collection[int], Span], QuerySet]:
    """The households that work a field of this kind."""

    def find(communities: Collection[int], span: Span) -> QuerySet:
        rows = worked(communities, span).filter(narrow)
        return Household.objects.filter(pk__in=rows.order_by().values("household"))

    return find


def not_placed(communities: Collection[int], span: Span) -> QuerySet:
    """Households that work fields and have no known way to any."""
    rows: Any = worked(communities, span).order_by()
    known = rows.filter(zone__isnull=False).values("household")
    return Household.objects.filter(pk__in=rows.values("household")).exclude(pk__in=known)


register_extra(
    "not_placed", ngettext_lazy("of %(n)s household no way is known", "of %(n)s households no way is known", "n")
)
register_extra(
    "fields_use_unknown", ngettext_lazy("use of %(n)s field not entered", "use of %(n)s fields not entered", "n")
)
register_extra(LEVEL, ngettext_lazy("%(n)s field taken as level", "%(n)s fields taken as level", "n"))
HOUSEHOLDS, MU, MINUTES, HOURS = _("households"), _("mu"), _("minutes"), _("hours")


def _figure(key: str, name: Any, unit: Any, definition: Any, counts: Any, read: Any, **more: Any) -> None:
    register(
        Metric(
            key=f"farmland.{key}", name=name, unit=unit, definition=definition, section=Section.FARMING, group=GROUP,
            kind=Kind.STOCK, counts=counts, read=read, **more,
        )
    )  # fmt: skip


_figure(
    "beyond", _("households beyond the farming radius"), HOUSEHOLDS,
    _(
        "Households that work at least one field, their own or leased in, that lies farther on foot than the farming"
        " radius allows: in minutes or in metres of the way. Fields leased out or idle do not count."
    ),
    household_counts, lambda row: count(row, "beyond", known="way_known", extra=("not_placed",)),
    cases=household_cases(FAR), case_model="households.household",
)  # fmt: skip
_figure(
    "beyond_every", _("households beyond every radius"), HOUSEHOLDS,
    _("Households that work at least one field farther than the radius by motor."),
    household_counts, lambda row: count(row, "beyond_every", known="way_known", extra=("not_placed",)),
    cases=household_cases(Q(zone=Zone.BEYOND)), case_model="households.household", in_report=False,
)  # fmt: skip
_figure(
    "not_placed", _("households without a known way to a field"), HOUSEHOLDS,
    _("Households that work fields, none of which has a known way: the field or the building has no place yet."),
    household_counts, lambda row: count(row, "not_placed", known="working"),
    cases=not_placed, case_model="households.household", in_report=False,
)  # fmt: skip
register(
    Metric(
        key="farmland.two_homes", name=_("living in two homes because of far fields"), unit="%",
        definition=_(
            "Of the households that live in two homes on the last day, those that work at least one field beyond the"
            " farming radius. In the busy season they are at the old house, and not missing."
        ),
        section=Section.FARMING, group=GROUP, kind=Kind.RATE, counts=two_home_counts,
        read=lambda row: rate(row, "explained", "two_homes", known="presence_known"),
        cases=two_homes, case_model="households.household",
        in_report=False,
    )
)  # fmt: skip
_figure(
    "hours", _("hours a year on the way to the fields"), HOURS,
    _(
        "Of fields that households work: trips of the farm calendar, by crop and altitude, times there and back on"
        " foot. Each field is taken by itself, every trip from home and back. Fields without crop or way do not count."
    ),
    field_counts, lambda row: count(row, "hours", known="fields_with_hours", extra=(LEVEL,)),
)  # fmt: skip
_figure(
    "median_minutes", _("median minutes on foot to a field"), MINUTES,
    _("The middle of the one-way minutes on foot of fields that households work, in whole minutes rounded up."),
    field_counts, median,
)  # fmt: skip
for _key, _name, _uses in (
    ("mu_worked", _("mu worked by the households"), WORKED),
    ("mu_leased_out", _("mu leased out"), (Use.LEASED_OUT,)),
    ("mu_idle", _("mu idle"), (Use.IDLE,)),
):
    _figure(
        _key, _name, MU,
        _("Area of fields held on the last day, in whole mu, by the use that is recorded for it."),
        field_counts, mu(*_uses),
    )  # fmt: skip
