"""The lives of a trip and of a booking, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.accounts.roles import Role
from apps.core.workflow import Transition, Workflow


class TripState(models.TextChoices):
    """Where a trip stands."""

    PLANNED = "planned", pgettext_lazy("trip", "planned")
    OPEN = "open", pgettext_lazy("trip", "can be booked")
    BOARDING = "boarding", pgettext_lazy("trip", "boarding")
    UNDER_WAY = "under_way", pgettext_lazy("trip", "under way")
    DONE = "done", pgettext_lazy("trip", "done")
    CANCELLED = "cancelled", pgettext_lazy("trip", "cancelled")


OFFICE = frozenset({Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN})
FIELD = frozenset({*OFFICE, Role.GRID_WORKER})
CREW = frozenset({*OFFICE, Role.DRIVER})
BEFORE_DEPARTURE = (TripState.PLANNED, TripState.OPEN, TripState.BOARDING)
RUNNING = (TripState.BOARDING, TripState.UNDER_WAY)
BOOKABLE = (TripState.PLANNED, TripState.OPEN)  # planned: by standing bookings only

WORKFLOW = Workflow(
    name="trip of a shuttle",
    states=TripState,
    initial=TripState.PLANNED,
    transitions=(
        Transition("open", (TripState.PLANNED,), TripState.OPEN, _("Open for bookings"), OFFICE),
        Transition("begin_boarding", (TripState.OPEN,), TripState.BOARDING, _("Begin boarding"), CREW),
        Transition("depart", (TripState.BOARDING,), TripState.UNDER_WAY, _("Depart"), CREW),
        Transition("finish", (TripState.UNDER_WAY,), TripState.DONE, pgettext_lazy("trip", "Arrived"), CREW),
        Transition("cancel", BEFORE_DEPARTURE, TripState.CANCELLED, pgettext_lazy("trip", "Cancel the trip"), OFFICE, ("why",)),
    ),
)  # fmt: skip

# Steps of a trip that leave its state as it is; asked for, refused and logged like the others.
SIDE_STEPS = (
    Transition("change", BOOKABLE, "", _("Change vehicle, driver or times"), OFFICE),
    Transition("report_late", (TripState.OPEN, *RUNNING), "", _("Report a delay"), CREW, ("minutes", "why")),
    Transition("book", (TripState.OPEN,), "", _("Book seats"), FIELD),
    Transition("board", (*RUNNING, TripState.DONE), "", _("Tick off who boards"), CREW),
)
STEPS: dict[str, Transition] = {**WORKFLOW.by_name, **{step.name: step for step in SIDE_STEPS}}


class BookingState(models.TextChoices):
    """Where a booking stands."""

    WAITING = "waiting", pgettext_lazy("seat", "on the waitlist")
    BOOKED = "booked", pgettext_lazy("seat", "booked")
    BOARDED = "boarded", pgettext_lazy("seat", "on board")
    CANCELLED = "cancelled", pgettext_lazy("seat", "given back")
    NO_SHOW = "no_show", pgettext_lazy("seat", "did not come")
    RELEASED = "released", pgettext_lazy("seat", "no seat, or the trip was cancelled")


class PlanState(models.TextChoices):
    """Whether a plan of a season is computed yet."""

    COMPUTING = "computing", pgettext_lazy("shuttle plan", "being computed")
    READY = "ready", pgettext_lazy("shuttle plan", "computed")
    FAILED = "failed", pgettext_lazy("shuttle plan", "not computed")


# Both steps are the worker's; nobody takes them by role.
PLAN_WORKFLOW = Workflow(
    name="plan of shuttles",
    states=PlanState,
    initial=PlanState.COMPUTING,
    transitions=(
        Transition("finish", (PlanState.COMPUTING,), PlanState.READY, pgettext_lazy("shuttle plan", "Computed")),
        Transition("fail", (PlanState.COMPUTING,), PlanState.FAILED, pgettext_lazy("shuttle plan", "Not computed")),
    ),
)

SEATED = (BookingState.BOOKED, BookingState.BOARDED)  # these hold seats
LIVE = (BookingState.WAITING, *SEATED)

BOOKING_WORKFLOW = Workflow(
    name="seat on a shuttle",
    states=BookingState,
    initial=BookingState.WAITING,
    transitions=(
        Transition("promote", (BookingState.WAITING,), BookingState.BOOKED, _("Give a seat")),
        Transition("board", (BookingState.WAITING, BookingState.BOOKED, BookingState.NO_SHOW), BookingState.BOARDED, pgettext_lazy("seat", "On board"), CREW),
        Transition("unboard", (BookingState.BOARDED,), BookingState.BOOKED, pgettext_lazy("seat", "Not on board after all"), CREW),
        Transition("miss", (BookingState.BOOKED,), BookingState.NO_SHOW, pgettext_lazy("seat", "Did not come"), CREW),
        Transition("unmiss", (BookingState.NO_SHOW,), BookingState.BOOKED, pgettext_lazy("seat", "Still expected after all"), CREW),
        Transition("cancel", (BookingState.WAITING, BookingState.BOOKED), BookingState.CANCELLED, pgettext_lazy("seat", "Give the seat back"), FIELD),
        Transition("release", LIVE, BookingState.RELEASED, _("The trip does not run, or there was no seat")),
    ),
)  # fmt: skip
