"""Visits in words, wherever staff see them."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import gettext as _

from apps.followups.models import Visit
from apps.followups.needs import cause_choices as cause_choices
from apps.followups.needs import cause_kind, cause_words
from apps.followups.vocabulary import VisitKind


def reasons(visit: Visit) -> str:
    """All reasons of a visit, the most pressing first."""
    return reasons_of(visit.causes)


def reasons_of(causes: Iterable[str]) -> str:
    """Reasons as their keys tell; groups that must be visited stand together and say so, apart from what happened."""
    told = []
    for kind, keys in groupby(causes, cause_kind):
        words = _(", ").join(map(cause_words, keys))
        told.append(_("must be visited (%(groups)s)") % {"groups": words} if kind == VisitKind.MUST else words)
    return _(", ").join(told)
