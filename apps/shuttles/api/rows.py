"""What the API takes to register a row of shuttles and to change it."""

from typing import Any

from rest_framework import serializers

from apps.core.api import RowInput
from apps.shuttles.actions import (
    DRIVER_FIELDS,
    PATTERN_FIELDS,
    ROUTE_FIELDS,
    SEASON_FIELDS,
    STOP_FIELDS,
    VEHICLE_FIELDS,
)
from apps.shuttles.models import (
    Driver,
    RouteStop,
    ServicePattern,
    ShuttleRoute,
    ShuttleSeason,
    ShuttleStop,
    Vehicle,
)
from apps.shuttles.models.fleet import accounts_for


class StopChange(RowInput):
    """What is known of a stop; `closed_on` gives it up."""

    class Meta:
        model = ShuttleStop
        fields: tuple[str, ...] = STOP_FIELDS


class StopInput(StopChange):
    """A stop that is new to the register."""

    class Meta(StopChange.Meta):
        fields = ("community", *STOP_FIELDS)


class VehicleChange(RowInput):
    """What is known of a vehicle."""

    class Meta:
        model = Vehicle
        fields: tuple[str, ...] = VEHICLE_FIELDS


class VehicleInput(VehicleChange):
    """A vehicle that is new to the register."""

    class Meta(VehicleChange.Meta):
        fields = ("community", *VEHICLE_FIELDS)


class DriverChange(RowInput):
    """What is known of a driver; `staff` is an account of a driver that nobody else has."""

    phone = serializers.CharField(required=False, allow_null=True, allow_blank=True, max_length=20)

    class Meta:
        model = Driver
        fields: tuple[str, ...] = DRIVER_FIELDS

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        fields["staff"].queryset = accounts_for(self.context["view"].kwargs.get("pk"))
        fields["staff"].validators = []
        return fields


class DriverInput(DriverChange):
    """A driver who is new to the register."""

    class Meta(DriverChange.Meta):
        fields = ("community", *DRIVER_FIELDS)


class SeasonChange(RowInput):
    """What is known of a season."""

    class Meta:
        model = ShuttleSeason
        fields: tuple[str, ...] = SEASON_FIELDS
        extra_kwargs = {name: {"required": False} for name in ("first_day", "last_day")}


class SeasonInput(SeasonChange):
    """A season that is new; days that are left out are those of its busy season."""

    class Meta(SeasonChange.Meta):
        fields = ("community", *SEASON_FIELDS)


class PatternChange(RowInput):
    """Days of service; `weekdays` has a bit for each day, Monday the lowest."""

    class Meta:
        model = ServicePattern
        fields: tuple[str, ...] = PATTERN_FIELDS


class PatternInput(PatternChange):
    """Days of service that are new."""

    class Meta(PatternChange.Meta):
        fields = ("community", *PATTERN_FIELDS)


class CallInput(RowInput):
    """A stop of a route: minutes and kilometres from the first one, which has none."""

    class Meta:
        model = RouteStop
        fields = ("stop", "minutes", "km")

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """Whole also where the route around it is changed in part."""
        if lacking := [name for name in ("stop", "minutes") if name not in given]:
            raise serializers.ValidationError(dict.fromkeys(lacking, self.error_messages["required"]))
        return given


class RouteChange(RowInput):
    """What is known of a route; `stops` are its whole way, in order."""

    stops = CallInput(many=True)

    class Meta:
        model = ShuttleRoute
        fields: tuple[str, ...] = (*ROUTE_FIELDS, "stops")

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """The way as the actions take it."""
        if "stops" not in given:
            return given
        return given | {"stops": [(call["stop"], call["minutes"], call.get("km", 0)) for call in given["stops"]]}


class RouteInput(RouteChange):
    """A route that is new."""

    class Meta(RouteChange.Meta):
        fields = ("community", *ROUTE_FIELDS, "stops")
