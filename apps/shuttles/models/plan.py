"""Computed plans of a season."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.communities.models.site import inside
from apps.core import clock
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import through
from apps.shuttles.models.timetable import ShuttleSeason


class ShuttlePlan(models.Model):
    """One computed plan of a season's runs with all that went into it. Another try is another plan."""

    scope_community = "season__community"
    in_buildings = staticmethod(inside("season__community"))
    row_security = through("shuttles_shuttleseason", "season_id")
    objects: Any = ScopedQuerySet.as_manager()

    season = models.ForeignKey(
        ShuttleSeason, on_delete=models.PROTECT, related_name="plans", verbose_name=_("shuttle season")
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("shuttle plan", "number"))
    name = models.CharField(_("what is tried"), max_length=60, blank=True)
    method = models.CharField(_("method"), max_length=40)
    inputs: Any = models.JSONField(_("inputs"))
    outputs: Any = models.JSONField(_("result"))
    totals: Any = models.JSONField(_("figures"), default=dict)
    content_hash = models.CharField(_("content hash"), max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("made by"),
    )  # fmt: skip
    made_at = models.DateTimeField(_("made on"), default=clock.now)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("adopted by"),
    )  # fmt: skip
    adopted_at = models.DateTimeField(_("adopted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("shuttle plan")
        verbose_name_plural = _("shuttle plans")
        ordering = ("season", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("season", "number"),
                name="shuttles_plan_number_once",
                violation_error_message=_("This season already has a plan with this number."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()
