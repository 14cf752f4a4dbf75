"""The figures that the registry knows. Importing this package registers them; the order here is the order shown."""

from apps.reports.figures import (  # noqa: F401, I001  the order shown
    population,
    life,
    dwellings,
    households,
    people,
    privacy,
    marginal,
    employment,
    complaints,
    farmland,
    gardens,
    shuttles,
    neighbourhood,
    facilities,
    followups,
    settling,
)
