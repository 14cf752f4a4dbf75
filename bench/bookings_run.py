"""`python -m bench.bookings_run RUNS`: 500 bookings at once for 30 seats beside a bare contended UPDATE, as JSON.

A process of its own on one of the bench's databases. Both sides are asked by the same six threads, each with its own
connection: `seat_submit` as the phone page calls it, and `UPDATE … SET taken = taken + 1` on one row of a plain table.
What it adds it takes away again.
"""

import json
import sys
import threading
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import django

from bench.measure import timed

BOOKINGS, SEATS, THREADS = 500, 30, 6
TABLES = "shuttles_bookingstep, shuttles_booking, shuttles_tripstep, shuttles_tripstop, shuttles_trip"
BARE = "UPDATE bench_seats SET taken = taken + 1 WHERE id = 1"


def at_once(act: Callable[[int], object]) -> float:
    """Seconds for all bookings, shared among the threads, which begin together. Raises what one of them raised."""
    from django.db import connection

    begin, faults = threading.Barrier(THREADS + 1), []

    def work(first: int) -> None:
        try:
            act(-1)  # a connection, and what the process reads once
            begin.wait()
            for number in range(first, BOOKINGS, THREADS):
                act(number)
        except threading.BrokenBarrierError:
            return
        except Exception as error:
            faults.append(error)
            begin.abort()
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(first,)) for first in range(THREADS)]
    for thread in threads:
        thread.start()
    with suppress(threading.BrokenBarrierError):  # then there is a fault to tell
        begin.wait()
    seconds = timed(lambda: [thread.join() for thread in threads])
    if faults:
        raise faults[0]
    return seconds


def bare() -> float:
    """The least that a seat can cost: one row, counted up by everybody."""
    from django.db import connection

    def act(number: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE if number >= 0 else "SELECT 1")

    return at_once(act)


def booked(community: Any, homes: list[Any]) -> float:
    """Everybody books the same trip. Raises RuntimeError unless 30 have seats and all others wait in order."""
    from apps.core.rowscope import elevated
    from apps.core.scope import communities
    from apps.shuttles.actions import seat_submit
    from apps.shuttles.models import Booking

    trip = trip_of(community)

    def act(number: int) -> None:
        with elevated("a resident books", communities(community.pk)):
            if number < 0:
                Booking.objects.filter(trip=trip).exists()
            else:
                seat_submit(trip=trip, household=homes[number], client_id=uuid.uuid4())

    seconds = at_once(act)
    found = list(Booking.objects.filter(trip=trip).order_by("pk").values_list("state", "place"))
    if found != [("booked", None)] * SEATS + [("waiting", n + 1) for n in range(BOOKINGS - SEATS)]:
        raise RuntimeError("seats are oversold, lost, or given out of order")
    return seconds


def trip_of(community: Any) -> Any:
    """A trip in two days with 30 seats and two stops."""
    from apps.core import clock
    from apps.shuttles.models import ShuttleRoute, ShuttleStop, Trip, TripStop

    start = clock.now() + timedelta(days=2)
    route, _made = ShuttleRoute.objects.get_or_create(community=community, code="bench", purpose="field")
    day = start.date()
    trip = Trip.objects.create(
        community=community, route=route, day=day, starts_at=start, ends_at=start + timedelta(hours=1), seats=SEATS,
        state="open",
    )  # fmt: skip
    for place in range(2):
        stop, _made = ShuttleStop.objects.get_or_create(community=community, code=f"bench{place}")
        TripStop.objects.create(trip=trip, stop=stop, place=place, due_at=start + timedelta(minutes=20 * place))
    return trip


def fill(community: Any) -> list[Any]:
    """Households of the bench's own, and the plain table."""
    from django.db import connection

    from apps.households.models import Household

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_seats (id int PRIMARY KEY, taken int NOT NULL)")
        cursor.execute("INSERT INTO bench_seats VALUES (1, 0) ON CONFLICT DO NOTHING")
    rows = [Household(community=community, code=f"bench{n:05}") for n in range(BOOKINGS)]
    return list(Household.objects.bulk_create(rows))


def clean() -> None:
    """The database as it was."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_seats")
        cursor.execute(f"TRUNCATE {TABLES}, shuttles_boardingtick")
        cursor.execute("DELETE FROM shuttles_shuttleroute WHERE code = 'bench'")
        cursor.execute("DELETE FROM shuttles_shuttlestop WHERE code LIKE 'bench_'")
        cursor.execute("DELETE FROM households_household WHERE code LIKE 'bench%'")


def main() -> None:
    """Both in turns; the first pair is not counted."""
    from apps.communities.models import Community
    from apps.core.rowscope import elevated

    with elevated("the bench works over the whole county"):
        clean()
        try:
            community = Community.objects.order_by("pk")[0]
            homes, runs = fill(community), []
            for _run in range(int(sys.argv[1]) + 1):
                runs.append({"bare": BOOKINGS / bare(), "booked": BOOKINGS / booked(community, homes)})
        finally:
            clean()
    print(json.dumps({"runs": runs[1:], "bookings": BOOKINGS, "seats": SEATS, "threads": THREADS}))


if __name__ == "__main__":
    django.setup()
    main()
