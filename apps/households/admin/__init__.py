"""Admin of the household register. One file per noun; importing them registers their pages."""

from apps.households.admin import household, member, roster  # noqa: F401
