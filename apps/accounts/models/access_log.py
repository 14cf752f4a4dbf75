"""Who logged in, and who read what is sensitive."""

from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.models import append_only
from apps.core.rowsecurity import STAFF, Rows
from apps.core.scope import scope_of


class AccessKind(models.TextChoices):
    """What was done."""

    LOGIN = "login", _("logged in")
    LOGOUT = "logout", _("logged out")
    FAILED = "failed", _("log-in failed")
    LOCKED = "locked", _("locked out")
    REVEAL = "reveal", _("revealed a sensitive value")
    EXPORT = "export", _("exported a list")
    OPEN = "open", _("opened a file")
    ERASED = "erased", _("erased personal data")
    ELSEWHERE = "elsewhere", _("entered a number registered elsewhere")
    LOOKUP = "lookup", _("looked up an identity number")
    SECOND_FACTOR = "second_factor", _("second factor changed")
    PASSWORD = "password", _("password set")
    UNLOCKED = "unlocked", _("lockout lifted")


class AccessLogQuerySet(models.QuerySet):
    """The log is for auditors of the whole county."""

    def visible_to(self, user: Any) -> Self:
        """All rows for an auditor of the county; nothing for anybody else."""
        if scope_of(user).county and getattr(user, "role", "") == "auditor":
            return self
        return self.none()

    def about(self, subjects: Collection[str]) -> Self:
        """Who opened, revealed or took these (“app.model:key”). The caller has asked whether one may know."""
        looked = (AccessKind.OPEN, AccessKind.REVEAL, AccessKind.EXPORT)
        return self.filter(subject__in=subjects, kind__in=looked)


class AccessLog(models.Model):
    """One log-in, look or export. Appended, never edited; kept at least six months."""

    at = models.DateTimeField(_("when"), default=clock.now)
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("staff member")
    )
    kind = models.CharField(_("what"), max_length=16, choices=AccessKind.choices)
    subject = models.CharField(_("subject"), max_length=60, blank=True, help_text=_("app.model:key"))
    field = models.CharField(_("field"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    community_id = models.BigIntegerField(null=True, db_index=True)
    address = models.GenericIPAddressField(_("address"), null=True)

    # Of one's communities and one's own; visible_to is narrower still.
    row_security = Rows(other=f"staff_id = {STAFF}")
    objects = AccessLogQuerySet.as_manager()

    class Meta:
        verbose_name = _("access log entry")
        verbose_name_plural = _("access log")
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("-at", "-id"), name="accounts_access_at"),
            models.Index(fields=("subject",), name="accounts_access_subject"),
        )
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"
