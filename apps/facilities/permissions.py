"""Who may see and act on facilities. What a step needs beyond that stands in workflow.py and policies.py."""

from apps.accounts.roles import AREA_ROLES, Role, grant

NOUNS = (
    "facility",
    "facilitystaffing",
    "facilityinspection",
    "facilitydefect",
    "facilitystep",
    "facilitystandard",
    "facilityphoto",
)

for role in AREA_ROLES:
    grant(role, *(f"facilities.view_{noun}" for noun in NOUNS))
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN):
    grant(role, *(f"facilities.{verb}_{noun}" for verb in ("add", "change") for noun in NOUNS[:4]))
grant(Role.COUNTY_ADMIN, *(f"facilities.{verb}_facilitystandard" for verb in ("add", "change", "delete")))
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN):
    grant(role, *(f"facilities.{verb}_facilityimport" for verb in ("view", "add", "change")))
grant(Role.GRID_WORKER, "facilities.add_facilityinspection", "facilities.add_facilitydefect")
grant(Role.GRID_WORKER, "facilities.change_facilitydefect")
