"""What fields look like in the API, and what its actions ask for."""

from datetime import datetime
from typing import Any

from rest_framework import serializers

from apps.core.api import NamedSerializer
from apps.core.geo import Datum
from apps.farmland.models import Parcel, ParcelUse, Village
from apps.farmland.placing import Place
from apps.farmland.radius import Zone
from apps.farmland.vocabulary import ROUTED, Use
from apps.households.facts_api.base import MyHousehold


class ParcelSerializer(serializers.ModelSerializer):
    """A field with the way on foot from home, one way; null minutes: `missing` says why."""

    community = NamedSerializer()
    household = NamedSerializer()
    crop = NamedSerializer(allow_null=True)
    village = NamedSerializer(allow_null=True)
    area_m2 = serializers.DecimalField(10, 1)
    use = serializers.ChoiceField(Use.choices, allow_null=True, help_text="Today; null: not collected.")
    zone = serializers.ChoiceField(Zone.choices, allow_null=True, help_text="By the farming radius; null: not known.")
    walk_minutes = serializers.SerializerMethodField(help_text="One way on foot, mean of out and back.")
    walk_m = serializers.SerializerMethodField(help_text="Metres of the way on foot, never the straight line.")
    ebike_minutes = serializers.SerializerMethodField()
    computed_by = serializers.SerializerMethodField(help_text="slope, osrm or valhalla; null: no way is known.")
    computed_at = serializers.SerializerMethodField(help_text="When; of a routing server, when it was asked.")
    unrouted = serializers.SerializerMethodField(help_text="Why the routing server did not answer: no_way, failed.")
    flat_assumed = serializers.SerializerMethodField(help_text="An altitude is missing: taken as level.")
    missing = serializers.SerializerMethodField(help_text="Why there are no minutes: place, dwelling, building.")

    class Meta:
        model = Parcel
        fields = (
            "id", "community", "household", "name", "code", "area_mu", "area_m2", "kind", "crop", "right", "use",
            "village", "latitude", "longitude", "altitude_m", "placed_by", "datum_given", "exact_m", "over_border",
            "walk_minutes", "walk_m", "ebike_minutes", "flat_assumed", "computed_by", "computed_at", "unrouted",
            "missing", "zone", "given_up_on", "note",
        )  # fmt: skip
        read_only_fields = fields

    def _reach(self, parcel: Any, name: str) -> Any:
        return getattr(getattr(parcel, "reach", None), name, None)

    def get_walk_minutes(self, parcel: Any) -> float | None:
        return tenth(self._reach(parcel, "walk_minutes"))

    def get_walk_m(self, parcel: Any) -> int | None:
        metres = self._reach(parcel, "walk_m")
        return None if metres is None else round(metres)

    def get_ebike_minutes(self, parcel: Any) -> float | None:
        return tenth(self._reach(parcel, "ebike_minutes"))

    def get_computed_by(self, parcel: Any) -> str | None:
        return self._reach(parcel, "source") or None

    def get_computed_at(self, parcel: Any) -> datetime | None:
        asked = self._reach(parcel, "asked_at") if self._reach(parcel, "source") in ROUTED else None
        return asked or self._reach(parcel, "computed_at")

    def get_unrouted(self, parcel: Any) -> str | None:
        return self._reach(parcel, "unrouted")

    def get_flat_assumed(self, parcel: Any) -> bool | None:
        return self._reach(parcel, "flat_assumed")

    def get_missing(self, parcel: Any) -> str | None:
        return self._reach(parcel, "missing")


def tenth(minutes: float | None) -> float | None:
    return None if minutes is None else round(minutes, 1)


class RideSerializer(serializers.Serializer):
    """One way to a field by one means, from door to field."""

    means = serializers.CharField(source="means.key")
    name = serializers.CharField(source="means.words")
    minutes = serializers.FloatField(source="ride.minutes")
    note = serializers.CharField(source="ride.note")


class PlaceInput(serializers.Serializer):
    """Coordinates in the system that `datum` names, or a village; stored in WGS-84."""

    latitude = serializers.FloatField(min_value=-90, max_value=90, required=False)
    longitude = serializers.FloatField(min_value=-180, max_value=180, required=False)
    datum = serializers.ChoiceField(Datum.choices, default=Datum.WGS84)
    altitude_m = serializers.FloatField(min_value=-200, max_value=9000, required=False, allow_null=True)
    village = serializers.PrimaryKeyRelatedField(queryset=Village.objects.all(), required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("latitude" in attrs) != ("longitude" in attrs):
            raise serializers.ValidationError({"longitude": "Give both latitude and longitude."})
        return attrs


def place_of(given: dict[str, Any]) -> Place | None:
    """The place that was said: coordinates first, else the village's."""
    altitude = given.get("altitude_m")
    if given.get("latitude") is not None:
        said = f"{given['latitude']}, {given['longitude']}"
        return Place.by_coordinates(said, Datum(given["datum"]), altitude_m=altitude)
    village = given.get("village")
    return None if village is None or village.latitude is None else Place.by_village(village, altitude_m=altitude)


class CorrectInput(serializers.ModelSerializer):
    """What the register says of a field; what is left out stays."""

    class Meta:
        model = Parcel
        fields = ("code", "name", "area_mu", "kind", "crop", "right", "village", "note")

    def get_unique_together_constraints(self, model: Any) -> Any:
        return iter(())


class RegisterInput(PlaceInput, CorrectInput):
    """A field that is new to the register, with its place and use where they are known."""

    household = MyHousehold()
    use = serializers.ChoiceField(Use.choices, required=False, allow_blank=True)
    use_since = serializers.DateField(required=False)

    class Meta(CorrectInput.Meta):
        fields = (
            "household", *CorrectInput.Meta.fields, "latitude", "longitude", "datum", "altitude_m", "use", "use_since",
        )  # fmt: skip


class UseInput(serializers.ModelSerializer):
    """Who works it from `start` on."""

    start = serializers.DateField()

    class Meta:
        model = ParcelUse
        fields = ("use", "start", "partner", "yuan_a_year", "note")


class GiveUpInput(serializers.Serializer):
    """From which day it is no longer theirs."""

    on = serializers.DateField()
