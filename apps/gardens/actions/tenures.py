"""What happens while plots are in use: visits, yields, reclaiming, giving back, swaps."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.periods import since
from apps.core.text import prose
from apps.gardens.actions.ending import tenure_end
from apps.gardens.actions.signing import pass_on
from apps.gardens.actions.stepping import asked_tenure, due_in, take_tenure
from apps.gardens.models import GardenPlot, GardenRound, GardenTenure, PlotSwap, PlotVisit, Reclaim, YieldNote
from apps.gardens.policies import may_decide_reclaim
from apps.gardens.rules import CURE_DAYS
from apps.gardens.vocabulary import EndedBy, Found, Growing, SwapState
from apps.gardens.workflow import TenureState


def _of(tenure: GardenTenure) -> dict[str, Any]:
    return {"tenure": tenure, "household_id": tenure.household_id, "community_id": tenure.community_id}


@transaction.atomic
def visit_record(
    *, tenure: GardenTenure, by: Any, found: str, done_on: date | None = None, note: str = ""
) -> PlotVisit:
    """A plot was looked at. Found idle, it is to be in use again within the days of the rule.

    A second look that finds it idle still does not move that day. Raises Refused, InvalidInput.
    """
    row, day = asked_tenure(tenure, "visit", by, found=found), done_on or clock.today()
    if found not in Found.values:
        raise InvalidInput(_("Choose what was found on the plot."), field="found")
    if day > clock.today():
        raise InvalidInput(_("This day is still to come."), field="done_on")
    idle = found == Found.IDLE
    if idle and row.state == TenureState.IN_USE:
        row.idle_since, row.cure_by = day, due_in(CURE_DAYS, day)
    cure_by = row.cure_by if idle else None
    visit = PlotVisit.objects.create(
        **_of(row), done_on=day, found=found, cure_by=cure_by, note=prose(note)[:200], by=person(by)
    )
    if idle and row.state == TenureState.IN_USE:
        take_tenure(row, "find_idle", by, note)
    elif not idle and row.state == TenureState.IDLE:
        row.idle_since = row.cure_by = None
        Reclaim.objects.filter(tenure=row, agreed__isnull=True).delete()
        take_tenure(row, "find_used", by, note)
    else:
        take_tenure(row, "visit", by, note)
    return visit


@transaction.atomic
def yield_note(
    *, tenure: GardenTenure, by: Any, month: date | None = None, growing: str = Growing.VEGETABLES,
    yield_kg: Decimal | None = None, saved_yuan: Decimal | None = None, note: str = "",
) -> YieldNote:  # fmt: skip
    """What the household says its plot gave in a month (this one); said again, it replaces what was said before."""
    row = asked_tenure(tenure, "note_yield", by)
    first = (month or clock.today()).replace(day=1)
    if first > clock.today():
        raise InvalidInput(_("This month is still to come."), field="month")
    known = YieldNote.objects.select_for_update().filter(tenure=row, month=first).first()
    entry = known or YieldNote(**_of(row), month=first)
    entry.growing, entry.yield_kg, entry.saved_yuan = growing, yield_kg, saved_yuan
    entry.note, entry.by = prose(note)[:200], by
    checked(entry)
    take_tenure(row, "note_yield", by)
    return entry


@transaction.atomic
def reclaim_propose(*, tenure: GardenTenure, by: Any, why: str = "") -> Reclaim:
    """Propose to reclaim a plot that stayed idle beyond its day; another person decides."""
    row = asked_tenure(tenure, "propose_reclaim", by, why=why)
    proposal: Reclaim = checked(Reclaim(**_of(row), why=prose(why)[:200], proposed_by=by))
    take_tenure(row, "propose_reclaim", by, why)
    return proposal


@transaction.atomic
def reclaim_decide(*, reclaim: Reclaim, by: Any, agreed: bool, why: str = "") -> Reclaim:
    """Reclaim the plot, which is then offered to the waitlist, or leave it with the household."""
    rows = Reclaim.objects.select_for_update(of=("self",)).select_related("tenure__household", "tenure__plot__zone")
    row = rows.get(pk=reclaim.pk)
    ensure(may_decide_reclaim(row, by, {"why": why}))
    row.agreed, row.decided_by, row.decided_at, row.decision_note = agreed, by, clock.now(), prose(why)[:200]
    checked(row)
    if agreed:
        _end(row.tenure, "reclaim", EndedBy.RECLAIMED, by, why)
    emit("garden_reclaim.decide", reclaim_id=row.pk, tenure_id=row.tenure_id)
    return row


@transaction.atomic
def tenure_give_back(*, tenure: GardenTenure, by: Any, why: str = "") -> GardenTenure:
    """The household gives its plot back; it is offered to the first of the waitlist."""
    return _end(asked_tenure(tenure, "give_back", by, why=why), "give_back", EndedBy.GIVEN_UP, by, why)


def _end(tenure: GardenTenure, step: str, ended_by: str, by: Any, why: str) -> GardenTenure:
    row = GardenTenure.objects.select_for_update(of=("self",)).get(pk=tenure.pk)
    tenure_end(row, ended_by)
    take_tenure(row, step, by, why)
    round = GardenRound.objects.filter(pk=row.round_id).first()
    if round is not None:
        pass_on(round, GardenPlot.objects.select_related("zone").get(pk=row.plot_id))
    return row


@transaction.atomic
def swap_propose(
    *, tenure: GardenTenure, other: GardenTenure, by: Any, why: str = "", agreed_note: str = ""
) -> PlotSwap:
    """Propose that two households swap their plots. `agreed_note` says how the first agreed (on paper, here)."""
    first, second = _both(tenure, other)
    asked_tenure(first, "propose_swap", by)
    asked_tenure(second, "propose_swap", by)
    if first.community_id != second.community_id:
        raise InvalidInput(_("Both plots must lie in one community."), field="other")
    swap = PlotSwap(
        tenure=first, household_id=first.household_id, community_id=first.community_id, other=second,
        other_household_id=second.household_id, proposed_by=by, why=prose(why)[:200],
    )  # fmt: skip
    if prose(agreed_note):
        swap.agreed_at, swap.agreed_note = clock.now(), prose(agreed_note)[:120]
    return checked(swap)


def _both(tenure: GardenTenure, other: GardenTenure) -> tuple[GardenTenure, GardenTenure]:
    """Both, locked in one order, so that two swaps at once do not wait for each other."""
    if tenure.pk == other.pk:
        raise InvalidInput(_("A swap needs two plots."), field="other")
    rows = GardenTenure.objects.select_for_update(of=("self",)).order_by("pk").select_related("household", "plot")
    found = {row.pk: row for row in rows.filter(pk__in=(tenure.pk, other.pk))}
    return found[tenure.pk], found[other.pk]


@transaction.atomic
def swap_consent(*, swap: PlotSwap, by: Any, household: Any, agreed_note: str) -> PlotSwap:
    """One of the two households agreed; when both have, the plots change hands today.

    `agreed_note` says how it agreed. Each keeps the time and round of the plot it takes over.
    """
    row = PlotSwap.objects.select_for_update(of=("self",)).select_related("tenure", "other").get(pk=swap.pk)
    if row.state != SwapState.PROPOSED:
        raise InvalidInput(_("This swap is settled already."), code="settled")
    if not prose(agreed_note):
        raise InvalidInput(_("Write how the household agreed."), field="agreed_note")
    first, second = _both(row.tenure, row.other)
    if household.pk == first.household_id:
        asked_tenure(first, "swap", by)
        row.agreed_at, row.agreed_note = clock.now(), prose(agreed_note)[:120]
    elif household.pk == second.household_id:
        asked_tenure(second, "swap", by)
        row.other_agreed_at, row.other_agreed_note = clock.now(), prose(agreed_note)[:120]
    else:
        raise InvalidInput(_("Only the two households agree to their swap."), field="household")
    if row.agreed_at and row.other_agreed_at:
        _exchange(asked_tenure(first, "swap", by), asked_tenure(second, "swap", by), by)
        row.state, row.settled_at = SwapState.DONE, clock.now()
    emit("plot_swap.consent", swap_id=row.pk)
    return checked(row)


def _exchange(first: GardenTenure, second: GardenTenure, by: Any) -> None:
    """Both tenures end today, and each household goes on with the other's plot to that plot's end."""
    today = clock.today()
    ends = [(row, row.ended) for row in (first, second)]
    if any(row.started is not None and row.started >= today for row in (first, second)):
        raise InvalidInput(_("A plot can be swapped from the day after its use began."), code="too_early")
    for row, _end_then in ends:
        tenure_end(row, EndedBy.SWAPPED, today)
        take_tenure(row, "swap", by)
    for (mine, _own_end), (theirs, end) in ((ends[0], ends[1]), (ends[1], ends[0])):
        checked(
            GardenTenure(
                community_id=mine.community_id, household_id=mine.household_id, plot_id=theirs.plot_id,
                round_id=theirs.round_id, period=since(today, end),
            )
        )  # fmt: skip


@transaction.atomic
def swap_drop(*, swap: PlotSwap, by: Any, why: str = "") -> PlotSwap:
    """One of the two does not want to swap."""
    row = PlotSwap.objects.select_for_update(of=("self",)).select_related("tenure").get(pk=swap.pk)
    asked_tenure(row.tenure, "propose_swap", by)
    if row.state != SwapState.PROPOSED:
        raise InvalidInput(_("This swap is settled already."), code="settled")
    row.state, row.settled_at, row.why = SwapState.DROPPED, clock.now(), prose(why)[:200]
    emit("plot_swap.drop", swap_id=row.pk)
    return checked(row)
