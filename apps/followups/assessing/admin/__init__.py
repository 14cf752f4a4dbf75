"""The staff's pages of how people settle in."""

from apps.followups.assessing.admin import stages  # noqa: F401  they register themselves
