"""Figures about how people settle in: stages of integration, wishes to return, livelihood, living costs.

What a questionnaire asked is read off the newest answer of each registered household up to the last day of the time.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.followups.assessing.answers import INTEGRATION, LIVELIHOOD, LIVING_COSTS, newest, score
from apps.followups.assessing.capitals import CAPITALS
from apps.followups.assessing.due import moments_due
from apps.followups.assessing.rules import limits_on
from apps.followups.assessing.stages import HEADING, Stage
from apps.followups.models import IntegrationStage
from apps.households.models import Household, Occupancy
from apps.reports.figures.counting import counts_by_community
from apps.reports.figures.population import registered_households
from apps.reports.registry import Figure, Kind, Metric, Row, Section, count, rate, register, register_extra
from apps.reports.span import Span

SETTLING, LIVING = _("Stages of integration"), _("Livelihood and living costs")
HOUSEHOLDS = _("households")
Rows = Callable[[Collection[int], Span], Any]


def homes(communities: Collection[int], span: Span) -> Any:
    """Registered households of the last day, by key."""
    return Household.objects.filter(pk__in=registered_households(communities, span).order_by().values("pk"))


def stages(communities: Collection[int], span: Span) -> Any:
    """The stages of registered households that hold on the last day."""
    return IntegrationStage.objects.at(span.as_at).filter(household__in=homes(communities, span).values("pk"))


def stage_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Households by stage, those fallen back, and those not assessed. Two queries."""
    back = IntegrationStage.objects.all().fallen_back().order_by().values("pk")
    states = {stage.value: Q(stage=stage) for stage in Stage}
    rows = counts_by_community(stages(communities, span), {"assessed": Q(), "back": Q(pk__in=back), **states})
    for community, row in counts_by_community(homes(communities, span), {"registered": Q()}).items():
        mine = rows.setdefault(community, dict.fromkeys(("assessed", "back", *states), 0))
        mine["unassessed"] = row["registered"] - mine["assessed"]
    return rows


def stage_cases(condition: Q) -> Rows:
    """The households of a stage."""

    def cases(communities: Collection[int], span: Span) -> QuerySet:
        found = stages(communities, span).filter(condition).order_by().values("household")
        return Household.objects.filter(pk__in=found)

    return cases


def fallen(communities: Collection[int], span: Span) -> QuerySet:
    """Households that are in an earlier stage than before."""
    found = stages(communities, span).fallen_back().order_by().values("household")
    return Household.objects.filter(pk__in=found)


def told(instrument: str, communities: Collection[int], span: Span) -> QuerySet:
    """The newest answers of registered households to a questionnaire."""
    return newest(instrument, span.as_at, homes(communities, span))


WISHES = Q(answers__wish_return__in=("sometimes", "often", "moving"))
ASKED = {"wish": "staying", "satisfied": "satisfaction", "quality": "employment_quality", "identity": "identity"}


def told_filters(span: Span) -> dict[str, Q]:
    """What each count of answers about settling in means; a heading is met from the score of the rules on."""
    limits = limits_on(span.as_at)
    found = {"asked": Q(), "asked_wish": Q(answers__has_key="wish_return"), "wish": WISHES}
    for key, heading in ASKED.items():
        if key != "wish":
            found[f"asked_{key}"] = Q(**{f"{key}_score__isnull": False})
            found[key] = Q(**{f"{key}_score__gte": limits.of(heading)})
    return found


def _scored(rows: QuerySet) -> QuerySet:
    return rows.annotate(**{f"{key}_score": score(heading) for key, heading in ASKED.items() if key != "wish"})


def told_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """All counts of answers about settling in, and of households not asked. Two queries."""
    rows = counts_by_community(_scored(told(INTEGRATION, communities, span)), told_filters(span))
    for community, row in counts_by_community(homes(communities, span), {"registered": Q()}).items():
        mine = rows.setdefault(community, dict.fromkeys(told_filters(span), 0))
        mine["unasked"] = row["registered"] - mine["asked"]
    return rows


def told_cases(key: str) -> Rows:
    """The households whose answers a count counts."""

    def cases(communities: Collection[int], span: Span) -> QuerySet:
        rows = _scored(told(INTEGRATION, communities, span)).filter(told_filters(span)[key])
        return Household.objects.filter(pk__in=rows.order_by().values("household"))

    return cases


def sums(instrument: str, keys: Collection[str]) -> Callable[[Collection[int], Span], dict[int, Row]]:
    """Of each score the sum in whole tenths over those that have it, and how many have it. One query."""

    def counts(communities: Collection[int], span: Span) -> dict[int, Row]:
        rows = told(instrument, communities, span).annotate(**{f"s_{key}": score(key) for key in keys})
        both = Q(**{f"s_{key}__isnull": False for key in keys}) if instrument == LIVING_COSTS else Q()
        values: dict[str, Any] = {f"n_{key}": Count(f"s_{key}", filter=both) for key in keys}
        values |= {f"t_{key}": Sum(f"s_{key}", filter=both) for key in keys}
        found: dict[int, Row] = {}
        for row in rows.order_by().values("community_id").annotate(asked=Count("pk"), **values):
            found[row.pop("community_id")] = {key: round((value or 0) * 10) if key[:2] == "t_" else value
                                              for key, value in row.items()}  # fmt: skip
        return found

    return counts


def mean(row: Row, key: str) -> Figure:
    """The mean in whole numbers, with how many it rests on."""
    known = row.get(f"n_{key}", 0)
    if not known:
        return Figure(None, collected=False)
    return Figure(round(row[f"t_{key}"] / 10 / known), extra={"households_asked": known})


def told_homes(instrument: str) -> Rows:
    """The households that were asked."""
    return lambda communities, span: Household.objects.filter(
        pk__in=told(instrument, communities, span).order_by().values("household")
    )


def due_homes(communities: Collection[int], span: Span) -> QuerySet:
    """Households whose moment of assessment is open and not asked."""
    return moments_due(span.as_at).filter(community__in=communities)


def due_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Households to be assessed now; known are those of which somebody wrote when they moved in."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    moved = homes(communities, span).filter(Exists(Occupancy.objects.filter(household=OuterRef("pk"))))
    for key, rows in (("due", due_homes(communities, span)), ("moved_in", moved)):
        for community, row in counts_by_community(rows, {key: Q()}).items():
            found[community].update(row)
    return {community: dict(row) for community, row in found.items()}


for _key, _words in {
    "unassessed": ngettext_lazy("%(n)s household not assessed", "%(n)s households not assessed", "n"),
    "unasked": ngettext_lazy("%(n)s household not asked", "%(n)s households not asked", "n"),
    "households_asked": ngettext_lazy("%(n)s household asked", "%(n)s households asked", "n"),
}.items():
    register_extra(_key, _words)


def _figure(
    key: str, name: Any, definition: Any, read: Callable[[Row], Figure], counts: Any, cases: Rows, **more: Any
) -> None:
    given = {"unit": "%", "kind": Kind.RATE, "group": SETTLING, "section": Section.INTEGRATION, **more}
    register(
        Metric(
            key=key, name=name, definition=definition, counts=counts, read=read, cases=cases,
            case_model="households.household", **given,
        )
    )  # fmt: skip


for _stage in Stage:
    _figure(
        f"integration.{_stage.value}",
        format_lazy("{}: {}", _("stage of integration"), _stage.label),
        _("Of the registered households whose stage of integration is decided, those in this stage on the last day. "
          "Who is not assessed is left out and stands beside it."),
        lambda row, key=_stage.value: rate(row, key, "assessed", known="assessed", extra=("unassessed",)),
        stage_counts, stage_cases(Q(stage=_stage)),
    )  # fmt: skip
_figure(
    "integration.fallen_back", _("fallen back to an earlier stage"),
    _("Registered households that are on the last day in an earlier stage of integration than before."),
    lambda row: count(row, "back", known="assessed", extra=("unassessed",)), stage_counts, fallen,
    unit=HOUSEHOLDS, kind=Kind.STOCK,
)  # fmt: skip
_figure(
    "integration.wish_to_return", _("households that wish to return"),
    _("Of the registered households asked, those that sometimes or often think of moving back or are about to, by the "
      "newest answer of each up to the last day."),
    lambda row: rate(row, "wish", "asked_wish", known="asked_wish", extra=("unasked",)),
    told_counts, told_cases("wish"),
)  # fmt: skip
for _key, _name in {
    "satisfied": _("satisfied with life"),
    "quality": _("good quality of employment"),
    "identity": _("feel at home here"),
}.items():
    _figure(
        f"integration.{_key}", _name,
        format_lazy(
            _("Of the registered households asked, those whose score under “{heading}” is as high as the rules ask "
              "for, by the newest answer of each up to the last day."), heading=HEADING[ASKED[_key]].words,
        ),
        lambda row, key=_key: rate(row, key, f"asked_{key}", known=f"asked_{key}", extra=("unasked",)),
        told_counts, told_cases(_key),
    )  # fmt: skip

capital_counts, cost_counts = sums(LIVELIHOOD, CAPITALS), sums(LIVING_COSTS, ("before", "now"))
for _key, _name in CAPITALS.items():
    _figure(
        f"livelihood.{_key}", format_lazy("{}: {}", _("livelihood"), _name),
        _("The mean score of this capital, 0 to 100, over the newest assessments of registered households up to the "
          "last day. The five are never added up."),
        lambda row, key=_key: mean(row, key), capital_counts, told_homes(LIVELIHOOD),
        unit=_("of 100"), kind=Kind.STOCK, group=LIVING, in_report=False,
    )  # fmt: skip
_figure(
    "livelihood.due", _("assessments of the livelihood due"),
    _("Registered households whose moment of assessment (at move-in, after 6, 12 or 24 months) is open and not asked."),
    lambda row: count(row, "due", known="moved_in"), due_counts, due_homes,
    unit=HOUSEHOLDS, kind=Kind.STOCK, group=LIVING, in_report=False,
)  # fmt: skip
for _key, _name in {"before": _("living costs before the move"), "now": _("living costs since the move")}.items():
    _figure(
        f"living_costs.{_key}", _name,
        _("Whole yuan a month, the mean of the registered households that answered every item of both sides, by the "
          "newest answer of each up to the last day."),
        lambda row, key=_key: mean(row, key), cost_counts, told_homes(LIVING_COSTS),
        unit=_("yuan a month"), kind=Kind.STOCK, group=LIVING, in_report=False,
    )  # fmt: skip
