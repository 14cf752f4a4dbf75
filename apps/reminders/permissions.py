"""Everybody reads their own inbox; managers and the county see what went out about their communities."""

from apps.accounts.roles import Role, grant

for role in Role.values:
    grant(role, "reminders.view_message")
for role in (Role.COUNTY_ADMIN, Role.COMMUNITY_MANAGER):
    grant(role, "reminders.view_outgoingmessage", "reminders.change_outgoingmessage")
grant(Role.AUDITOR, "reminders.view_outgoingmessage")
