"""Pairs of households that may have been entered twice, and what was decided of them."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.rowsecurity import Rows
from apps.core.scope import scope_of
from apps.households.models.household import Household

BOTH_HOUSEHOLDS = Rows(
    community="",
    other="EXISTS (SELECT 1 FROM households_household one WHERE one.id = first_id)"
    " AND EXISTS (SELECT 1 FROM households_household other WHERE other.id = second_id)",
)


class HouseholdLikeness(models.TextChoices):
    """Why two households may be one."""

    HEAD = "head", _("same head")
    DWELLING = "dwelling", _("same dwelling and a name in common")
    PEOPLE = "people", _("several people the same")


class HouseholdPairQuerySet(models.QuerySet):
    """A pair is seen by those whose scope holds both; with a building only, by nobody."""

    def visible_to(self, user: Any) -> Self:
        scope = scope_of(user)
        if scope.county:
            return self
        return self.filter(scope.q(community="first__community"), scope.q(community="second__community"))

    def with_households(self) -> Self:
        """Both households with their community."""
        return self.select_related("first__community", "second__community", "proposed_by")


class HouseholdPair(models.Model):
    """Two households, the smaller key first, so that a pair stands once."""

    first = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+", verbose_name=_("one"))
    second = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+", verbose_name=_("the other"))

    row_security = BOTH_HOUSEHOLDS
    objects = HouseholdPairQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="%(app_label)s_%(class)s_ordered"),
        )

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class LikelyHouseholds(HouseholdPair):
    """Two households that a comparison takes for one, until somebody has decided. `proposed_by` wants them merged."""

    reasons = ArrayField(models.CharField(max_length=16, choices=HouseholdLikeness.choices), verbose_name=_("why"))
    found_at = models.DateTimeField(_("found"), default=clock.now)
    seen_at = models.DateTimeField(default=clock.now, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )

    class Meta(HouseholdPair.Meta):
        verbose_name = _("likely duplicate household")
        verbose_name_plural = _("likely duplicate households")
        ordering = ("-found_at", "-pk")
        indexes = (models.Index(fields=("-found_at", "-id"), name="households_likely_homes_time"),)


class NotSameHousehold(HouseholdPair):
    """Somebody looked and said: these are two households. Never suggested again."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta(HouseholdPair.Meta):
        verbose_name = _("not the same household")
        verbose_name_plural = _("not the same household")
        ordering = ("-at", "-pk")
