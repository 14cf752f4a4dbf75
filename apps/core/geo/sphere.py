"""Straight lines over the ground, by haversine: in Python, over arrays, and in SQL.

A sphere is enough here: the way on the ground is 20 to 60% longer than the line, by a detour factor that is itself an
estimate, and an ellipsoidal formula would cost twenty times as much in SQL and change no minute that staff see. One
radius for the whole earth is up to 0.56% wrong; the Gaussian radius of curvature of WGS-84 halfway between the two
latitudes, b / (1 - e² sin² φ), is within 0.34% of the ellipsoid everywhere and in every direction, as the tests try.
"""

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

from django.db.models import FloatField, Func

if TYPE_CHECKING:
    import numpy as np

POLAR_RADIUS_M = 6_356_752.314245  # WGS-84, semi-minor axis b
ECCENTRICITY_2 = 0.006694379990141  # WGS-84, first eccentricity squared

# Subtracting what is over 1 keeps rounding from leaving the arc sine's domain, and NULL stays NULL (LEAST drops it).
HALF_SQL = (
    "(power(sin(radians({lat2} - {lat1}) / 2), 2)"
    " + cos(radians({lat1})) * cos(radians({lat2})) * power(sin(radians({lon2} - {lon1}) / 2), 2))"
)
RADIUS_SQL = f"({POLAR_RADIUS_M} / (1 - {ECCENTRICITY_2} * power(sin(radians({{lat1}} + {{lat2}}) / 2), 2)))"
DISTANCE_SQL = "(2 * {radius} * asin(sqrt({half} - greatest({half} - 1, 0))))"


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Straight-line distance in metres between two places in degrees; within 0.34% of the ellipsoid."""
    phi1, phi2 = radians(lat1), radians(lat2)
    radius = POLAR_RADIUS_M / (1 - ECCENTRICITY_2 * sin((phi1 + phi2) / 2) ** 2)
    half = sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * radius * asin(min(1.0, sqrt(half)))


def distances_m(lat1: Any, lon1: Any, lat2: Any, lon2: Any) -> "np.ndarray":
    """`distance_m` over arrays (or numbers) of degrees that broadcast together; NaN gives NaN."""
    import numpy as np

    phi1, phi2 = np.radians(lat1), np.radians(lat2)
    across = np.radians(np.subtract(lon2, lon1)) / 2
    half = np.sin((phi2 - phi1) / 2) ** 2 + np.cos(phi1) * np.cos(phi2) * np.sin(across) ** 2
    metres: np.ndarray = 2 * radii_m(phi1, phi2) * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return metres


def radii_m(phi1: "np.ndarray", phi2: "np.ndarray") -> "np.ndarray":
    """The earth's radius in metres halfway between latitudes, over arrays of radians."""
    import numpy as np

    radii: np.ndarray = POLAR_RADIUS_M / (1 - ECCENTRICITY_2 * np.sin((phi1 + phi2) / 2) ** 2)
    return radii


def distance_sql(lat1: str, lon1: str, lat2: str, lon2: str) -> str:
    """`distance_m` as SQL text over four SQL expressions in degrees (never user input); NULL gives NULL."""
    half = HALF_SQL.format(lat1=lat1, lon1=lon1, lat2=lat2, lon2=lon2)
    return DISTANCE_SQL.format(radius=RADIUS_SQL.format(lat1=lat1, lat2=lat2), half=half)


class Distance(Func):
    """`distance_m` as an expression for querysets: `Distance(lat1, lon1, lat2, lon2)`, each a number, name or F."""

    arity = 4
    output_field = FloatField()

    def __init__(self, *expressions: Any) -> None:
        from django.db.models import Value

        super().__init__(*(Value(float(one)) if isinstance(one, int | float) else one for one in expressions))

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> tuple[str, tuple[Any, ...]]:
        """The formula names each argument several times, so each time its parameters are repeated."""
        parts = [compiler.compile(one) for one in self.source_expressions]
        names = ("lat1", "lon1", "lat2", "lon2")
        marked = distance_sql(*(f"\0{name}\0" for name in names))
        sql, values = "", []
        for piece in marked.split("\0"):
            text, given = parts[names.index(piece)] if piece in names else (piece, ())
            sql += text
            values += list(given)
        return sql, tuple(values)
