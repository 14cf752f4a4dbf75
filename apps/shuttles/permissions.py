"""Who may see and act on shuttles. What a step needs beyond that stands in workflow.py and policies.py."""

from apps.accounts.roles import AREA_ROLES, Role, grant
from apps.shuttles.workflow import FIELD

REGISTER = (
    "shuttlestop", "shuttleroute", "routestop", "vehicle", "vehicleoutage", "driver", "driverabsence", "shuttleseason",
    "servicepattern", "serviceexception", "run",
)  # fmt: skip
OF_TRIPS = ("trip", "tripstop", "tripstep")
OF_HOUSEHOLDS = ("booking", "bookingstep", "standingbooking", "ridewish")
PLAN = "shuttles.view_shuttleplan"

for role in AREA_ROLES:
    grant(role, *(f"shuttles.view_{noun}" for noun in (*REGISTER, *OF_TRIPS, *OF_HOUSEHOLDS, "boardingtick")))
for role in AREA_ROLES - {Role.GRID_WORKER}:
    grant(role, PLAN)
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN):
    changed = (*REGISTER, "trip", "booking", "standingbooking", "ridewish", "shuttleplan")
    grant(role, *(f"shuttles.{verb}_{noun}" for verb in ("add", "change") for noun in changed))
grant(
    Role.GRID_WORKER,
    *(f"shuttles.{verb}_{noun}" for verb in ("add", "change") for noun in ("booking", "standingbooking", "ridewish")),
)
for role in FIELD:  # whoever reads an address reads when the household rides
    grant(role, "shuttles.view_calendarlink")
grant(
    Role.DRIVER, "shuttles.view_trip", "shuttles.change_trip", "shuttles.view_booking", "shuttles.change_booking"
)  # fmt: skip
