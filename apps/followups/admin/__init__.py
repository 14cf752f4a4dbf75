"""The staff's pages of visits."""

from apps.followups.admin import (  # noqa: F401  they register themselves
    answers,
    caseloads,
    clashes,
    household_file,
    levels,
    occasions,
    tasks,
    visits,
)
from apps.followups.assessing import admin as assessing  # noqa: F401
