"""The staff's pages of visits."""

from apps.followups.admin import (  # noqa: F401  they register themselves
    caseloads,
    clashes,
    levels,
    tasks,
    visits,
)
