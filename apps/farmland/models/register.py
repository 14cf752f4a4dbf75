"""Registers that the whole county shares."""

from typing import Any, Self

from django.db import models

from apps.core.scope import scope_of


class CountyRegisterQuerySet(models.QuerySet):
    """Rows that say nothing of any household: open to everybody who works here."""

    def visible_to(self, user: Any) -> Self:
        """All rows for everybody who has any area; none for who has none."""
        return self.none() if scope_of(user).empty else self
