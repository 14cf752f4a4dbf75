"""Who may see and change staff, scopes and the access log."""

from apps.accounts.roles import Role, grant

grant(
    Role.COUNTY_ADMIN,
    *(f"accounts.{verb}_{noun}" for verb in ("view", "add", "change") for noun in ("staff", "assignment")),
    "accounts.delete_assignment",
    *(f"core.{verb}_datedsetting" for verb in ("view", "add", "change")),
)
# Colleagues within one's scope, to read.
grant(Role.COMMUNITY_MANAGER, "accounts.view_staff", "accounts.view_assignment")
grant(
    Role.AUDITOR, "accounts.view_accesslog", "accounts.view_staff", "accounts.view_assignment", "core.view_datedsetting"
)
