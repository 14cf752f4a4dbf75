"""Households beside the rows of other apps: read along in one query, and leading to their file."""

from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import format_html

from apps.households.models import Household
from apps.households.words import label_of


def with_homes(rows: Any) -> Any:
    """Rows of households, each with its household as `label_of` needs it; one more query."""
    return rows.prefetch_related(Prefetch("household", queryset=Household.objects.with_place().with_head()))


def home_link(household: Any, *, tab: str) -> Any:
    """The household by room and head, leading to a tab of its file."""
    url = f"{reverse('admin:households_household_change', args=[household.pk])}?tab={tab}"
    return format_html('<a href="{}">{}</a>', url, label_of(household))
