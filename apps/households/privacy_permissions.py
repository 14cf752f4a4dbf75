"""Who may look after privacy: looks at files, duplicates, consents, bank accounts, erasure."""

from apps.accounts.roles import Role, grant

# Who opened a file, on the file: for those who answer for it.
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN, Role.AUDITOR):
    grant(role, "households.see_looks")
# Who decides about duplicates, and who may see what was decided.
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN):
    grant(role, "households.merge_member", "households.change_likelypair")
for role in (Role.COMMUNITY_MANAGER, Role.COUNTY_ADMIN, Role.AUDITOR):
    grant(role, "households.view_likelypair", "households.view_mergerecord")
