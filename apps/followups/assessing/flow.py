"""How households moved between stages of integration from one day to another, counted in one query."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.followups.assessing.stages import Stage
from apps.followups.models import IntegrationStage
from apps.households.models import Household

NONE, AWAY = "none", "away"
# What a household can be on a day; `away`: not on the register then, because it came later or has left.
STATES = (
    *((stage.value, stage.label) for stage in Stage),
    (NONE, _("not assessed")),
    (AWAY, pgettext_lazy("flow of stages", "not here")),
)

Matrix = dict[tuple[str, str], int]


def registered_on(day: date) -> Q:
    """Households on the register on a day."""
    here = Q(moved_in_on__isnull=True) | Q(moved_in_on__lte=day)
    return here & (Q(left_on__isnull=True) | Q(left_on__gt=day))


def stage_on(day: date) -> Any:
    """An expression over households: a key of STATES on that day."""
    decided = IntegrationStage.objects.at(day).filter(household=OuterRef("pk")).order_by()
    return Case(
        When(registered_on(day), then=Coalesce(Subquery(decided.values("stage")[:1]), Value(NONE))),
        default=Value(AWAY),
        output_field=CharField(),
    )


def with_flow(households: Any, first: date, last: date) -> QuerySet:
    """Households that were on the register on either day, with `stage_then` and `stage_since`."""
    rows = households.filter(registered_on(first) | registered_on(last))
    rows = rows.annotate(stage_then=stage_on(first), stage_since=stage_on(last))
    return rows.exclude(stage_then=AWAY, stage_since=AWAY)


def stage_flow(communities: Collection[int], first: date, last: date) -> Matrix:
    """{(then, since): households} of these communities; only what there is."""
    rows = with_flow(Household.objects.filter(community__in=communities), first, last)
    counted = rows.order_by().values("stage_then", "stage_since").annotate(n=Count("pk"))
    return {(row["stage_then"], row["stage_since"]): row["n"] for row in counted}
