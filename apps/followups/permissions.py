"""Who may see and act on visits. What a step needs beyond that stands in workflow.py and policies.py."""

from apps.accounts.roles import Role, grant

NOUNS = (
    "caseload", "level", "occasion", "visit", "visitstep", "visitphoto", "answer", "visitclash", "task", "taskstep",
    "integrationstage",
)  # fmt: skip
CHANGED = ("caseload", "integrationstage", "level", "occasion", "visit", "visitclash", "task")

for role in (Role.COUNTY_ADMIN, Role.COMMUNITY_MANAGER, Role.GRID_WORKER, Role.AUDITOR):
    grant(role, *(f"followups.view_{noun}" for noun in NOUNS))
for role in (Role.COUNTY_ADMIN, Role.COMMUNITY_MANAGER):
    grant(role, *(f"followups.{verb}_{noun}" for verb in ("add", "change") for noun in CHANGED))
for noun in ("visit", "visitclash", "task", "occasion"):
    grant(Role.GRID_WORKER, f"followups.add_{noun}", f"followups.change_{noun}")
