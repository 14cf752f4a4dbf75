"""Who may see and change staff, scopes and the access log."""

from apps.accounts.roles import Role, grant

grant(
    Role.COUNTY_ADMIN,
    *(f"accounts.{verb}_{noun}" for verb in ("view", "add", "change") for noun in ("staff", "assignment")),
    "accounts.delete_assignment",
    *(f"core.{verb}_datedsetting" for verb in ("view", "add", "change")),
)
# Colleagues within one's scope, to read.
DEVICES = ("accounts.view_fielddevice", "accounts.change_fielddevice")
grant(Role.COUNTY_ADMIN, *DEVICES)
grant(Role.COMMUNITY_MANAGER, "accounts.view_staff", "accounts.view_assignment", *DEVICES)
grant(
    Role.AUDITOR, "accounts.view_accesslog", "accounts.view_staff", "accounts.view_assignment",
    "accounts.view_fielddevice", "core.view_datedsetting",
)  # fmt: skip
