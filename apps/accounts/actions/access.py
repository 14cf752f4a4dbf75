"""Writes the access log, and shows sensitive values to those who may see them."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pgtrigger
from django.db import connection, models, transaction
from django.utils import timezone

from apps.accounts.models import AccessKind, AccessLog
from apps.accounts.policies import may_reveal, trim_before
from apps.core import clock
from apps.core.errors import ensure
from apps.core.rowscope import elevated
from apps.core.text import prose

REASON_LENGTH = 200
OPEN_ONCE_IN = timedelta(minutes=10)


def access_record(
    *,
    staff: Any,
    kind: AccessKind,
    subject: models.Model | str = "",
    field: str = "",
    reason: str = "",
    community_id: int | None = None,
    address: str | None = None,
) -> AccessLog:
    """Append one row: who looked at what, why, from where. `subject` is the object or “app.model:key”."""
    if isinstance(subject, models.Model):
        community_id = community_id or getattr(subject, "community_id", None)
        subject = f"{subject._meta.label_lower}:{subject.pk}"
    known = staff if getattr(staff, "pk", None) else None
    with elevated("the log takes every entry, also those of strangers"):
        return AccessLog.objects.create(
            staff=known,
            kind=kind,
            subject=subject,
            field=field,
            reason=reason,
            community_id=community_id,
            address=address,
        )


@transaction.atomic
def open_record(*, staff: Any, subject: models.Model, address: str | None = None) -> AccessLog | None:
    """Log that somebody opened a file: one row per person and file in ten minutes. None where that row stands already.

    Two requests at once wait for each other, so that they do not both write it.
    """
    name = f"{subject._meta.label_lower}:{subject.pk}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [staff.pk % 2**31, name])
    since = clock.now() - OPEN_ONCE_IN
    if AccessLog.objects.filter(subject=name, staff=staff, kind=AccessKind.OPEN, at__gt=since).exists():
        return None
    return access_record(staff=staff, kind=AccessKind.OPEN, subject=subject, address=address)


@transaction.atomic
def reveal(*, staff: Any, obj: models.Model, field: str, reason: str, address: str | None = None) -> str:
    """The plain value of one sensitive field, after the look was logged; empty when none was collected.

    Needs the permission `<app>.reveal_<model>`, the object within scope, and a reason of at least four characters.
    Raises Refused with `reason_needed`, `not_your_role` or `not_in_scope`.
    """
    ensure(may_reveal(staff, obj, field, reason))
    reason = prose(reason)[:REASON_LENGTH]
    access_record(staff=staff, kind=AccessKind.REVEAL, subject=obj, field=field, reason=reason, address=address)
    return str(getattr(obj, field) or "")


@transaction.atomic
def access_trim(*, today: date) -> int:
    """Delete what is older than the rule `accounts.access_log_months` keeps; the number of rows deleted.

    The log is append-only by a trigger. This is the one place that may step around it, for this one trigger and
    this one statement: personal data that is no longer needed must go (PIPL Art. 19), and no sooner than the rule says.
    """
    limit = datetime.combine(trim_before(today), time.min, timezone.get_default_timezone())
    with pgtrigger.ignore("accounts.AccessLog:append_only"):
        rows, _by_model = AccessLog.objects.filter(at__lt=limit).delete()
    return rows
