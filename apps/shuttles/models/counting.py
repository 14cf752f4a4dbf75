"""What the database itself keeps count of on a trip, by triggers on its bookings.

A statement that writes bookings adds what it changed to the counters of their trips, and fails as a whole where a
CHECK of the trip says that there are not so many seats; whichever path wrote them, action, script or cascade.
"""

import pgtrigger

from apps.shuttles.workflow import SEATED, BookingState

_SEATED = ", ".join(f"'{state}'" for state in SEATED)
_SUMS = f"""
    SELECT c.trip_id,
        coalesce(sum(c.sign * c.riders) FILTER (WHERE c.state IN ({_SEATED})), 0) AS taken,
        coalesce(sum(c.sign) FILTER (WHERE c.wheelchair AND c.state IN ({_SEATED})), 0) AS chairs,
        coalesce(sum(c.sign) FILTER (WHERE c.state = '{BookingState.WAITING}'), 0) AS waiting,
        coalesce(sum(c.sign * c.riders) FILTER (WHERE c.state = '{BookingState.BOARDED}'), 0) AS boarded,
        coalesce(max(c.place) FILTER (WHERE c.sign = 1), 0) AS last_place
    FROM (%s) c GROUP BY c.trip_id"""
_ROWS = "SELECT trip_id, riders, wheelchair, state, place, %s AS sign FROM %s"
_NEW, _OLD = _ROWS % (1, "new_rows"), _ROWS % (-1, "old_rows")


def _counter(name: str, operation: pgtrigger.Operation, rows: str, seen: pgtrigger.Referencing) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=seen,
        declare=[("counted", "bigint"), ("asked", "bigint")],
        func=f"""
            WITH sums AS ({_SUMS % rows}), done AS (
                UPDATE shuttles_trip t SET taken = t.taken + s.taken, waiting = t.waiting + s.waiting,
                    wheelchairs_taken = t.wheelchairs_taken + s.chairs, boarded = t.boarded + s.boarded,
                    last_place = greatest(t.last_place, s.last_place)
                FROM sums s WHERE t.id = s.trip_id RETURNING t.id
            ) SELECT (SELECT count(*) FROM sums), (SELECT count(*) FROM done) INTO asked, counted;
            IF asked <> counted THEN
                RAISE EXCEPTION 'bookings of a trip that cannot be counted on' USING ERRCODE = 'insufficient_privilege';
            END IF;
            RETURN NULL;
        """,
    )


def counters() -> tuple[pgtrigger.Trigger, ...]:
    """The triggers of the table of bookings."""
    return (
        _counter("count_made", pgtrigger.Insert, _NEW, pgtrigger.Referencing(new="new_rows")),
        _counter("count_gone", pgtrigger.Delete, _OLD, pgtrigger.Referencing(old="old_rows")),
        _counter(
            "count_changed", pgtrigger.Update, f"{_NEW} UNION ALL {_OLD}",
            pgtrigger.Referencing(new="new_rows", old="old_rows"),
        ),
    )  # fmt: skip
