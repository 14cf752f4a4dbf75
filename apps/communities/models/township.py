"""Townships."""

from typing import Any, Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import Stamped
from apps.core.scope import scope_of


class TownshipQuerySet(models.QuerySet):
    """Townships within a person's scope."""

    def visible_to(self, user: Any) -> Self:
        """Townships given to the user, and those of communities and buildings given."""
        scope = scope_of(user)
        if scope.county:
            return self
        if scope.empty:
            return self.none()
        mine = Q(pk__in=scope.townships)
        mine |= Q(communities__in=scope.communities) | Q(communities__buildings__in=scope.buildings)
        return self.filter(pk__in=self.model._base_manager.filter(mine).values("pk"))


@pghistory.track()
class Township(Stamped):
    """A township (乡镇): the level that receives the monthly report."""

    name = models.CharField(pgettext_lazy("place", "name"), max_length=40, unique=True)
    code = models.CharField(
        _("code"), max_length=12, blank=True, help_text=_("GB/T 2260 code, where known"), db_default="", default=""
    )

    objects = TownshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("township")
        verbose_name_plural = _("townships")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
