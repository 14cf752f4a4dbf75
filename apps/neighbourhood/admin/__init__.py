"""The staff's pages of community life."""

from apps.neighbourhood.admin import (  # noqa: F401  they register themselves
    activities,
    competitions,
    entries,
    groups,
    household_file,
    meetings,
    points,
    rewards,
)
