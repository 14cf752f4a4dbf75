"""Fields through the API: lists, GeoJSON for QGIS, and the same actions and refusals as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.http import JsonResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core import trail
from apps.core.api import NamedSerializer, ScopedReadViewSet
from apps.core.geo import Datum
from apps.core.lists.api import ExportMixin
from apps.core.maps import collection
from apps.core.requests import address_of
from apps.farmland import actions
from apps.farmland.filters import BusySeasonFilter, CropFilter, ParcelFilter, VillageFilter
from apps.farmland.mapping import feature, steps
from apps.farmland.models import BusySeason, Crop, Parcel, ParcelUse, Village
from apps.farmland.placing import Place
from apps.farmland.radius import Radius, Zone
from apps.farmland.vocabulary import Use
from apps.households.facts_api.base import REFUSAL, MyHousehold

GEOJSON = "application/geo+json"


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
    flat_assumed = serializers.SerializerMethodField(help_text="An altitude is missing: taken as level.")
    missing = serializers.SerializerMethodField(help_text="Why there are no minutes: place, dwelling, building.")

    class Meta:
        model = Parcel
        fields = (
            "id", "community", "household", "name", "code", "area_mu", "area_m2", "kind", "crop", "right", "use",
            "village", "latitude", "longitude", "altitude_m", "placed_by", "datum_given", "exact_m", "over_border",
            "walk_minutes", "walk_m", "ebike_minutes", "flat_assumed", "missing", "zone", "given_up_on", "note",
        )  # fmt: skip
        read_only_fields = fields

    def _reach(self, parcel: Any, name: str) -> Any:
        return getattr(getattr(parcel, "reach", None), name, None)

    def get_walk_minutes(self, parcel: Any) -> float | None:
        return _tenth(self._reach(parcel, "walk_minutes"))

    def get_walk_m(self, parcel: Any) -> int | None:
        metres = self._reach(parcel, "walk_m")
        return None if metres is None else round(metres)

    def get_ebike_minutes(self, parcel: Any) -> float | None:
        return _tenth(self._reach(parcel, "ebike_minutes"))

    def get_flat_assumed(self, parcel: Any) -> bool | None:
        return self._reach(parcel, "flat_assumed")

    def get_missing(self, parcel: Any) -> str | None:
        return self._reach(parcel, "missing")


def _tenth(minutes: float | None) -> float | None:
    return None if minutes is None else round(minutes, 1)


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


class ParcelViewSet(ExportMixin, ScopedReadViewSet):
    """Fields within scope."""

    model = Parcel
    queryset = Parcel.objects.none()
    serializer_class = ParcelSerializer
    filterset_class = ParcelFilter

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("community", "household", "crop", "village", "reach")
        return rows.with_use().annotate(zone=Radius.on().as_sql()).order_by("household__code", "pk")

    @extend_schema(request=RegisterInput, responses={201: ParcelSerializer, 403: REFUSAL, 409: REFUSAL})
    def create(self, request: Request) -> Response:
        """Register a field."""
        given = self._given(RegisterInput, request)
        place = place_of(given)
        for name in ("latitude", "longitude", "datum", "altitude_m"):
            given.pop(name, None)
        row = actions.parcel_register(by=request.user, place=place, **given)
        return self._shown(row, 201)

    @extend_schema(request=CorrectInput, responses={200: ParcelSerializer, 403: REFUSAL, 409: REFUSAL})
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, pk: str) -> Response:
        """Put right what the register says of it."""
        given = self._given(CorrectInput, request, partial=True)
        return self._shown(actions.parcel_correct(parcel=self.get_object(), by=request.user, **given))

    @extend_schema(request=PlaceInput, responses={200: ParcelSerializer, 403: REFUSAL, 409: REFUSAL})
    @action(detail=True, methods=["post"])
    def place(self, request: Request, pk: str) -> Response:
        """Say where it lies."""
        parcel, place = self.get_object(), place_of(self._given(PlaceInput, request))
        if place is None:
            raise serializers.ValidationError({"latitude": "Give coordinates, or a village that has a place."})
        return self._shown(actions.parcel_place(parcel=parcel, by=request.user, place=place))

    @extend_schema(request=UseInput, responses={200: ParcelSerializer, 403: REFUSAL, 409: REFUSAL})
    @action(detail=True, methods=["post"], permission_classes=[IsAuthenticated])  # the action asks its policy
    def use(self, request: Request, pk: str) -> Response:
        """Say who works it from a day on."""
        parcel, given = self.get_object(), self._given(UseInput, request)
        actions.parcel_use_record(parcel=parcel, by=request.user, **given)
        return self._shown(parcel)

    @extend_schema(request=GiveUpInput, responses={200: ParcelSerializer, 403: REFUSAL, 409: REFUSAL})
    @action(detail=True, methods=["post"], url_path="give-up")
    def give_up(self, request: Request, pk: str) -> Response:
        """It is no longer theirs."""
        parcel, given = self.get_object(), self._given(GiveUpInput, request)
        return self._shown(actions.parcel_give_up(parcel=parcel, by=request.user, **given))

    @extend_schema(responses={(200, GEOJSON): OpenApiResponse(OpenApiTypes.OBJECT)}, filters=True)
    @action(detail=False, methods=["get"], pagination_class=None)
    def geojson(self, request: Request) -> JsonResponse:
        """Placed fields as GeoJSON (WGS-84), for QGIS; recorded in the access log as every export."""
        rows: QuerySet = self.filter_queryset(self.get_queryset()).filter(latitude__isnull=False)
        found = steps(Radius.on())
        features = [_with_facts(feature(row, found, url=False), row) for row in rows]
        about = {"subject": "farmland.parcel:list", "field": f"rows:{len(features)}"}
        trail.record(staff=request.user, kind="export", address=address_of(request), **about)
        return JsonResponse(collection(features), content_type=GEOJSON)

    def _given(self, kind: Any, request: Request, **options: Any) -> dict[str, Any]:
        given = kind(data=request.data, context=self.get_serializer_context(), **options)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def _shown(self, parcel: Parcel, status: int = 200) -> Response:
        row = self.get_queryset().get(pk=parcel.pk)
        return Response(self.get_serializer(row).data, status=status)


def _with_facts(shown: dict[str, Any], row: Any) -> dict[str, Any]:
    """Columns that a map is coloured and filtered by."""
    reach = getattr(row, "reach", None)
    shown["properties"] |= {
        "household": row.household.code, "community": row.community.name, "kind": row.kind, "use": row.use,
        "crop": row.crop.name if row.crop_id else None, "area_mu": float(row.area_mu), "zone": row.zone,
        "walk_minutes": _tenth(reach.walk_minutes) if reach else None,
    }  # fmt: skip
    return shown


class VillageSerializer(serializers.ModelSerializer):
    """A village with its place, WGS-84."""

    class Meta:
        model = Village
        fields = ("id", "name", "township_name", "latitude", "longitude", "altitude_m", "spread_m")
        read_only_fields = fields


class CropSerializer(serializers.ModelSerializer):
    """What is grown here."""

    class Meta:
        model = Crop
        fields = ("id", "name", "name_en", "retired")
        read_only_fields = fields


class BusySeasonSerializer(serializers.ModelSerializer):
    """When a crop needs hands, by altitude; a lunar season moves with the lunar year."""

    crop = NamedSerializer()

    class Meta:
        model = BusySeason
        fields = (
            "id", "crop", "band", "work", "work_en", "calendar", "from_month", "from_day", "to_month", "to_day",
            "trips",
        )  # fmt: skip
        read_only_fields = fields


class VillageViewSet(ScopedReadViewSet):
    """Villages of the county."""

    model = Village
    queryset = Village.objects.none()
    serializer_class = VillageSerializer
    filterset_class = VillageFilter

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("name", "pk")


class CropViewSet(ScopedReadViewSet):
    """Crops of the county."""

    model = Crop
    queryset = Crop.objects.none()
    serializer_class = CropSerializer
    filterset_class = CropFilter

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("name", "pk")


class BusySeasonViewSet(ScopedReadViewSet):
    """The farm calendar of the county."""

    model = BusySeason
    queryset = BusySeason.objects.none()
    serializer_class = BusySeasonSerializer
    filterset_class = BusySeasonFilter

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("crop").order_by("crop__name", "band", "pk")
