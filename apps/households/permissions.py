"""Who may see and change the household register."""

from apps.accounts.roles import Role, grant

NOUNS = (
    "household", "member", "membership", "occupancy", "presence", "healthrecord", "disability", "employment",
    "labourability", "training", "schooling", "insurance", "memberskill", "contact", "income",
    "expense", "vegetablespending", "guaranteecheck", "asset", "debt", "classperiod",
)  # fmt: skip

for role in (Role.COUNTY_ADMIN, Role.COMMUNITY_MANAGER, Role.GRID_WORKER, Role.AUDITOR):
    grant(role, *(f"households.view_{noun}" for noun in NOUNS))
grant(Role.COMMUNITY_MANAGER, *(f"households.{verb}_{noun}" for verb in ("add", "change") for noun in NOUNS))
grant(
    Role.COMMUNITY_MANAGER,
    "households.view_rosterimport",
    "households.add_rosterimport",
    "households.change_rosterimport",
)
# What a grid worker is told, or sees, at the door.
AT_THE_DOOR = (
    "presence", "income", "contact", "healthrecord", "employment", "labourability", "guaranteecheck",
    "vegetablespending", "expense",
)  # fmt: skip
grant(Role.GRID_WORKER, *(f"households.add_{noun}" for noun in AT_THE_DOOR))
grant(
    Role.COUNTY_ADMIN, "households.view_rosterimport", "households.add_rosterimport", "households.change_rosterimport"
)
for role in (Role.COUNTY_ADMIN, Role.COMMUNITY_MANAGER, Role.GRID_WORKER):
    grant(role, "households.call_member")
grant(Role.COMMUNITY_MANAGER, "households.reveal_member")
grant(Role.COUNTY_ADMIN, "households.reveal_member")

for role in (Role.COUNTY_ADMIN, Role.COMMUNITY_MANAGER, Role.GRID_WORKER, Role.AUDITOR):
    grant(role, "households.view_lifeevent")
grant(Role.COMMUNITY_MANAGER, "households.add_lifeevent")
for role in (Role.COUNTY_ADMIN, Role.COMMUNITY_MANAGER, Role.AUDITOR):
    grant(role, "households.view_transfer")
grant(Role.COMMUNITY_MANAGER, "households.add_transfer")
grant(Role.COUNTY_ADMIN, "households.add_transfer")
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN):
    grant(role, "households.reveal_healthrecord")
for role in (Role.COUNTY_ADMIN, Role.COMMUNITY_MANAGER, Role.AUDITOR):
    grant(role, "households.view_skill")
grant(Role.COUNTY_ADMIN, "households.add_skill", "households.change_skill")
