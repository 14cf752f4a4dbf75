"""What garden tables share: rows of a site, and rows that hang on a round."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from apps.communities.models import Building
from apps.core.models import CommunityOwned
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import BUILDINGS, Rows, through
from apps.core.scope import scope_of

OF_BUILDINGS = f"community_id IN (SELECT b.community_id FROM communities_building b WHERE b.id = {BUILDINGS})"


class SiteOwned(CommunityOwned):
    """Something of the whole community: one who was given a building of it sees it too."""

    row_security = Rows(building=OF_BUILDINGS)

    class Meta:
        abstract = True

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> Q:
        """Rows of the communities in which these buildings stand."""
        return Q(community__in=Building.objects.filter(pk__in=buildings).values("community"))


class OfRoundQuerySet(ScopedQuerySet):
    """Rows that are seen with their round."""

    def visible_to(self, user: Any) -> Self:
        """Those of the rounds that one sees."""
        scope = scope_of(user)
        inside = Building.objects.filter(pk__in=scope.buildings).values("community")
        return self.filter(
            scope.q(community="round__community", in_buildings=lambda _given: Q(round__community__in=inside))
        )


class OfRound(models.Model):
    """A row of a round."""

    scope_community = "round__community"
    row_security = through("gardens_gardenround", "round_id")
    objects: Any = OfRoundQuerySet.as_manager()

    round = models.ForeignKey("gardens.GardenRound", on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True
