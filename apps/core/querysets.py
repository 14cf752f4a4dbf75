"""The queryset that every list, count, search, export and file begins with."""

from typing import Any, Self

from django.db import models

from apps.core.scope import Scope, scope_of


class ScopedQuerySet(models.QuerySet):
    """Rows within a person's scope.

    A model names the look-up path of its community in `scope_community` ("community"), and says in
    `in_buildings(buildings) -> Q` which rows belong to given buildings: as a subquery where the way leads over many
    rows, so that nothing is listed twice.
    """

    def visible_to(self, user: Any) -> Self:
        """The rows this user may see; no area means no rows."""
        return self.filter(self.scope_q(scope_of(user)))

    def scope_q(self, scope: Scope) -> models.Q:
        """The filter for a scope."""
        path = getattr(self.model, "scope_community", "community")
        return scope.q(community=path, in_buildings=getattr(self.model, "in_buildings", None))


class CountyRegisterQuerySet(models.QuerySet):
    """Rows that say nothing of any household: open to everybody who works here."""

    def visible_to(self, user: Any) -> Self:
        """All rows for everybody who has any area; none for who has none."""
        return self.none() if scope_of(user).empty else self
