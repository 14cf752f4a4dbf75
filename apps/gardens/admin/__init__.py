"""The staff's pages of gardens."""

from apps.gardens.admin import (  # noqa: F401  they register themselves
    household_file,
    lockers,
    objections,
    offers,
    plots,
    requests,
    rounds,
    swaps,
    tenures,
    waiting,
    zones,
)
