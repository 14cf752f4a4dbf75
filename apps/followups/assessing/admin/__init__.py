"""The staff's pages of how people settle in."""

from apps.followups.assessing.admin import household_file, stages  # noqa: F401  they register themselves
