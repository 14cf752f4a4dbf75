"""Rows that workers claim: nothing is sent or done inside the transaction that decided it.

A row is claimed with SKIP LOCKED and a lease. A worker killed while it holds a lease loses it when the lease runs
out, and the next sweep takes the row again.
"""

import uuid
from datetime import timedelta
from typing import Any, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.querysets import ScopedQuerySet


class ClaimableQuerySet(ScopedQuerySet):
    """Claims due rows, each by one worker at a time."""

    def claimable(self) -> Self:
        """Due, not done, not held by a living lease."""
        now = clock.now()
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
        return self.filter(free, done_at__isnull=True, failed_at__isnull=True, due_at__lte=now)

    def claim(self, *, limit: int = 500, lease: timedelta = timedelta(minutes=2)) -> list["Claimable"]:
        """Claim up to `limit` rows and return them; each carries the token that must be given back to finish it."""
        token = uuid.uuid4()
        with transaction.atomic():
            keys = list(
                self.claimable()
                .order_by("due_at", "pk")
                .select_for_update(skip_locked=True, of=("self",))
                .values_list("pk", flat=True)[:limit]
            )
            self.model._base_manager.filter(pk__in=keys).update(
                lease_token=token, lease_until=clock.now() + lease, tries=F("tries") + 1
            )
        claimed: Any = self.model._base_manager.filter(lease_token=token, done_at__isnull=True)
        return list(claimed.order_by("due_at", "pk"))


class Claimable(models.Model):
    """Columns of a claimable row."""

    due_at = models.DateTimeField(_("due"), default=clock.now)
    lease_token = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0, editable=False)
    done_at = models.DateTimeField(_("done"), null=True, editable=False)
    failed_at = models.DateTimeField(_("given up"), null=True, editable=False)
    last_error = models.TextField(_("last error"), blank=True, editable=False)

    class Meta:
        abstract = True

    def finish(self) -> bool:
        """Mark done. False when the lease was lost meanwhile (another worker has it)."""
        rows = type(self)._base_manager.filter(pk=self.pk, lease_token=self.lease_token, done_at__isnull=True)
        return bool(rows.update(done_at=clock.now(), lease_until=None, last_error=""))

    def retry_later(self, error: str, *, delay: timedelta, most: int = 5) -> None:
        """Give the row back; after `most` tries it is given up and stays for people to see."""
        rows = type(self)._base_manager.filter(pk=self.pk, lease_token=self.lease_token, done_at__isnull=True)
        given_up = clock.now() if self.tries >= most else None
        rows.update(due_at=clock.now() + delay, lease_until=None, last_error=error[:2000], failed_at=given_up)
