"""More time for a complaint: asked for by one person, decided by another."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.complaints.models.complaint import WITH_COMPLAINT, Complaint
from apps.core import clock
from apps.core.models import CommunityOwned
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import Rows

MOST_DAYS = 60


class ExtensionQuerySet(ScopedQuerySet):
    """Requests for more time."""

    def undecided(self) -> "ExtensionQuerySet":
        """Nobody has said yes or no yet."""
        return self.filter(decided_at__isnull=True)


@pghistory.track()
class ComplaintExtension(CommunityOwned):
    """A request for so many more days (of the complaint's clock), and what became of it.

    `granted` without `decided_by` is False: the request fell away because the complaint was settled first.
    """

    complaint = models.ForeignKey(
        Complaint, on_delete=models.CASCADE, related_name="extensions", verbose_name=_("complaint")
    )
    days = models.PositiveSmallIntegerField(
        _("more days"), validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)]
    )
    why = models.TextField(_("reason"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    granted = models.BooleanField(_("granted"), default=False)

    row_security = Rows(other=WITH_COMPLAINT)
    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for more time")
        verbose_name_plural = _("requests for more time")
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("complaint",),
                condition=Q(decided_at__isnull=True),
                name="complaints_one_extension_undecided",
                violation_error_message=_("More time has already been asked for; it is not decided yet."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="complaints_extension_four_eyes",
                violation_error_message=_("More time is granted by somebody other than the person who asked for it."),
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=MOST_DAYS),
                name="complaints_extension_days_1_60",
                violation_error_message=_("More time is between 1 and 60 days."),
            ),
            models.CheckConstraint(
                condition=Q(granted=False) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="complaints_extension_granted_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.complaint_id} +{self.days}"

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """Those of complaints about given buildings."""
        return Q(complaint__building_id__in=buildings)
