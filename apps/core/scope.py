"""What part of the county a person may see."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Scope:
    """Areas a person was given. Empty means nothing at all; `county` means everything."""

    county: bool = False
    townships: frozenset[int] = frozenset()
    communities: frozenset[int] = frozenset()
    buildings: frozenset[int] = frozenset()

    @property
    def empty(self) -> bool:
        return not (self.county or self.townships or self.communities or self.buildings)

    def q(self, *, community: str, in_buildings: Callable[[frozenset[int]], Q] | None = None) -> Q:
        """A filter for rows whose community stands at this look-up path.

        `community` is "" when the rows are communities themselves. `in_buildings` says which rows belong to given
        buildings; without it, rows are not shown to somebody who was given buildings only.
        """
        if self.county:
            return Q()
        result = Q(pk__in=[])
        prefix = f"{community}__" if community else ""
        if self.townships:
            result |= Q(**{f"{prefix}township_id__in": self.townships})
        if self.communities:
            result |= Q(**{f"{community}_id__in" if community else "pk__in": self.communities})
        if self.buildings and in_buildings is not None:
            result |= in_buildings(self.buildings)
        return result


NOWHERE = Scope()
COUNTY = Scope(county=True)


def communities(*keys: int) -> Scope:
    """The scope of these communities."""
    return Scope(communities=frozenset(keys))


def scope_of(user: object) -> Scope:
    """The scope of a user; anonymous and inactive users have none."""
    if not getattr(user, "is_authenticated", False) or not getattr(user, "is_active", False):
        return NOWHERE
    return getattr(user, "scope", NOWHERE)
