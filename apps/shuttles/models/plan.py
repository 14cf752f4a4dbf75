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
    """One computed plan of a season's runs with all that went into it. Another try is another plan.

    `inputs` is the problem of planning/problem.py with the keys of what its numbers mean, `outputs` the trips with
    their riders, `totals` the figures of this plan, of a greedy one and of today's timetable, by the same evaluator.
    """

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

    @property
    def table(self) -> list[dict[str, Any]]:
        """Its trips as people read them, in order; `minute` is that of the day."""
        return [_line(self.inputs, trip, load) for trip, load in zip(*_rows(self.outputs), strict=True)]

    @property
    def faults(self) -> list[list[str]]:
        """What breaks the rules of vehicles and drivers: [rule, plate or name of the driver]."""
        return list(self.totals.get("faults", []))

    @property
    def notes(self) -> dict[str, int]:
        """What went into the demand, and what could not be counted."""
        return dict(self.inputs.get("notes", {}))


def _rows(outputs: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    return outputs.get("trips", []), outputs.get("loads", [])


def _line(inputs: dict[str, Any], trip: dict[str, Any], load: list[dict[str, Any]]) -> dict[str, Any]:
    from apps.shuttles.times import clock_words  # which knows this model

    riders = [
        sum(row["riders"] for row in load if inputs["groups"][row["group"]]["back"] == back) for back in (False, True)
    ]
    bus = inputs["vehicles"][trip["vehicle"]]
    return {
        "departs": clock_words(trip["departs"]),
        "ends": clock_words(trip["departs"] + trip["offsets"][-1]),
        "minute": trip["departs"],
        "way": " → ".join(inputs["stops"][number] for number in trip["path"]),
        "riders": f"{riders[0]} + {riders[1]}",
        "seats": bus["seats"],
        "km": f"{trip['metres'] / 1000:.1f}",
        "vehicle": bus["key"],
        "driver": inputs["names"][trip["driver"]] if trip["driver"] >= 0 else "—",
    }
