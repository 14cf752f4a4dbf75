"""What stages say of households in a list: a filter and a column."""

from typing import Any

import django_filters
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from apps.followups.assessing.stages import Stage
from apps.followups.models import IntegrationStage
from apps.households.filters import add_household_filter

NONE, BACK = "none", "back"
STAGES = [*Stage.choices, (BACK, _("fallen back")), (NONE, _("not assessed"))]


def by_stage(rows: QuerySet, name: str, value: str) -> QuerySet:
    """Households by the stage that holds today; `value` is one of STAGES."""
    held: Any = IntegrationStage.objects.current()
    if value == NONE:
        return rows.exclude(pk__in=held.order_by().values("household"))
    held = held.fallen_back() if value == BACK else held.filter(stage=value)
    return rows.filter(pk__in=held.order_by().values("household"))


def with_stage(rows: Any) -> Any:
    """Adds `stage_now`; None where nobody decided."""
    held = IntegrationStage.objects.current().filter(household=OuterRef("pk")).order_by()
    return rows.annotate(stage_now=Subquery(held.values("stage")[:1]))


add_household_filter(
    "stage", django_filters.ChoiceFilter(choices=STAGES, method=by_stage, label=_("stage of integration"))
)
