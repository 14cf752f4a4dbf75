"""What stages say of households in a list: a filter and a column."""

from typing import Any

import django_filters
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.followups.assessing.due import moments_due, to_decide
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


ASSESSMENTS = [("stage", _("stage of integration to decide")), ("livelihood", _("assessment of the livelihood due"))]


def by_assessment(rows: QuerySet, name: str, value: str) -> QuerySet:
    """Households for which something is due of assessments; `value` is one of ASSESSMENTS."""
    due = to_decide if value == "stage" else moments_due
    return rows.filter(pk__in=due(clock.today()).order_by().values("pk"))


def with_stage(rows: Any) -> Any:
    """Adds `stage_now`; None where nobody decided."""
    held = IntegrationStage.objects.current().filter(household=OuterRef("pk")).order_by()
    return rows.annotate(stage_now=Subquery(held.values("stage")[:1]))


add_household_filter(
    "stage", django_filters.ChoiceFilter(choices=STAGES, method=by_stage, label=_("stage of integration"))
)
add_household_filter(
    "assessment", django_filters.ChoiceFilter(choices=ASSESSMENTS, method=by_assessment, label=_("assessments"))
)
