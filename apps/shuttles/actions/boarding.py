"""Who got on: ticked off one by one, or sent by the driver's phone once it has a signal again."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import held
from apps.core.decisions import refuse
from apps.core.errors import DomainError, InvalidInput, Refused, ensure
from apps.shuttles.actions.stepping import asked_booking, locked, take_booking
from apps.shuttles.models import BoardingTick, Booking, Trip
from apps.shuttles.models.riding import MOST_RIDERS
from apps.shuttles.policies import may_board
from apps.shuttles.vocabulary import Tick
from apps.shuttles.workflow import BookingState

MOST_TICKS = 500
BIGGEST_KEY = 2**63


@transaction.atomic
def booking_board(
    *, booking: Booking, by: Any, client_id: uuid.UUID | None = None, at: datetime | None = None
) -> Booking:
    """They got on. Also after the trip was closed, where the phone had no signal, and for who waits if seats are free.

    Noted before (also under another key), it stays as it is. Raises Refused (`full` where no seat is free for who
    waits, or comes after all).
    """
    return _take(booking, Tick.BOARD, by, client_id, at)


@transaction.atomic
def booking_unboard(
    *, booking: Booking, by: Any, client_id: uuid.UUID | None = None, at: datetime | None = None
) -> Booking:
    """A slip of the finger: they are not on board after all."""
    return _take(booking, Tick.UNBOARD, by, client_id, at)


@transaction.atomic
def booking_miss(
    *, booking: Booking, by: Any, why: str = "", client_id: uuid.UUID | None = None, at: datetime | None = None
) -> Booking:
    """They did not come. Their seats stay free for who waits at the door: `booking_board` gives them."""
    return _take(booking, Tick.MISS, by, client_id, at, why=why)


@transaction.atomic
def booking_unmiss(
    *, booking: Booking, by: Any, client_id: uuid.UUID | None = None, at: datetime | None = None
) -> Booking:
    """A slip of the finger: they are still expected. Raises Refused (`full` where somebody has their seats by now)."""
    return _take(booking, Tick.UNMISS, by, client_id, at)


def _take(
    booking: Booking, what: Tick, by: Any, client_id: uuid.UUID | None, at: datetime | None, why: str = ""
) -> Booking:
    """The step of this name, noted under the phone's key; a key that is known leaves everything as it is."""
    if _known(client_id):
        return Booking.objects.select_related("trip").get(pk=booking.pk)
    trip = booking.trip
    now = Booking.objects.get(pk=booking.pk)
    if what == Tick.BOARD and now.state == BookingState.BOARDED:
        ensure(may_board(trip, by))
    else:
        now = take_booking(asked_booking(booking, what.value, by, why=why), what.value, by, why)
    _note(trip, client_id, what, by, at, booking=now)
    return now


def boarding_sync(*, trip: Trip, by: Any, ticks: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """What a driver's phone noted without a signal, in its order; sent again, everything counts once.

    A tick is {"id": uuid, "booking": key, "what": a Tick, "at": ISO time, "riders": number}. Each is answered by {"id",
    "state": done | known | refused, "code", "message"}; those that are refused stay on record with their code and are
    not tried again. One that cannot be read is refused alone (`unreadable`), and leaves no record. Raises Refused where
    the trip is not theirs, InvalidInput for too many at once.
    """
    ensure(may_board(trip, by))
    if len(ticks) > MOST_TICKS:
        raise InvalidInput(_("Send at most 500 notes at once."), field="ticks")
    return [_answered(trip, by, tick) for tick in ticks]


def _answered(trip: Trip, by: Any, tick: Any) -> dict[str, str]:
    try:
        known = _read(tick)
    except InvalidInput as error:
        key = tick.get("id", "") if isinstance(tick, dict) else ""
        return {"id": str(key), "state": "refused", "code": error.code, "message": str(error.message)}
    return _one(trip, by, known)


def _read(tick: Any) -> dict[str, Any]:
    try:
        at = parse_datetime(str(tick["at"]))
        booking = None if tick.get("booking") is None else int(tick["booking"])
        riders, what = int(tick.get("riders") or 1), Tick(tick["what"])
        key = uuid.UUID(str(tick["id"]))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise InvalidInput(_("This is no note of a boarding list."), code="unreadable") from error
    at = clock.believed(at) if at is not None and at.tzinfo is not None else None
    if at is None or not 1 <= riders <= MOST_RIDERS or not 0 <= (booking or 0) < BIGGEST_KEY:
        raise InvalidInput(_("This is no note of a boarding list."), code="unreadable")
    return {"id": key, "what": what, "riders": riders, "at": at, "booking": booking}


def _one(trip: Trip, by: Any, tick: dict[str, Any]) -> dict[str, str]:
    answer = {"id": str(tick["id"]), "state": "known", "code": "", "message": ""}
    with transaction.atomic():
        row = locked(trip)
        if (before := _known(tick["id"])) is not None:
            return {**answer, "code": before.outcome, "state": "refused" if before.outcome else "known"}
        booking = Booking.objects.filter(pk=tick["booking"], trip=row).first() if tick["booking"] else None
        try:
            with transaction.atomic():
                _done(row, by, tick, booking)
        except DomainError as error:
            _note(row, tick["id"], tick["what"], by, tick["at"], booking=booking, outcome=error.code)
            return {**answer, "state": "refused", "code": error.code, "message": str(error.message)}
    return {**answer, "state": "done"}


def _done(trip: Trip, by: Any, tick: dict[str, Any], booking: Booking | None) -> None:
    if tick["what"] in (Tick.WALK_ON, Tick.WALK_OFF):
        _walk(trip, by, tick)
        return
    if booking is None:
        raise InvalidInput(_("This booking is none of this trip."), code="unknown_booking")
    if tick["what"] == Tick.MISS and booking.state == BookingState.NO_SHOW:  # the trip was closed meanwhile
        _note(trip, tick["id"], tick["what"], by, tick["at"], booking=booking)
        return
    _take(booking, tick["what"], by, tick["id"], tick["at"])


def _walk(trip: Trip, by: Any, tick: dict[str, Any]) -> None:
    """Riders without a booking get on where seats are free, or the finger slipped. The trip is locked."""
    ensure(may_board(trip, by))
    change = tick["riders"] if tick["what"] == Tick.WALK_ON else -min(tick["riders"], trip.walk_ons)
    if change > trip.seats - trip.riders:
        raise Refused(refuse("full", _("All seats are taken.")))
    Trip.objects.filter(pk=trip.pk).update(walk_ons=F("walk_ons") + change, updated_at=clock.now())
    _note(trip, tick["id"], tick["what"], by, tick["at"], riders=tick["riders"])


def _known(client_id: uuid.UUID | None) -> BoardingTick | None:
    """The note that came with this key before."""
    return BoardingTick.objects.filter(client_id=client_id).first() if client_id else None


def _note(
    trip: Trip, client_id: uuid.UUID | None, what: str, by: Any, at: datetime | None, *, booking: Booking | None = None,
    riders: int = 1, outcome: str = "",
) -> None:  # fmt: skip
    held(
        BoardingTick(
            trip=trip, client_id=client_id or uuid.uuid4(), what=what, by=person(by), noted_at=at or clock.now(),
            booking=booking, riders=booking.riders if booking else riders, outcome=outcome[:24],
        )
    )  # fmt: skip
