"""Which facilities, and what hangs on them: within scope, serving, due."""

from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from apps.communities.models import Building
from apps.core import clock
from apps.core.periods import PeriodQuerySet
from apps.core.querysets import ScopedQuerySet
from apps.core.scope import Scope, scope_of
from apps.facilities.workflow import DEFECT_OPEN, SERVING


def in_scope_q(scope: Scope, path: str = "") -> Q:
    """Facilities of a scope, and those that belong to no community: the school in the town is everybody's."""
    if scope.county:
        return Q()
    if scope.empty:
        return Q(pk__in=[])
    mine = scope.q(community=f"{path}community", in_buildings=lambda buildings: Q(**{
        f"{path}community__in": Building.objects.filter(pk__in=buildings).values("community"),
    }))  # fmt: skip
    return mine | Q(**{f"{path}community__isnull": True})


class FacilityQuerySet(ScopedQuerySet):
    """Facilities."""

    def visible_to(self, user: Any) -> Self:
        """Those of one's communities, and those shared by all."""
        return self.filter(in_scope_q(scope_of(user)))

    def serving(self) -> Self:
        """Open, if perhaps with limits."""
        return self.filter(state__in=SERVING)

    def inspection_due(self, by: date | None = None) -> Self:
        """An inspection is due by that day (today), or was before."""
        return self.serving().filter(inspection_due__lte=by or clock.today())

    def inspection_overdue(self) -> Self:
        """An inspection should have been made before today."""
        return self.serving().filter(inspection_due__lt=clock.today())

    def with_state_on(self, day: date) -> Self:
        """Adds `state_then`: the state at the end of a day, from the log of steps; null: not registered yet."""
        from apps.facilities.models.step import FacilityStep

        moment = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
        moves = FacilityStep.objects.filter(facility=OuterRef("pk"), at__lt=moment).exclude(to_state="")
        return self.annotate(state_then=Subquery(moves.order_by("-at", "-pk").values("to_state")[:1]))

    def unstaffed(self, day: date | None = None) -> Self:
        """Serving, and a role has fewer people in post than needed."""
        from apps.facilities.models.staffing import FacilityStaffing

        short = FacilityStaffing.objects.at(day or clock.today()).short().values("facility")
        return self.serving().filter(pk__in=short)


class OfFacilityQuerySet(ScopedQuerySet):
    """Rows that are seen with their facility."""

    def visible_to(self, user: Any) -> Self:
        """Those of the facilities that one sees."""
        return self.filter(in_scope_q(scope_of(user), "facility__"))


class StaffingQuerySet(PeriodQuerySet):
    """Staffing by role."""

    def visible_to(self, user: Any) -> Self:
        """Those of the facilities that one sees."""
        return self.filter(in_scope_q(scope_of(user), "facility__"))

    def short(self) -> Self:
        """Fewer in post than needed; where nobody recorded how many are in post, it is not counted."""
        return self.filter(in_post__lt=models.F("need"))


class DefectQuerySet(OfFacilityQuerySet):
    """Defects."""

    def open(self) -> Self:
        """Still to be mended."""
        return self.filter(state__in=DEFECT_OPEN)

    def overdue(self) -> Self:
        """Should have been mended before today."""
        return self.open().filter(due_on__lt=clock.today())


class DefectStepQuerySet(ScopedQuerySet):
    """Steps of defects."""

    def visible_to(self, user: Any) -> Self:
        """Those of the defects that one sees."""
        return self.filter(in_scope_q(scope_of(user), "defect__facility__"))
