"""Buildings and the dwellings in them."""

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.communities.models.community import Community
from apps.core.geo import Placed
from apps.core.models import Stamped
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import BUILDINGS, Rows


@pghistory.track()
class Building(Placed, Stamped):
    """A block (楼栋) of flats, numbered within its community."""

    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="buildings", verbose_name=_("community")
    )
    number = models.PositiveSmallIntegerField(_("building number"))
    name = models.CharField(
        pgettext_lazy("place", "name"), max_length=40, blank=True, help_text=_("only if people call it differently")
    )
    units = models.PositiveSmallIntegerField(_("units"), default=1)
    floors = models.PositiveSmallIntegerField(_("floors"), null=True, blank=True)
    has_lift = models.BooleanField(_("has a lift"), null=True, blank=True)

    row_security = Rows(building=f"{{id}} = {BUILDINGS}")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("building")
        verbose_name_plural = _("buildings")
        ordering = ("community", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "number"),
                name="communities_building_number_once",
                violation_error_message=_("This community already has a building with this number."),
            ),
            models.CheckConstraint(
                condition=Q(units__gte=1, units__lte=30),
                name="communities_building_units_1_30",
                violation_error_message=_("A building has between 1 and 30 units."),
            ),
        )

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """The given buildings themselves."""
        return Q(pk__in=buildings)

    def __str__(self) -> str:
        return self.name or _("Building %(number)s") % {"number": self.number}


@pghistory.track()
class Dwelling(Stamped):
    """A flat (房屋), found by building, unit and room: 3-2-501."""

    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="dwellings", verbose_name=_("community")
    )
    building = models.ForeignKey(
        Building, on_delete=models.PROTECT, related_name="dwellings", verbose_name=_("building")
    )
    unit = models.PositiveSmallIntegerField(_("unit"))
    room = models.CharField(_("room"), max_length=10)
    area_m2 = models.DecimalField(_("floor area (m²)"), max_digits=6, decimal_places=2, null=True, blank=True)

    row_security = Rows(building=f"building_id = {BUILDINGS}")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("dwelling")
        verbose_name_plural = _("dwellings")
        ordering = ("building", "unit", "room")
        constraints = (
            models.UniqueConstraint(
                fields=("building", "unit", "room"),
                name="communities_dwelling_once",
                violation_error_message=_("This building already has a room with this number in this unit."),
            ),
            models.CheckConstraint(
                condition=Q(area_m2__isnull=True) | Q(area_m2__gt=0, area_m2__lte=1000),
                name="communities_dwelling_area_sane",
                violation_error_message=_("The floor area must be more than 0 and at most 1,000 m²."),
            ),
        )
        indexes = (models.Index(fields=("room",), name="communities_dwelling_room"),)
        triggers = (
            pgtrigger.Protect(
                name="stays_in_its_community",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__community_id__df=pgtrigger.F("new__community_id")),
            ),
        )

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """A flat stays in its community: the households in it, and what is registered of them, belong there."""
        super().clean()
        if self.community_id and self.building_id and self.building.community_id != self.community_id:
            message = _("This building belongs to another community. A dwelling stays in the one it is in.")
            raise ValidationError({"building": message})

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """Dwellings of given buildings."""
        return Q(building_id__in=buildings)

    @property
    def label(self) -> str:
        """How people say it: building-unit-room."""
        return f"{self.building.number}-{self.unit}-{self.room}"
