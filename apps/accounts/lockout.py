"""Lockout after wrong passwords: django-axes counts, this module says until when and lets an administrator lift it."""

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, OuterRef, QuerySet, Subquery, Sum

from apps.core import clock


def cool_off() -> timedelta:
    """How long an account stays closed after too many wrong tries."""
    return get_cool_off() or timedelta()


def _recent(username: Any) -> QuerySet:
    tries = AccessAttempt.objects.filter(username=username, attempt_time__gt=clock.now() - cool_off())
    return tries.order_by().values("username").annotate(wrong=Sum("failures_since_start"), last=Max("attempt_time"))


def locked_until(username: str) -> datetime | None:
    """When the account opens again; None when it is open."""
    for found in _recent(username).filter(wrong__gte=settings.AXES_FAILURE_LIMIT):
        return found["last"] + cool_off()
    return None


def last_wrong_try() -> Subquery:
    """For annotating staff: the last wrong try that closed the account, null when it is open."""
    closed = _recent(OuterRef("username")).filter(wrong__gte=settings.AXES_FAILURE_LIMIT)
    return Subquery(closed.values("last")[:1])


def forget(username: str) -> None:
    """Open the account at once."""
    AxesProxyHandler.reset_attempts(username=username)
