"""How plots, rounds and what hangs on them look wherever they are shown."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from apps.core import ui
from apps.gardens.grid import Look
from apps.gardens.models import GardenOffer, GardenPlot, GardenRequest, GardenRound, GardenTenure, Objection
from apps.gardens.vocabulary import Eligibility, SwapState, WaitState
from apps.gardens.workflow import ObjectionState, OfferState, State, TenureState

FREE = Look("free", "crop_square", gettext_lazy("free"))
HELD = Look("done", "potted_plant", pgettext_lazy("tenure of a plot", "in use"))
IDLE = Look("due", "hourglass_empty", pgettext_lazy("tenure of a plot", "idle"))
OFFERED = Look("wait", "draw", pgettext_lazy("offer of a plot", "to be signed"))
UNFIT = Look("neutral", "block", gettext_lazy("not usable"))
GIVEN = Look("done", "potted_plant", gettext_lazy("given to"))

ROUND_CHIPS = {
    State.REGISTERING: ("wait", "how_to_reg"),
    State.ELIGIBILITY: ("due", "fact_check"),
    State.ALLOCATION: ("due", "calculate"),
    State.PUBLICITY: ("wait", "campaign"),
    State.SIGNING: ("due", "draw"),
    State.IN_USE: ("done", "potted_plant"),
    State.CLOSED: ("neutral", "inventory_2"),
}
ELIGIBILITY_CHIPS = {
    Eligibility.UNJUDGED: ("wait", "help"),
    Eligibility.ELIGIBLE: ("done", "check_circle"),
    Eligibility.REFUSED: ("late", "cancel"),
    Eligibility.WITHDRAWN: ("neutral", "undo"),
}
OFFER_CHIPS = {
    OfferState.WAITING: ("due", "draw"),
    OfferState.SIGNED: ("done", "check_circle"),
    OfferState.DECLINED: ("neutral", "cancel"),
    OfferState.LAPSED: ("neutral", "event_busy"),
}
TENURE_CHIPS = {
    TenureState.IN_USE: ("done", "potted_plant"),
    TenureState.IDLE: ("due", "hourglass_empty"),
    TenureState.ENDED: ("neutral", "logout"),
    TenureState.RECLAIMED: ("neutral", "assignment_return"),
}
OBJECTION_CHIPS = {
    ObjectionState.OPEN: ("due", "gavel"),
    ObjectionState.UPHELD: ("done", "check_circle"),
    ObjectionState.REJECTED: ("neutral", "cancel"),
}
WAIT_CHIPS = {
    WaitState.WAITING: ("wait", "hourglass_empty"),
    WaitState.OFFERED: ("due", "draw"),
    WaitState.SERVED: ("done", "check_circle"),
    WaitState.LEFT: ("neutral", "logout"),
}
SWAP_CHIPS = {
    SwapState.PROPOSED: ("due", "swap_horiz"),
    SwapState.DONE: ("done", "check_circle"),
    SwapState.DROPPED: ("neutral", "cancel"),
}


def _chip(table: Any, value: Any, word: Any, title: Any = "") -> Any:
    kind, icon = table[value]
    return ui.chip(kind, word, icon=icon, title=title)


def round_chip(row: GardenRound) -> Any:
    """Where a round stands."""
    return _chip(ROUND_CHIPS, row.state, row.get_state_display())


def eligibility_chip(row: GardenRequest) -> Any:
    """What was found of a request; why on hover."""
    title = row.get_reason_display() if row.reason else ""
    return _chip(ELIGIBILITY_CHIPS, row.eligibility, row.get_eligibility_display(), title)


def offer_chip(row: GardenOffer) -> Any:
    """Where an offer stands; late beyond its day."""
    if row.is_overdue:
        return ui.chip("late", _("not signed in time"), icon="event_busy", title=ui.exact(row.sign_by))
    return _chip(OFFER_CHIPS, row.state, row.get_state_display())


def tenure_chip(row: GardenTenure) -> Any:
    """Whether a plot is used; late where it is idle beyond its day."""
    if row.is_cure_overdue and row.cure_by:
        return ui.chip("late", _("idle beyond its day"), icon="event_busy", title=ui.exact(row.cure_by))
    return _chip(TENURE_CHIPS, row.state, row.get_state_display())


def objection_chip(row: Objection) -> Any:
    """Where an objection stands."""
    return _chip(OBJECTION_CHIPS, row.state, row.get_state_display())


def wait_chip(row: Any) -> Any:
    """Where a household on the waitlist stands."""
    return _chip(WAIT_CHIPS, row.state, row.get_state_display())


def swap_chip(row: Any) -> Any:
    """Where a swap stands."""
    return _chip(SWAP_CHIPS, row.state, row.get_state_display())


def marks_of(plot: GardenPlot) -> tuple[tuple[str, Any], ...]:
    """Icons of what a plot has."""
    found = []
    if plot.accessible:
        found.append(("accessible", _("fit for disabled people")))
    if plot.water and plot.water != "none":
        found.append(("water_drop", plot.get_water_display()))
    return tuple(found)
