"""What garden tables share: rows of a site, and rows that hang on a round."""

from typing import Any

from django.db import models

from apps.communities.models import SiteOwned
from apps.communities.models.site import inside
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import through


class OfRound(models.Model):
    """A row of a round, seen with it."""

    scope_community = "round__community"
    in_buildings = staticmethod(inside("round__community"))
    row_security = through("gardens_gardenround", "round_id")
    objects: Any = ScopedQuerySet.as_manager()

    round = models.ForeignKey("gardens.GardenRound", on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


__all__ = ["OfRound", "SiteOwned"]
