"""The queryset that every list, count, search, export and file begins with."""

from typing import Any, Self

from django.db import models

from apps.core.scope import scope_of


class ScopedQuerySet(models.QuerySet):
    """Rows within a person's scope. Models name the look-up paths in `scope_community` and `scope_building`."""

    def visible_to(self, user: Any) -> Self:
        """The rows this user may see; no area means no rows."""
        scope = scope_of(user)
        if scope.county:
            return self
        if scope.empty:
            return self.none()
        model = self.model
        building = getattr(model, "scope_building", None)
        return self.filter(scope.q(community=getattr(model, "scope_community", "community"), building=building))
