"""What caseloads say of households in a list: who looks after them, and whom nobody looks after."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import Staff
from apps.core.filters import visible
from apps.followups.models import Caseload
from apps.households.filters import add_household_filter


def of_worker(rows: QuerySet, name: str, value: Staff) -> QuerySet:
    """Households that this worker looks after today."""
    return rows.filter(pk__in=Caseload.objects.current().filter(worker=value).order_by().values("household"))


def without_worker(rows: Any, name: str, value: bool) -> QuerySet:
    """Households of the register that nobody looks after today; or those that somebody does."""
    held = Caseload.objects.current().order_by().values("household")
    return rows.active().exclude(pk__in=held) if value else rows.filter(pk__in=held)


add_household_filter(
    "worker", django_filters.ModelChoiceFilter(queryset=visible(Staff), method=of_worker, label=_("worker"))
)
add_household_filter("without_worker", django_filters.BooleanFilter(method=without_worker, label=_("without a worker")))
