"""Who may see and change questionnaires. Publishing asks policies.py besides."""

from apps.accounts.roles import AREA_ROLES, Role, grant

for role in AREA_ROLES:
    grant(role, "instruments.view_instrument", "instruments.view_instrumentversion")
grant(
    Role.COUNTY_ADMIN,
    *(f"instruments.{verb}_{noun}" for verb in ("add", "change") for noun in ("instrument", "instrumentversion")),
)
