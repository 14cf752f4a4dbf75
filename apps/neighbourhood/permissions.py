"""Who may see and act on community life. What a step needs beyond that stands in workflow.py and policies.py."""

from apps.accounts.roles import AREA_ROLES, Role, grant

OF_PLACE = (
    "competition", "criterion", "judge", "competitionstep", "reward", "stockmove", "residentsgroup", "meeting",
    "meetingstep", "meetingdecision", "activity", "activitystep",
)  # fmt: skip
OF_HOUSEHOLDS = (
    "competitionentry", "mark", "competitionobjection", "award", "pointsaccount", "pointsentry", "redemption",
    "groupmember", "meetingattendance", "signup",
)  # fmt: skip
CHANGED = (
    "competition", "competitionentry", "competitionobjection", "award", "reward", "redemption", "residentsgroup",
    "meeting", "meetingdecision", "activity", "signup",
)  # fmt: skip
AT_THE_DOOR = ("redemption", "signup", "competitionobjection")

for role in AREA_ROLES:
    grant(role, *(f"neighbourhood.view_{noun}" for noun in (*OF_PLACE, *OF_HOUSEHOLDS)))
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN):
    grant(role, *(f"neighbourhood.{verb}_{noun}" for verb in ("add", "change") for noun in CHANGED))
grant(Role.GRID_WORKER, *(f"neighbourhood.{verb}_{noun}" for verb in ("add", "change") for noun in AT_THE_DOOR))
