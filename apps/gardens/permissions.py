"""Who may see and act on garden plots. What a step needs beyond that stands in workflow.py and policies.py."""

from apps.accounts.roles import AREA_ROLES, Role, grant

SITE = ("gardenzone", "gardenplot", "toollocker", "gardenround", "roundstep")
OF_HOUSEHOLDS = (
    "gardenrequest", "gardenoffer", "gardentenure", "tenurestep", "plotvisit", "yieldnote", "reclaim", "plotswap",
    "waitlistentry", "lockerholding", "objection",
)  # fmt: skip
CHANGED = (*SITE[:4], "gardenrequest", "gardenoffer", "gardentenure", "objection", "lockerholding", "plotswap")
DRAFT = "gardens.view_allocationdraft"

for role in AREA_ROLES:
    grant(role, *(f"gardens.view_{noun}" for noun in (*SITE, *OF_HOUSEHOLDS)))
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN, Role.TOWNSHIP_OFFICER, Role.AUDITOR):
    grant(role, DRAFT)
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN):
    grant(role, *(f"gardens.{verb}_{noun}" for verb in ("add", "change") for noun in CHANGED))
    grant(role, *(f"gardens.{verb}_gardenimport" for verb in ("view", "add", "change")))
    grant(role, "gardens.add_allocationdraft", "gardens.add_plotvisit", "gardens.add_yieldnote")
grant(
    Role.GRID_WORKER, "gardens.add_gardenrequest", "gardens.change_gardenrequest", "gardens.change_gardenoffer",
    "gardens.change_gardentenure", "gardens.add_plotvisit", "gardens.add_yieldnote", "gardens.add_objection",
)  # fmt: skip
