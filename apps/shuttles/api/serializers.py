"""What the API shows of shuttles."""

from typing import Any

from rest_framework import serializers

from apps.core.api import NamedSerializer, WithSteps
from apps.households.api import CodedSerializer
from apps.shuttles.ics.addresses import household_address
from apps.shuttles.models import (
    Booking,
    CalendarLink,
    Driver,
    RideWish,
    RouteStop,
    Run,
    ServiceException,
    ServicePattern,
    ShuttlePlan,
    ShuttleRoute,
    ShuttleSeason,
    ShuttleStop,
    StandingBooking,
    Trip,
    TripStop,
    Vehicle,
)
from apps.shuttles.policies import booking_steps_for, steps_for
from apps.shuttles.times import clock_words


class StopSerializer(serializers.ModelSerializer):
    """A stop; what is null was not collected."""

    community = NamedSerializer()

    class Meta:
        model = ShuttleStop
        fields = (
            "id", "community", "code", "name", "kind", "accessible", "latitude", "longitude", "altitude_m", "closed_on",
            "note",
        )  # fmt: skip
        read_only_fields = fields


class SpanSerializer(serializers.Serializer):
    """Days, both included, on which a vehicle or driver cannot be had; `last` null: until further notice."""

    id = serializers.IntegerField()
    first = serializers.DateField(source="started")
    last = serializers.DateField(source="last_day", allow_null=True)
    why = serializers.CharField()


class VehicleSerializer(serializers.ModelSerializer):
    """A vehicle; seats are for passengers."""

    community = NamedSerializer()
    outages = SpanSerializer(many=True)

    class Meta:
        model = Vehicle
        fields = (
            "id", "community", "plate", "name", "seats", "wheelchair_places", "cost_per_km_yuan", "cost_per_day_yuan",
            "retired_on", "note", "outages",
        )  # fmt: skip
        read_only_fields = fields


class DriverSerializer(serializers.ModelSerializer):
    """A driver; the telephone is not shown."""

    community = NamedSerializer()
    absences = SpanSerializer(many=True)

    class Meta:
        model = Driver
        fields = ("id", "community", "name", "licence_class", "licence_until", "left_on", "note", "absences")
        read_only_fields = fields


class SeasonSerializer(serializers.ModelSerializer):
    """The days, both included, for which a timetable holds."""

    community = NamedSerializer()
    busy_season = NamedSerializer(allow_null=True)

    class Meta:
        model = ShuttleSeason
        fields = ("id", "community", "name", "purpose", "first_day", "last_day", "busy_season", "note")
        read_only_fields = fields


class ExceptionSerializer(serializers.ModelSerializer):
    """A day on which a pattern does not follow its rule."""

    class Meta:
        model = ServiceException
        fields = ("day", "runs", "why")
        read_only_fields = fields


class PatternSerializer(serializers.ModelSerializer):
    """Days of service; `weekdays` has a bit for each day, Monday the lowest."""

    community = NamedSerializer()
    exceptions = ExceptionSerializer(many=True)

    class Meta:
        model = ServicePattern
        fields = ("id", "community", "name", "weekdays", "on_holidays", "on_makeup_days", "exceptions")
        read_only_fields = fields


class CallSerializer(serializers.ModelSerializer):
    """A stop of a route: minutes and kilometres from the first."""

    stop = NamedSerializer()

    class Meta:
        model = RouteStop
        fields = ("place", "stop", "minutes", "km")
        read_only_fields = fields


class RouteSerializer(serializers.ModelSerializer):
    """A route with its stops in order; a fare of 0 is free."""

    community = NamedSerializer()
    stops = CallSerializer(many=True)

    class Meta:
        model = ShuttleRoute
        fields = ("id", "community", "code", "name", "purpose", "fare_yuan", "stops", "closed_on", "note")
        read_only_fields = fields


class RunSerializer(serializers.ModelSerializer):
    """A departure of a timetable; `departs_at` in minutes of the service day, `departs` as people say it."""

    season = NamedSerializer()
    route = NamedSerializer()
    pattern = NamedSerializer()
    vehicle = NamedSerializer(allow_null=True)
    driver = NamedSerializer(allow_null=True)
    departs = serializers.SerializerMethodField()

    class Meta:
        model = Run
        fields = (
            "id", "season", "route", "pattern", "departs_at", "departs", "vehicle", "driver", "accessible", "ended_on",
            "note",
        )  # fmt: skip
        read_only_fields = fields

    def get_departs(self, run: Run) -> str:
        return clock_words(run.departs_at)


class TripStopSerializer(serializers.ModelSerializer):
    """A stop of a trip and when it is due there."""

    stop = NamedSerializer()

    class Meta:
        model = TripStop
        fields = ("place", "stop", "due_at")
        read_only_fields = fields


class TripSerializer(WithSteps):
    """A trip with its seats, and the steps that the person who asks may take now."""

    community = NamedSerializer()
    route = NamedSerializer()
    run = NamedSerializer(allow_null=True)
    vehicle = NamedSerializer(allow_null=True)
    driver = NamedSerializer(allow_null=True)
    stops = TripStopSerializer(many=True)
    state_name = serializers.CharField(source="get_state_display")
    seats_left = serializers.IntegerField()
    possible_steps = serializers.SerializerMethodField()

    class Meta:
        model = Trip
        fields = (
            "id", "community", "route", "run", "name", "day", "starts_at", "ends_at", "state", "state_name", "vehicle",
            "driver", "seats", "taken", "seats_left", "waiting", "wheelchair_places", "wheelchairs_taken", "boarded",
            "walk_ons", "fare_yuan", "late_minutes", "km", "cost_yuan", "day_cost_yuan", "why", "stops",
            "possible_steps",
        )  # fmt: skip
        read_only_fields = fields

    def get_possible_steps(self, row: Trip) -> list[str]:
        return [step.name for step in steps_for(row, self.context["request"].user)]


class BookingSerializer(WithSteps):
    """A household's seats on a trip, or its place on the waitlist."""

    household = CodedSerializer()
    from_stop = NamedSerializer()
    to_stop = NamedSerializer(allow_null=True)
    state_name = serializers.CharField(source="get_state_display")
    possible_steps = serializers.SerializerMethodField()

    class Meta:
        model = Booking
        fields = (
            "id", "trip", "household", "state", "state_name", "from_stop", "to_stop", "riders", "priority",
            "needs_accessible", "wheelchair", "place", "channel", "standing", "booked_at", "fare_yuan", "note",
            "possible_steps",
        )  # fmt: skip
        read_only_fields = fields

    def get_possible_steps(self, row: Booking) -> list[str]:
        return [step.name for step in booking_steps_for(row, self.context["request"].user)]


class StandingSerializer(serializers.ModelSerializer):
    """A seat on every day of a departure, until that day, which is the last one."""

    household = CodedSerializer()
    run = NamedSerializer()
    from_stop = NamedSerializer()
    to_stop = NamedSerializer(allow_null=True)
    since = serializers.DateField(source="started")
    until = serializers.DateField(source="last_day", allow_null=True)

    class Meta:
        model = StandingBooking
        fields = (
            "id", "run", "household", "state", "from_stop", "to_stop", "riders", "weekdays", "needs_accessible",
            "wheelchair", "frail_rides", "since", "until", "channel", "why", "note",
        )  # fmt: skip
        read_only_fields = fields


class WishSerializer(serializers.ModelSerializer):
    """A trip that a household would need: on a day, or on days of the week of a season."""

    household = CodedSerializer()
    stop = NamedSerializer()
    season = NamedSerializer(allow_null=True)

    class Meta:
        model = RideWish
        fields = (
            "id", "household", "purpose", "stop", "day", "season", "weekdays", "hour_from", "riders",
            "needs_accessible", "text", "state", "channel", "told_at",
        )  # fmt: skip
        read_only_fields = fields


class CalendarLinkSerializer(serializers.ModelSerializer):
    """The secret address of a household's calendar; whoever has it can read when the household rides."""

    household = CodedSerializer()
    address = serializers.SerializerMethodField()

    class Meta:
        model = CalendarLink
        fields = ("id", "household", "address", "created_at", "revoked_at")
        read_only_fields = fields

    def get_fields(self) -> dict[str, Any]:
        """Lists hold no address: who could take them all along would read them for good."""
        fields = super().get_fields()
        swagger = getattr(self.context.get("view"), "swagger_fake_view", False)
        if isinstance(self.parent, serializers.ListSerializer) and not swagger:
            fields.pop("address")
        return fields

    def get_address(self, row: CalendarLink) -> str | None:
        """Null once it was revoked."""
        return household_address(row) if row.revoked_at is None else None


class PlanSerializer(serializers.ModelSerializer):
    """A plan of a season, computed in the background; its figures beside today's timetable and a greedy plan."""

    season = NamedSerializer()
    totals: Any = serializers.JSONField()

    class Meta:
        model = ShuttlePlan
        fields = (
            "id", "season", "number", "name", "state", "progress", "problem", "method", "totals", "content_hash",
            "made_at", "done_at", "adopted_at",
        )  # fmt: skip
        read_only_fields = fields
