"""Relocation communities."""

from typing import Any, Self

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.communities.models.township import Township
from apps.core.geo import Placed
from apps.core.models import Stamped
from apps.core.querysets import ScopedQuerySet
from apps.core.scope import scope_of


class CommunityQuerySet(ScopedQuerySet):
    """Communities within a person's scope."""

    def visible_to(self, user: Any) -> Self:
        """Communities given, those of given townships, and those where a building was given."""
        scope = scope_of(user)
        if scope.county:
            return self
        if scope.empty:
            return self.none()
        mine = Q(pk__in=scope.communities) | Q(township__in=scope.townships)
        if scope.buildings:
            mine |= Q(pk__in=self.model._base_manager.filter(buildings__in=scope.buildings).values("pk"))
        return self.filter(mine)


@pghistory.track()
class Community(Placed, Stamped):
    """A settlement (安置社区) with its own staff, buildings and monthly report."""

    township = models.ForeignKey(
        Township, on_delete=models.PROTECT, related_name="communities", verbose_name=_("township")
    )
    name = models.CharField(pgettext_lazy("place", "name"), max_length=40, unique=True)
    slug = models.SlugField(
        _("web address"), max_length=24, unique=True, help_text=_("stands in the residents' link and QR code")
    )
    address = models.CharField(_("address"), max_length=120, blank=True)
    phone = models.CharField(_("duty telephone"), max_length=20, blank=True)
    opened_on = models.DateField(_("opened"), null=True, blank=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def community_id(self) -> int:
        """Its own key, so that logs and scopes treat it like the rows it owns."""
        return self.pk
