"""What is due of assessments, set-based: moments of the livelihood, which ask for visits, and stages to decide on."""

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from apps.followups import needs
from apps.followups.assessing.answers import INTEGRATION, LIVELIHOOD, standing
from apps.followups.assessing.moments import OPEN_UNTIL, Moment
from apps.followups.models import IntegrationStage
from apps.followups.vocabulary import VisitKind
from apps.households.models import Household

WITHIN = 30  # days from the moment to when its visit is due
AHEAD = 60  # days before a moment from which planning knows of it


class MonthsLater(Func):
    """A day some months later; the last of a shorter month, as moments.months_after."""

    template = "(%(expressions)s)::date"
    arg_joiner = " + "
    output_field = DateField()

    def __init__(self, day: Any, months: int) -> None:
        super().__init__(F(day), Func(Value(months), template="make_interval(months => %(expressions)s)"))


def moment_rows(moment: Moment, day: date, ahead: int = 0) -> QuerySet:
    """Households on the register whose moment is open on a day (or opens within so many days), not yet asked at it.

    Adds `since`, the day on which it opens. Moments that have passed are not made up for.
    """
    months = moment.months
    assert months is not None
    asked = standing(LIVELIHOOD).filter(household=OuterRef("pk"), answered_on__gte=OuterRef("since"))
    rows = Household.objects.active().filter(moved_in_on__isnull=False)
    rows = rows.annotate(
        since=MonthsLater("moved_in_on", months), closes=MonthsLater("moved_in_on", OPEN_UNTIL[months])
    )
    rows = rows.filter(since__lte=day + timedelta(days=ahead), closes__gt=day)
    return rows.filter(~Exists(asked.order_by()))


def moments_due(day: date) -> QuerySet:
    """Households of which any moment is open on a day and not yet asked."""
    found = Q()
    for moment in Moment:
        if moment.months is not None:
            found |= Q(pk__in=moment_rows(moment, day).order_by().values("pk"))
    return Household.objects.filter(found)


def to_decide(day: date) -> QuerySet:
    """Households that told how they settle in after their stage was last decided, or whose stage never was."""
    decided = IntegrationStage.objects.filter(
        household=OuterRef("household"), period__startswith__gte=OuterRef("answered_on")
    )
    told = standing(INTEGRATION, day).filter(~Exists(decided.order_by())).order_by().values("household")
    return Household.objects.active().filter(pk__in=told)


def _need(moment: Moment) -> None:
    def rows(day: date) -> Any:
        return moment_rows(moment, day, AHEAD).order_by().values_list("pk", "since")

    needs.add(
        needs.Need(
            key=f"livelihood_{moment.value}",
            name=format_lazy(_("livelihood: {moment}"), moment=moment.label),
            kind=VisitKind.BASELINE,
            rows=rows,
            days=WITHIN,
            instruments=(LIVELIHOOD,),
            unmet_by_visit=True,
        )
    )


for _moment in Moment:
    if _moment is not Moment.OTHER:
        _need(_moment)
