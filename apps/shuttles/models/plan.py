"""Computed plans of a season."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.communities.models.site import inside
from apps.core import clock
from apps.core.outbox import Claimable, ClaimableQuerySet
from apps.core.rowsecurity import through
from apps.core.workflow import state_field
from apps.shuttles.models.timetable import ShuttleSeason
from apps.shuttles.vocabulary import PlanProblem
from apps.shuttles.workflow import PLAN_WORKFLOW, PlanState

_BESIDES_ADOPTING = "to_jsonb(%s) - 'adopted_at' - 'adopted_by_id'"
ADOPTED_CHANGES = (
    "OLD.adopted_at IS NOT NULL"
    " AND (OLD.adopted_at, OLD.adopted_by_id) IS DISTINCT FROM (NEW.adopted_at, NEW.adopted_by_id)"
)
COMPUTED_CHANGES = (
    f"OLD.state <> '{PlanState.COMPUTING}' AND {_BESIDES_ADOPTING % 'OLD'} IS DISTINCT FROM {_BESIDES_ADOPTING % 'NEW'}"
)
COMPUTING_ALREADY = _("A plan of this season is being computed. Another can be computed when it is there.")


class ShuttlePlan(FSMModelMixin, Claimable):
    """One computed plan of a season's runs with all that went into it. Another try is another plan.

    A worker computes it: while it does, the lease is its own and `progress` says how far it is, in per cent. What is
    computed stays as it is (a trigger sees to it), but for being adopted, once.
    `inputs` is the problem of planning/problem.py with the keys of what its numbers mean, `outputs` the trips with
    their riders, `totals` the figures of this plan, of a greedy one and of today's timetable, by the same evaluator.
    """

    scope_community = "season__community"
    in_buildings = staticmethod(inside("season__community"))
    row_security = through("shuttles_shuttleseason", "season_id")
    objects: Any = ClaimableQuerySet.as_manager()

    season = models.ForeignKey(
        ShuttleSeason, on_delete=models.PROTECT, related_name="plans", verbose_name=_("shuttle season")
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("shuttle plan", "number"))
    name = models.CharField(_("what is tried"), max_length=60, blank=True)
    state = state_field(PLAN_WORKFLOW, verbose_name=_("state"))
    progress = models.PositiveSmallIntegerField(_("per cent computed"), default=0, editable=False)
    problem = models.CharField(_("why it was not computed"), max_length=12, choices=PlanProblem.choices, blank=True)
    method = models.CharField(_("method"), max_length=40, blank=True)
    inputs: Any = models.JSONField(_("inputs"))
    outputs: Any = models.JSONField(_("result"), default=dict, blank=True)
    totals: Any = models.JSONField(_("figures"), default=dict, blank=True)
    content_hash = models.CharField(_("content hash"), max_length=64, blank=True)
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
            models.UniqueConstraint(
                fields=("season",),
                condition=Q(state=PlanState.COMPUTING),
                name="shuttles_one_plan_at_a_time",
                violation_error_message=COMPUTING_ALREADY,
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.READY) | Q(adopted_at__isnull=True), name="shuttles_adopted_plan_is_ready"
            ),
            models.CheckConstraint(
                condition=~Q(state=PlanState.READY) | ~Q(content_hash=""), name="shuttles_ready_plan_has_a_hash"
            ),
        )
        triggers = (
            pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(PLAN_WORKFLOW.edges())),
            pgtrigger.Protect(
                name="computed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(COMPUTED_CHANGES),
            ),
            pgtrigger.Protect(
                name="adopted_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(ADOPTED_CHANGES),
            ),
            pgtrigger.Protect(name="plan_stays", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    @property
    def is_ready(self) -> bool:
        """Whether it is computed, and can be changed and adopted."""
        return bool(self.state == PlanState.READY)

    @property
    def is_computing(self) -> bool:
        """Whether a worker has it, or is to take it."""
        return bool(self.state == PlanState.COMPUTING)

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
