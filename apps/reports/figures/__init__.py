"""The figures that the registry knows. Importing this package registers them; the order here is the order shown."""

from apps.reports.figures import population, dwellings, households, complaints  # noqa: F401, I001  the order shown
