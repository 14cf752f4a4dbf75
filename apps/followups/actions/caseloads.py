"""Who looks after whom: given, divided anew, handed over. Open visits and tasks go along, so nothing is orphaned."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import Staff
from apps.communities.models import Community
from apps.core import clock
from apps.core.decisions import refuse
from apps.core.errors import Refused, ensure
from apps.core.events import emit
from apps.core.periods import since
from apps.core.text import prose
from apps.followups.actions.stepping import step_of
from apps.followups.actions.tasks import said_with
from apps.followups.caseloads import propose
from apps.followups.models import Caseload, Task, TaskStep, Visit, VisitStep
from apps.followups.policies import may_assign, may_plan, may_work
from apps.households.models import Household

NOBODY_ELSE = _("Nobody else's area holds all these households. Give it to somebody first.")


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many changed hands."""

    households: int = 0
    visits: int = 0
    tasks: int = 0


@transaction.atomic
def caseload_assign(*, households: Iterable[Household], worker: Staff, by: Any, why: str = "") -> HandedOver:
    """From today on this worker looks after these households; visits and tasks of whoever did go along.

    Raises Refused: not theirs to give, the household has left, or the worker's area does not hold it.
    """
    rows = list(households)
    for home in rows:
        ensure(may_assign(home, by))
    return _moved({home.pk: worker for home in rows}, by=by, why=why)


@transaction.atomic
def caseload_balance(*, community: Community, by: Any, moves: Mapping[int, int], why: str = "") -> HandedOver:
    """Carry out a proposal (caseloads.propose), or what somebody made of it: {household: worker}, by key."""
    ensure(may_plan(community, by))
    known = set(Household.objects.active().filter(community=community, pk__in=moves).values_list("pk", flat=True))
    workers = Staff.objects.in_bulk(set(moves.values()))
    wanted = {home: workers[worker] for home, worker in moves.items() if home in known and worker in workers}
    return _moved(wanted, by=by, why=why or gettext("caseloads balanced"))


@transaction.atomic
def caseload_hand_over(
    *, worker: Staff, by: Any, why: str = "", to: Staff | None = None, community: Community | None = None
) -> HandedOver:
    """All households of a worker (of one community, if named) go to another, or are spread over the colleagues there.

    Visits and tasks that they have beside their households go along: to `to`, else to whoever looks after the
    household, else to the manager's list. Raises Refused: the communities are not theirs to plan, there is nobody who
    can take a household, or the area of `to` does not hold one.
    """
    held = Caseload.objects.current().filter(worker=worker).select_related("household__community")
    loose = Task.objects.open().filter(owner=worker).select_related("community")
    visits = Visit.objects.open().filter(worker=worker).select_related("community")
    places = {row.household.community for row in held} | {row.community for row in (*loose, *visits)}
    total = HandedOver()
    for place in sorted(places if community is None else {community}, key=lambda row: row.pk):
        ensure(may_plan(place, by))
        homes = [row.household for row in held if row.household.community_id == place.pk]
        moves = {home.pk: to for home in homes} if to else _spread(place, worker, homes)
        done = _moved(moves, by=by, why=why)
        rest = _given(worker, place, to, by=by, why=why)
        total = HandedOver(
            total.households + done.households, total.visits + done.visits + rest.visits,
            total.tasks + done.tasks + rest.tasks,
        )  # fmt: skip
    return total


def _spread(place: Community, worker: Staff, homes: list[Household]) -> dict[int, Staff]:
    moves = propose(place, without=worker).moves
    workers = Staff.objects.in_bulk(set(moves.values()))
    if len(moves) < len(homes):
        raise Refused(refuse("nobody_else", NOBODY_ELSE))
    return {home.pk: workers[moves[home.pk]] for home in homes}


def caseload_end(homes: Collection[int], *, why: str) -> HandedOver:
    """Nobody looks after these households any more; asks no policy: for what follows from something else."""
    return _moved(dict.fromkeys(homes), by=None, why=why)


def _moved(wanted: Mapping[int, Staff | None], *, by: Any, why: str) -> HandedOver:
    """Set the worker of many households from today, set-based. Raises Refused where an area does not hold one."""
    day, why = clock.today(), prose(why)[:200]
    homes = list(Household.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk"))
    _areas_hold(homes, wanted)
    held = {row.household_id: row for row in Caseload.objects.current().filter(household__in=homes).order_by("pk")}
    changing = [home for home in homes if _worker_of(held, home.pk) != getattr(wanted[home.pk], "pk", None)]
    before = [held[home.pk] for home in changing if home.pk in held]
    Caseload.objects.filter(pk__in=[row.pk for row in before if row.started == day]).delete()
    ended = [row for row in before if row.started != day]
    for row in ended:
        row.period = since(row.started or day, day)
    Caseload.objects.bulk_update(ended, ["period"])
    Caseload.objects.bulk_create(
        Caseload(household=home, community_id=home.community_id, worker=worker, why=why, period=since(day))
        for home in changing
        if (worker := wanted[home.pk]) is not None
    )
    visits = _visits_along({home.pk: wanted[home.pk] for home in homes}, by=by, why=why)
    tasks = _tasks_along(changing, held, wanted, by=by, why=why)
    if changing:
        emit("caseload.moved", households=[home.pk for home in changing])
    return HandedOver(len(changing), visits, tasks)


def _worker_of(held: Mapping[int, Caseload], home: int) -> int | None:
    return held[home].worker_id if home in held else None


def _areas_hold(homes: Collection[Household], wanted: Mapping[int, Staff | None]) -> None:
    """One query for each worker."""
    for worker in {row.pk: row for row in wanted.values() if row is not None}.values():
        own = [home for home in homes if wanted[home.pk] is not None and wanted[home.pk].pk == worker.pk]  # type: ignore[union-attr]
        seen = set(
            Household.objects.visible_to(worker).filter(pk__in=[home.pk for home in own]).values_list("pk", flat=True)
        )
        for home in own:
            if home.pk not in seen or not worker.is_active:
                ensure(may_work(worker, home))


def _visits_along(wanted: Mapping[int, Staff | None], *, by: Any, why: str) -> int:
    rows = list(Visit.objects.open().filter(household__in=wanted).select_related("worker").order_by("pk"))
    rows = [row for row in rows if row.worker_id != getattr(wanted[row.household_id], "pk", None)]
    steps = []
    for row in rows:
        to = wanted[row.household_id]
        steps.append(VisitStep(visit=row, **_step(row.state, row.worker, to, by, why)))
        row.worker = to
    Visit.objects.bulk_update(rows, ["worker"])
    VisitStep.objects.bulk_create(steps)
    return len(rows)


def _tasks_along(
    homes: Collection[Household], held: Mapping[int, Caseload], wanted: Mapping[int, Staff | None], *, by: Any, why: str
) -> int:
    """Tasks of whoever looked after a household, and those of nobody; what a colleague took on stays there."""
    rows = list(Task.objects.open().filter(household__in=homes).select_related("owner").order_by("pk"))
    rows = [row for row in rows if row.owner_id in (None, _worker_of(held, row.household_id))]
    return _tasks_given(rows, wanted, by=by, why=why)


def _tasks_given(rows: list[Task], wanted: Mapping[int, Staff | None], *, by: Any, why: str) -> int:
    steps = []
    for row in rows:
        to = wanted[row.household_id]
        steps.append(TaskStep(task=row, **_step(row.state, row.owner, to, by, why, name="hand_over")))
        row.owner, row.escalated_at = to, None
    Task.objects.bulk_update(rows, ["owner", "escalated_at"])
    TaskStep.objects.bulk_create(steps)
    return len(rows)


def _given(worker: Staff, place: Community, to: Staff | None, *, by: Any, why: str) -> HandedOver:
    """What somebody still has of households that are not theirs to look after."""
    visits = Visit.objects.open().filter(worker=worker, community=place)
    tasks = list(Task.objects.open().filter(owner=worker, community=place).select_related("owner").order_by("pk"))
    theirs = list(visits.order_by().values_list("household", flat=True))
    homes = list(Household.objects.filter(pk__in={*theirs, *(row.household_id for row in tasks)}).order_by("pk"))
    held = Caseload.objects.current().filter(household__in=homes).exclude(worker=worker).select_related("worker")
    keepers = {row.household_id: row.worker for row in held.order_by("pk")}
    wanted = {home.pk: to or keepers.get(home.pk) for home in homes}
    _areas_hold(homes, wanted)
    moved = _visits_along({home: wanted[home] for home in theirs}, by=by, why=why)
    return HandedOver(0, moved, _tasks_given(tasks, wanted, by=by, why=why))


def _step(
    state: str, before: Staff | None, to: Staff | None, by: Any, why: str, name: str = "reassign"
) -> dict[str, Any]:
    said = said_with(f"{before.name if before else '—'} → {to.name if to else '—'}", why)
    return step_of(name, state, "", by, said)
