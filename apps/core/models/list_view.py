"""How a person likes to see a list: filters kept under a name, and which columns in which order."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models.base import Stamped
from apps.core.scope import scope_of


class SavedFilterQuerySet(models.QuerySet):
    """Filters of a person."""

    def visible_to(self, user: Any) -> Self:
        """One's own, and those that were shared within a community of one's area."""
        scope = scope_of(user)
        if scope.empty:
            return self.none()
        return self.filter(Q(owner=user.pk) | Q(shared_with__isnull=False) & scope.q(community="shared_with"))


class SavedFilter(Stamped):
    """A filter of one list under a name. It holds the question, no rows: whoever opens it sees their own area's."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("staff member")
    )
    list_key = models.CharField(_("list"), max_length=60, help_text=_("app.model"))
    name = models.CharField(pgettext_lazy("filter", "name"), max_length=40)
    query = models.CharField(_("filter"), max_length=500)
    shared_with = models.ForeignKey(
        "communities.Community",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("shared within"),
    )

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "list_key", "name"),
                name="core_saved_filter_name_once",
                violation_error_message=_("You already have a filter of this name."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class ListLayout(Stamped):
    """One person's columns of one list, and the filter it opens with."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("staff member")
    )
    list_key = models.CharField(_("list"), max_length=60, help_text=_("app.model"))
    columns = models.JSONField(_("columns"), default=list)
    opens_with = models.ForeignKey(
        SavedFilter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("opens with")
    )

    class Meta:
        verbose_name = _("columns of a list")
        verbose_name_plural = _("columns of lists")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "list_key"),
                name="core_list_layout_once",
                violation_error_message=_("There is one layout for each person and list."),
            ),
        )

    def __str__(self) -> str:
        return self.list_key
