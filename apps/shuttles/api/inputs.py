"""What the API takes for each step of shuttles."""

import uuid

from rest_framework import serializers

from apps.shuttles.models.riding import MOST_RIDERS
from apps.shuttles.models.timetable import EVERY_DAY, LATEST
from apps.shuttles.vocabulary import Purpose


class WhyInput(serializers.Serializer):
    """Inputs of a step."""

    why = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)


class SpanInput(serializers.Serializer):
    """Days on which a vehicle or driver cannot be had; `last` null: until further notice."""

    first = serializers.DateField()
    last = serializers.DateField(required=False, allow_null=True, default=None)
    why = serializers.CharField(max_length=120, allow_blank=True, default="")


class EndSpanInput(serializers.Serializer):
    """Which outage or absence ends, and its last day; a day before its first one takes it out."""

    span = serializers.IntegerField(help_text="Key of the outage or absence.")
    last = serializers.DateField()


class ExceptionInput(serializers.Serializer):
    """A day on which a pattern runs, or does not, against its rule."""

    day = serializers.DateField()
    runs = serializers.BooleanField()
    why = serializers.CharField(max_length=120, allow_blank=True, default="")


class RunInput(serializers.Serializer):
    """A departure; `departs_at` in minutes of the service day."""

    route = serializers.IntegerField()
    pattern = serializers.IntegerField()
    departs_at = serializers.IntegerField(min_value=0, max_value=LATEST)
    vehicle = serializers.IntegerField(required=False, allow_null=True)
    driver = serializers.IntegerField(required=False, allow_null=True)
    accessible = serializers.BooleanField(default=False)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class PlanInput(serializers.Serializer):
    """What is tried, and for which days of service (their key); without them for the season's usual day."""

    name = serializers.CharField(required=False, allow_blank=True, max_length=60, default="")
    pattern = serializers.IntegerField(required=False, allow_null=True)


class MoveInput(serializers.Serializer):
    """A trip of a plan, by its number from 0, at another minute of the day."""

    trip = serializers.IntegerField(min_value=0)
    departs = serializers.IntegerField(min_value=0, max_value=LATEST)


class PlanVehicleInput(serializers.Serializer):
    """A trip of a plan, by its number from 0, with another vehicle (its key)."""

    trip = serializers.IntegerField(min_value=0)
    vehicle = serializers.IntegerField()


class PlanTripInput(serializers.Serializer):
    """A trip more: from the community over these stops (keys, in order) and back; null: the vehicle with most seats."""

    departs = serializers.IntegerField(min_value=0, max_value=LATEST)
    stops = serializers.ListField(child=serializers.IntegerField(), min_length=1, max_length=20)
    vehicle = serializers.IntegerField(required=False, allow_null=True, default=None)


class PlanEditInput(PlanInput):
    """A new plan: this one with trips left out, moved, given another vehicle or added; the newest of its season."""

    drop = serializers.ListField(child=serializers.IntegerField(min_value=0), required=False, default=list)
    move = MoveInput(many=True, required=False, default=list)
    vehicle = PlanVehicleInput(many=True, required=False, default=list)
    add = PlanTripInput(many=True, required=False, default=list)


class CalendarInput(serializers.Serializer):
    """For whom."""

    household = serializers.IntegerField(help_text="Key of the household.")


class LayInput(serializers.Serializer):
    """Up to which day; null: to the end of the season."""

    until = serializers.DateField(required=False, allow_null=True, default=None)


class DayInput(serializers.Serializer):
    """From which day on."""

    day = serializers.DateField()


class OneOffInput(serializers.Serializer):
    """A trip outside the timetable."""

    starts_at = serializers.DateTimeField()
    vehicle = serializers.IntegerField(required=False, allow_null=True)
    driver = serializers.IntegerField(required=False, allow_null=True)
    name = serializers.CharField(required=False, allow_blank=True, max_length=40, default="")


class CrewInput(WhyInput):
    """Who drives what and when it departs; what is left out stays."""

    starts_at = serializers.DateTimeField(required=False)
    name = serializers.CharField(required=False, allow_blank=True, max_length=40)
    vehicle = serializers.IntegerField(required=False, allow_null=True)
    driver = serializers.IntegerField(required=False, allow_null=True)


class LateInput(WhyInput):
    """By how many minutes."""

    minutes = serializers.IntegerField(required=False, allow_null=True, default=None)


class FinishInput(WhyInput):
    """Kilometres that were driven; null: those of the route."""

    km = serializers.DecimalField(max_digits=6, decimal_places=1, required=False, allow_null=True, default=None)


class RideInput(serializers.Serializer):
    """From where to where, how many, and what they need."""

    from_stop = serializers.IntegerField()
    to_stop = serializers.IntegerField(required=False, allow_null=True, default=None)
    riders = serializers.IntegerField(min_value=1, max_value=MOST_RIDERS, default=1)
    needs_accessible = serializers.BooleanField(default=False)
    wheelchair = serializers.BooleanField(default=False)
    frail_rides = serializers.BooleanField(
        default=True, help_text="False: of the household only others than who is old or disabled ride."
    )
    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    client_id = serializers.UUIDField(default=uuid.uuid4, help_text="The same twice is one booking.")


class BookInput(RideInput):
    """A seat for a household."""

    household = serializers.IntegerField(help_text="Key of the household.")


class StandingInput(BookInput):
    """A seat on every day of a departure."""

    weekdays = serializers.IntegerField(min_value=1, max_value=EVERY_DAY, default=EVERY_DAY)
    first = serializers.DateField(required=False, allow_null=True, default=None)
    last = serializers.DateField(required=False, allow_null=True, default=None)


class WishInput(serializers.Serializer):
    """A trip to this stop that a household would need: on a day, or on days of the week of a season."""

    household = serializers.IntegerField(help_text="Key of the household.")
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    day = serializers.DateField(required=False, allow_null=True)
    season = serializers.IntegerField(required=False, allow_null=True)
    weekdays = serializers.IntegerField(min_value=1, max_value=EVERY_DAY, required=False)
    hour_from = serializers.IntegerField(min_value=0, max_value=23)
    riders = serializers.IntegerField(min_value=1, max_value=MOST_RIDERS, default=1)
    needs_accessible = serializers.BooleanField(default=False)
    text = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    client_id = serializers.UUIDField(default=uuid.uuid4, help_text="The same twice is one wish.")
