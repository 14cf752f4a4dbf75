"""Who may see and act on complaints. What a step needs beyond that stands in workflow.py and policies.py."""

from apps.accounts.roles import AREA_ROLES, Role, grant

for role in AREA_ROLES:
    grant(role, "complaints.view_complaint", "complaints.view_complaintstep")
for role in (Role.COMMUNITY_MANAGER, Role.GRID_WORKER):
    grant(role, "complaints.add_complaint", "complaints.change_complaint", "complaints.reveal_complaint")
