"""Visits in words, wherever staff see them."""

from django.utils.translation import gettext as _

from apps.followups.models import Visit
from apps.followups.needs import cause_choices as cause_choices
from apps.followups.needs import cause_words as cause_words


def reasons(visit: Visit) -> str:
    """All reasons of a visit, the most pressing first."""
    return _(", ").join(map(cause_words, visit.causes))
