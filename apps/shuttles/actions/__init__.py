"""What can be done to shuttles: the only writers of them.

Every action is atomic: it locks the trip, asks the policy (errors.Refused), changes, appends the step, and tells
listeners after the commit (`shuttle_trip.<step>`, `shuttle_booking.<step>`). `by` is None where a resident acts.
"""

from collections.abc import Callable
from typing import Any

from apps.shuttles.actions.boarding import (
    boarding_sync,
    booking_board,
    booking_miss,
    booking_unboard,
    booking_unmiss,
)
from apps.shuttles.actions.computing import (
    plan_compute,
    plan_make,
    plans_resume,
)
from apps.shuttles.actions.laying import (
    Laid,
    trips_lay,
    trips_lay_ahead,
)
from apps.shuttles.actions.leaving import (
    gone_settle,
)
from apps.shuttles.actions.links import (
    calendar_link_give,
    calendar_link_revoke,
)
from apps.shuttles.actions.opening import (
    trips_open_due,
)
from apps.shuttles.actions.plans import (
    plan_adopt,
    plan_edit,
)
from apps.shuttles.actions.register import (
    DRIVER_FIELDS,
    STOP_FIELDS,
    VEHICLE_FIELDS,
    driver_absent,
    driver_change,
    driver_register,
    stop_change,
    stop_register,
    unavailability_end,
    vehicle_change,
    vehicle_out,
    vehicle_register,
)
from apps.shuttles.actions.seats import (
    booking_cancel,
    seat_book,
    seat_submit,
    seats_pass_on,
)
from apps.shuttles.actions.standing import (
    WISHES,
    run_locked,
    standing_add,
    standing_end,
    standing_seats,
)
from apps.shuttles.actions.timetable import (
    PATTERN_FIELDS,
    ROUTE_FIELDS,
    RUN_FIELDS,
    SEASON_FIELDS,
    exception_drop,
    exception_set,
    pattern_change,
    pattern_register,
    route_change,
    route_register,
    run_add,
    run_change,
    run_end,
    season_change,
    season_register,
)
from apps.shuttles.actions.trips import (
    TRIP_FIELDS,
    trip_add,
    trip_begin_boarding,
    trip_cancel,
    trip_change,
    trip_depart,
    trip_finish,
    trip_open,
    trip_report_late,
)
from apps.shuttles.actions.wishes import (
    wish_file,
    wish_withdraw,
)

# Step name → action; the faces call steps by name. `cancel` needs why=, `finish` takes km=, `report_late` minutes=.
BY_STEP: dict[str, Callable[..., Any]] = {
    "open": trip_open,
    "begin_boarding": trip_begin_boarding,
    "depart": trip_depart,
    "finish": trip_finish,
    "cancel": trip_cancel,
    "report_late": trip_report_late,
    "change": trip_change,
}
BY_BOOKING_STEP: dict[str, Callable[..., Any]] = {
    "board": booking_board,
    "unboard": booking_unboard,
    "miss": booking_miss,
    "unmiss": booking_unmiss,
    "cancel": booking_cancel,
}

__all__ = [
    "BY_BOOKING_STEP",
    "BY_STEP",
    "DRIVER_FIELDS",
    "PATTERN_FIELDS",
    "ROUTE_FIELDS",
    "RUN_FIELDS",
    "SEASON_FIELDS",
    "STOP_FIELDS",
    "TRIP_FIELDS",
    "VEHICLE_FIELDS",
    "WISHES",
    "Laid",
    "boarding_sync",
    "booking_board",
    "booking_cancel",
    "booking_miss",
    "booking_unboard",
    "booking_unmiss",
    "calendar_link_give",
    "calendar_link_revoke",
    "driver_absent",
    "driver_change",
    "driver_register",
    "exception_drop",
    "exception_set",
    "gone_settle",
    "pattern_change",
    "pattern_register",
    "plan_adopt",
    "plan_compute",
    "plan_edit",
    "plan_make",
    "plans_resume",
    "route_change",
    "route_register",
    "run_add",
    "run_change",
    "run_end",
    "run_locked",
    "season_change",
    "season_register",
    "seat_book",
    "seat_submit",
    "seats_pass_on",
    "standing_add",
    "standing_end",
    "standing_seats",
    "stop_change",
    "stop_register",
    "trip_add",
    "trip_begin_boarding",
    "trip_cancel",
    "trip_change",
    "trip_depart",
    "trip_finish",
    "trip_open",
    "trip_report_late",
    "trips_lay",
    "trips_lay_ahead",
    "trips_open_due",
    "unavailability_end",
    "vehicle_change",
    "vehicle_out",
    "vehicle_register",
    "wish_file",
    "wish_withdraw",
]
