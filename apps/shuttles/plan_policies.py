"""Who may make a plan the timetable of its season, and why not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.shuttles.models import ShuttlePlan
from apps.shuttles.policies import may_plan


def may_adopt(plan: ShuttlePlan, by: Any) -> Decision:
    """Whether `by` may make this plan the season's timetable: it has trips, and keeps the rules of who drives what."""
    return first_refusal(
        (
            lambda: may_plan(plan.season.community, by),
            lambda: ALLOW if plan.adopted_at is None else refuse("adopted", _("This plan is the timetable already.")),
            lambda: ALLOW if plan.table else refuse("no_trips", _("This plan has no trips.")),
            lambda: refuse("faults", _faults(plan)) if plan.faults else ALLOW,
        )
    )


def _faults(plan: ShuttlePlan) -> str:
    who = ", ".join(sorted({name for _rule, name in plan.faults}))
    return _("Vehicles or drivers are planned against the rules: %(who)s. Change the plan first.") % {"who": who}
