"""Where a staff member works."""

from typing import Any, Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.accounts.models.staff import Staff
from apps.core.models import Stamped


class Level(models.TextChoices):
    """How wide an assignment is."""

    COUNTY = "county", _("whole county")
    TOWNSHIP = "township", _("township")
    COMMUNITY = "community", _("community")
    BUILDING = "building", _("building")


ONE_AREA = (
    Q(level="county", township=None, community=None, building=None)
    | Q(level="township", township__isnull=False, community=None, building=None)
    | Q(level="community", township=None, community__isnull=False, building=None)
    | Q(level="building", township=None, community=None, building__isnull=False)
)


class AssignmentQuerySet(models.QuerySet):
    """Areas of the staff one may see."""

    def visible_to(self, user: Any) -> Self:
        """The areas of visible colleagues."""
        return self.filter(staff__in=Staff.objects.visible_to(user).values("pk"))


@pghistory.track()
class Assignment(Stamped):
    """One area given to one person. The names of the areas live in the communities app, above this one."""

    staff = models.ForeignKey("accounts.Staff", on_delete=models.CASCADE, related_name="assignments")
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    township = models.ForeignKey(
        "communities.Township",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name=_("township"),
        related_name="+",
    )
    community = models.ForeignKey(
        "communities.Community",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name=_("community"),
        related_name="+",
    )
    building = models.ForeignKey(
        "communities.Building",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name=_("building"),
        related_name="+",
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("area of work")
        verbose_name_plural = _("areas of work")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=ONE_AREA,
                name="accounts_assignment_one_area",
                violation_error_message=_("Choose the level, and exactly the one area that belongs to it."),
            ),
            models.UniqueConstraint(
                fields=("staff", "level", "township", "community", "building"),
                nulls_distinct=False,
                name="accounts_assignment_once",
                violation_error_message=_("This person already has this area."),
            ),
        )

    def __str__(self) -> str:
        area = self.building or self.community or self.township
        return str(area) if area else str(self.get_level_display())
