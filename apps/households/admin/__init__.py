"""Admin of the household register. One file per noun; importing them registers their pages."""

from apps.households.admin import duplicates, household, looks, member, presence_dialog, roster  # noqa: F401
