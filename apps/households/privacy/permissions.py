"""Who may look after privacy: looks at files, duplicates, consents, bank accounts, erasure."""

from apps.accounts.roles import Role, grant

# Who opened a file, on the file: for those who answer for it.
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN, Role.AUDITOR):
    grant(role, "households.see_looks")
# Who decides about duplicates, and who may see what was decided.
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN):
    grant(role, "households.merge_member", "households.change_likelypair", "households.change_likelyhouseholds")
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN, Role.AUDITOR):
    grant(role, "households.view_likelypair", "households.view_likelyhouseholds", "households.view_mergerecord")
# Consents and bank accounts: kept with the file.
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN, Role.AUDITOR):
    grant(role, "households.view_consent", "households.view_bankaccount", "households.view_erasure")
grant(Role.GRID_WORKER, "households.view_consent")
grant(
    Role.COMMUNITY_MANAGER,
    *(f"households.{verb}_{noun}" for verb in ("add", "change") for noun in ("consent", "bankaccount")),
)
# Whole account numbers; and who asks for, and who approves, an erasure.
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN):
    grant(role, "households.reveal_bankaccount", "households.request_erasure")
grant(Role.COUNTY_ADMIN, "households.approve_erasure")
