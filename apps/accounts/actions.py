"""Writes the access log."""

from typing import Any

from django.db import models

from apps.accounts.models import AccessKind, AccessLog


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
    return AccessLog.objects.create(
        staff=known, kind=kind, subject=subject, field=field, reason=reason, community_id=community_id, address=address
    )
