"""Places that people name when they say where a field lies."""

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.geo import Placed
from apps.core.models import Stamped
from apps.core.querysets import CountyRegisterQuerySet


@pghistory.track()
class Village(Placed, Stamped):
    """A village or hamlet with its place, such as the village that a household came from (迁出村).

    `spread_m` is how far its fields lie around that point: what is placed by a village is only so exact.
    """

    name = models.CharField(pgettext_lazy("place", "name"), max_length=40)
    township_name = models.CharField(_("township"), max_length=40, blank=True)
    spread_m = models.PositiveIntegerField(_("fields lie within (m)"), default=1000)
    note = models.CharField(_("note"), max_length=120, blank=True)

    objects: Any = CountyRegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("village")
        verbose_name_plural = _("villages")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("name", "township_name"),
                name="farmland_village_once",
                violation_error_message=_("This township already has a village of this name."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="farmland_village_both_coordinates",
                violation_error_message=_("A place needs both latitude and longitude."),
            ),
        )

    def __str__(self) -> str:
        return self.name
