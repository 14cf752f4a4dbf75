"""Who may see and change fields, villages, crops and busy seasons."""

from apps.accounts.roles import Role, grant

OF_HOUSEHOLDS = ("parcel", "parceluse", "reach")
REGISTERS = ("village", "crop", "busyseason")

for role in (Role.COUNTY_ADMIN, Role.COMMUNITY_MANAGER, Role.GRID_WORKER, Role.AUDITOR):
    grant(role, *(f"farmland.view_{noun}" for noun in (*OF_HOUSEHOLDS, *REGISTERS)))
grant(Role.TOWNSHIP_OFFICER, *(f"farmland.view_{noun}" for noun in REGISTERS))
grant(
    Role.COMMUNITY_MANAGER,
    *(f"farmland.{verb}_{noun}" for verb in ("add", "change") for noun in ("parcel", "parceluse", "village")),
)
grant(Role.GRID_WORKER, "farmland.add_parceluse")
grant(Role.COUNTY_ADMIN, *(f"farmland.{verb}_{noun}" for verb in ("add", "change") for noun in REGISTERS))
grant(Role.COUNTY_ADMIN, "farmland.delete_busyseason")
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN):
    grant(role, *(f"farmland.{verb}_parcelimport" for verb in ("view", "add", "change")))
