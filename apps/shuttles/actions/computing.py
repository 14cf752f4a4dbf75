"""Plans asked for, and what a worker does with them: computed on their own, one at a time on the server.

The row is claimed with a lease that goes on while the worker says how far it is; nothing else is locked meanwhile. A
worker that dies leaves the lease to run out: the next sweep finds the plan and says that it was not computed.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.shuttles import planned
from apps.shuttles.gathering import gather
from apps.shuttles.models import ServicePattern, ShuttlePlan, ShuttleSeason
from apps.shuttles.plan_policies import may_compute
from apps.shuttles.planning import Problem
from apps.shuttles.vocabulary import PlanProblem
from apps.shuttles.workflow import PLAN_WORKFLOW, PlanState

log = structlog.get_logger(__name__)
ASKED = "shuttle_plan.asked"
LEASE = timedelta(minutes=3)  # far more than between two steps of progress on a busy machine


def plan_make(
    *, season: ShuttleSeason, by: Any, name: str = "", pattern: ServicePattern | None = None, start: bool = True
) -> ShuttlePlan:
    """Ask for a plan of the season's usual day, or of one on which `pattern` runs, as the register stands now; a
    worker computes it.

    `start=False`: the caller computes it itself (plan_compute). Raises Refused, InvalidInput where stops are missing
    or the days are those of another community.
    """
    ensure(may_compute(season, by))
    if pattern is not None and pattern.community_id != season.community_id:
        raise InvalidInput(_("Choose days of service of this community."), field="pattern")
    plan = keep(season, by, name, {"inputs": gather(season, pattern)})
    if start:
        emit(ASKED, plan_id=plan.pk)
    return plan


@transaction.atomic
def keep(season: ShuttleSeason, by: Any, name: str, values: dict[str, Any]) -> ShuttlePlan:
    """Store as the season's next plan."""
    ShuttleSeason.objects.select_for_update(of=("self",)).get(pk=season.pk)
    last = ShuttlePlan.objects.filter(season=season).aggregate(last=Max("number"))["last"] or 0
    plan: ShuttlePlan = checked(
        ShuttlePlan(season=season, number=last + 1, name=name.strip()[:60], made_by=person(by), **values)
    )
    if plan.is_ready:
        emit("shuttle_plan.made", plan_id=plan.pk)
    return plan


def plan_compute(*, plan: ShuttlePlan, effort: float = 1.0) -> bool:
    """Compute a plan that was asked for. False: it is not waiting, another worker has it, or another plan is computed.

    Raises what the planner raises; the plan has failed then.
    """
    rows = ShuttlePlan.objects.filter(state=PlanState.COMPUTING)
    if rows.filter(lease_until__gt=clock.now()).exclude(pk=plan.pk).exists():
        return False  # the sweep takes it up afterwards: planning leaves a worker to everything else
    claimed: Any = rows.filter(pk=plan.pk).claim(limit=1, lease=LEASE)
    if not claimed:
        return False
    if claimed[0].tries > 1:
        return _settle(claimed[0], "fail", problem=PlanProblem.BROKE_OFF)
    try:
        values = _computed(claimed[0], effort)
    except Exception as error:  # whatever it is, people see that the plan has failed, and the log says why
        _settle(claimed[0], "fail", problem=PlanProblem.FAULT, last_error=type(error).__name__)
        raise
    return _settle(claimed[0], "finish", progress=100, **values)


def plans_resume() -> int:
    """Take up plans that no worker has: the message was lost, another was computed first, or the worker died."""
    waiting = ShuttlePlan.objects.filter(state=PlanState.COMPUTING).claimable().order_by("due_at", "pk")
    return sum(plan_compute(plan=plan) for plan in waiting)


def _computed(plan: ShuttlePlan, effort: float) -> dict[str, Any]:
    from apps.shuttles.planning.solve import METHOD, solve  # OR-Tools is loaded where it is used

    found = solve(Problem.read(plan.inputs), effort, _progress_of(plan))
    return planned.columns(plan.inputs, found, planned.beside(plan.season, plan.inputs), METHOD)


def _progress_of(plan: ShuttlePlan) -> Callable[[float], None]:
    """Keeps the lease, and how far the plan is for those who wait: at most once for each per cent."""
    rows = ShuttlePlan.objects.filter(pk=plan.pk, lease_token=plan.lease_token, state=PlanState.COMPUTING)
    told = {plan.progress}

    def tell(share: float) -> None:
        percent = min(int(100 * share), 99)
        if percent not in told:
            told.add(percent)
            rows.update(progress=percent, lease_until=clock.now() + LEASE)

    return tell


@transaction.atomic
def _settle(plan: ShuttlePlan, step: str, **values: Any) -> bool:
    """Computed or not: write it, unless the lease was lost meanwhile."""
    rows = ShuttlePlan.objects.select_for_update(of=("self",)).filter(pk=plan.pk, lease_token=plan.lease_token)
    row = rows.filter(state=PlanState.COMPUTING).first()
    if row is None:
        log.warning("shuttle_plan_lease_lost", plan=plan.pk, step=step)
        return False
    for name, value in values.items():
        setattr(row, name, value)
    PLAN_WORKFLOW.move(row, step)
    row.lease_until, now = None, clock.now()
    row.done_at, row.failed_at = (now, None) if step == "finish" else (None, now)
    checked(row)
    emit("shuttle_plan.made" if row.is_ready else "shuttle_plan.failed", plan_id=row.pk)
    return True
