"""The shift between WGS-84 (satellites, this register) and GCJ-02 (maps published in China), 50 to 800 m.

The formula is the one known publicly since 2013; officially there is none. It is applied inside the rectangle that the
map services use, so a place just outside the land border may be shifted although a map would not. Pure functions on
degrees: to never shift twice, use `Coordinates`, which knows what it holds.
"""

from math import cos, pi, radians, sin, sqrt

KRASOVSKY_A = 6_378_245.0  # semi-major axis in metres
KRASOVSKY_E2 = 0.00669342162296594323  # eccentricity squared
SOUTH, NORTH, WEST, EAST = 0.8293, 55.8271, 72.004, 137.8347


def in_china(latitude: float, longitude: float) -> bool:
    """Whether a WGS-84 place lies in the rectangle in which published maps are shifted."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def _waves(x: float, along: float, twelfth: float, thirtieth: float) -> float:
    """The sine terms of one axis, in metres; the first pair runs over x on both axes."""
    return (2 / 3) * (
        20 * (sin(6 * x * pi) + sin(2 * x * pi))
        + 20 * sin(along * pi)
        + 40 * sin(along / 3 * pi)
        + twelfth * sin(along / 12 * pi)
        + thirtieth * sin(along / 30 * pi)
    )


def _offset(latitude: float, longitude: float) -> tuple[float, float]:
    """How far GCJ-02 lies from WGS-84 at a WGS-84 place, in degrees of latitude and longitude."""
    x, y = longitude - 105.0, latitude - 35.0
    north = -100.0 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north += _waves(x, y, 160.0, 320.0)
    east = 300.0 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east += _waves(x, x, 150.0, 300.0)
    phi = radians(latitude)
    magic = 1 - KRASOVSKY_E2 * sin(phi) ** 2
    meridian = KRASOVSKY_A * (1 - KRASOVSKY_E2) / (magic * sqrt(magic))
    parallel = KRASOVSKY_A / sqrt(magic) * cos(phi)
    return north / radians(1) / meridian, east / radians(1) / parallel


def to_gcj02(latitude: float, longitude: float) -> tuple[float, float]:
    """A WGS-84 place as a map published in China shows it; outside China as it is."""
    if not in_china(latitude, longitude):
        return latitude, longitude
    north, east = _offset(latitude, longitude)
    return latitude + north, longitude + east


def to_wgs84(latitude: float, longitude: float) -> tuple[float, float]:
    """A place read from a map published in China as satellites measure it, within a millimetre of `to_gcj02` undone.

    The offset changes by under 1% of the way, so each step of the fixed point gains two digits and four are plenty.
    """
    back = latitude, longitude
    for _ in range(6):
        north, east = _offset(*back)
        back = latitude - north, longitude - east
    return back if in_china(*back) else (latitude, longitude)
