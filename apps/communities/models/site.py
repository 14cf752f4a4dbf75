"""Rows of a whole community, and rows that hang on one: seen also by those who were given only a building of it."""

from collections.abc import Callable

from django.db.models import Q

from apps.communities.models.building import Building
from apps.core.models import CommunityOwned
from apps.core.rowsecurity import BUILDINGS, Rows

OF_BUILDINGS = f"community_id IN (SELECT b.community_id FROM communities_building b WHERE b.id = {BUILDINGS})"


def inside(path: str) -> Callable[[frozenset[int]], Q]:
    """For a model's `in_buildings`: rows of the communities in which the buildings stand, by this look-up path."""

    def rows(buildings: frozenset[int]) -> Q:
        return Q(**{f"{path}__in": Building.objects.filter(pk__in=buildings).values("community")})

    return rows


class SiteOwned(CommunityOwned):
    """Something of the whole community: one who was given a building of it sees it too."""

    row_security = Rows(building=OF_BUILDINGS)
    in_buildings = staticmethod(inside("community"))

    class Meta:
        abstract = True


__all__ = ["OF_BUILDINGS", "SiteOwned", "inside"]
