"""Who may see and make monthly reports. What a step needs beyond that stands in workflow.py and policies.py."""

from apps.accounts.roles import Role, grant

NOUNS = ("monthlyreport", "reportfigure", "reportstep")

for role in (Role.COUNTY_ADMIN, Role.TOWNSHIP_OFFICER, Role.COMMUNITY_MANAGER, Role.AUDITOR):
    grant(role, *(f"reports.view_{noun}" for noun in NOUNS))
grant(Role.COMMUNITY_MANAGER, "reports.add_monthlyreport", "reports.change_monthlyreport")
grant(Role.TOWNSHIP_OFFICER, "reports.change_monthlyreport")
