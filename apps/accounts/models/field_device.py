"""Phones that hold a worker's households."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.accounts.models.staff import Staff
from apps.core import clock


class Wiped(models.TextChoices):
    """Why a phone emptied itself, as it told."""

    REVOKED = "revoked", _("revoked by the office")
    LOGOUT = "logout", _("the worker logged out")
    DAYS = "days", _("too many days without contact")
    PINS = "pins", _("too many wrong PINs")
    AGAIN = "again", _("the worker emptied it")


class FieldDeviceQuerySet(models.QuerySet):
    """Phones of the staff one may see."""

    def visible_to(self, user: Any) -> Self:
        """One's own phones; for the office those of visible colleagues too."""
        if getattr(user, "is_staff", False):
            return self.filter(staff__in=Staff.objects.visible_to(user).values("pk"))
        return self.filter(staff=getattr(user, "pk", None))

    def holding(self) -> Self:
        """Those that may hold households, as far as the office knows."""
        return self.filter(revoked_at=None, wiped_at=None)


class FieldDevice(models.Model):
    """A browser on a phone that keeps one worker's households under a PIN. `client_id` was made there, by chance.

    The PIN and the keys never leave the phone; the office can only tell it to empty itself, at its next contact.
    """

    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="devices", verbose_name=_("whose")
    )
    client_id = models.UUIDField(unique=True, editable=False)
    name = models.CharField(pgettext_lazy("device", "phone"), max_length=60)
    made_at = models.DateTimeField(_("registered"), default=clock.now)
    seen_at = models.DateTimeField(_("last contact"), default=clock.now)
    pack_at = models.DateTimeField(_("last download"), null=True, blank=True)
    households = models.PositiveIntegerField(_("households on it"), default=0)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    revoked_why = models.CharField(_("why"), max_length=200, blank=True)
    wiped_at = models.DateTimeField(_("emptied"), null=True, blank=True)
    wiped_why = models.CharField(_("emptied because"), max_length=8, choices=Wiped.choices, blank=True)

    objects = FieldDeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("field phone")
        verbose_name_plural = _("field phones")
        ordering = ("-seen_at", "-pk")
        indexes = (models.Index(fields=("staff", "-seen_at"), name="accounts_device_staff"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="accounts_device_revoked_by",
                violation_error_message=_("A revoked phone says who revoked it."),
            ),
            models.CheckConstraint(
                condition=Q(wiped_at=None, wiped_why="") | Q(wiped_at__isnull=False) & ~Q(wiped_why=""),
                name="accounts_device_wiped_why",
                violation_error_message=_("A phone that emptied itself says why."),
            ),
            models.CheckConstraint(
                condition=Q(seen_at__gte=F("made_at")),
                name="accounts_device_seen",
                violation_error_message=_("A phone is not seen before it is registered."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def must_wipe(self) -> bool:
        """Whether the phone must empty itself: revoked, emptied before, or of an account that was closed."""
        return self.revoked_at is not None or self.wiped_at is not None or not self.staff.is_active
