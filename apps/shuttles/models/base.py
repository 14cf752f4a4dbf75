"""What shuttle tables share: rows of a site that its drivers may read, and rows that hang on another.

A driver has no area. The database shows a driver the own row, the own trips with all that hangs on them, and the
names of the community's stops, routes and vehicles; `visible_to` shows trips and bookings only.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from apps.accounts.roles import Role
from apps.communities.models import SiteOwned
from apps.communities.models.site import OF_BUILDINGS, inside
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import Rows, add_function, through

DRIVER, DRIVERS_PLACE = "(SELECT anju_driver())", "(SELECT anju_driver_community())"
OWN_TRIPS = f"SELECT t.id FROM shuttles_trip t WHERE t.driver_id = {DRIVER}"


def _of_driver(name: str, column: str) -> None:
    """What the driver who asks is, or belongs to; NULL for everybody else."""
    add_function(
        name,
        f"""CREATE OR REPLACE FUNCTION {name}() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
        BEGIN RETURN (SELECT d.{column} FROM shuttles_driver d WHERE d.staff_id = anju_staff()); END $$""",
    )


_of_driver("anju_driver", "id")
_of_driver("anju_driver_community", "community_id")


class OfPlace(SiteOwned):
    """Something of the community that its drivers read too: a stop, a route, a vehicle."""

    row_security = Rows(building=OF_BUILDINGS, other=f"community_id = {DRIVERS_PLACE}")

    class Meta:
        abstract = True


class TripRows(ScopedQuerySet):
    """Trips, and rows of trips: a driver sees the own ones."""

    def visible_to(self, user: Any) -> Self:
        """Those within scope; for a driver those of the trips that he drives."""
        if getattr(user, "role", "") == Role.DRIVER and user.is_active:
            return self.filter(Q(**{f"{getattr(self.model, 'to_driver', 'trip__driver')}__staff": user.pk}))
        return super().visible_to(user)


class OfTrip(models.Model):
    """A row of a trip, seen with it."""

    scope_community = "trip__community"
    in_buildings = staticmethod(inside("trip__community"))
    row_security = through("shuttles_trip", "trip_id")
    objects: Any = TripRows.as_manager()

    class Meta:
        abstract = True


class OfRoute(models.Model):
    """A row of a route, seen with it."""

    scope_community = "route__community"
    in_buildings = staticmethod(inside("route__community"))
    row_security = through("shuttles_shuttleroute", "route_id")
    objects: Any = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
