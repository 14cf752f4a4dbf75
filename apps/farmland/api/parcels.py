"""Fields through the API: lists, GeoJSON for QGIS, and the same actions and refusals as the pages."""

from collections.abc import Callable
from functools import wraps
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
from apps.core.api import ScopedReadViewSet
from apps.core.lists.api import ExportMixin
from apps.core.maps import collection
from apps.core.requests import address_of
from apps.farmland import actions
from apps.farmland.api.asking import AskInput, SeasonHoursSerializer, answered
from apps.farmland.api.shapes import (
    CorrectInput,
    GiveUpInput,
    ParcelSerializer,
    PlaceInput,
    RegisterInput,
    RideSerializer,
    UseInput,
    place_of,
    tenth,
)
from apps.farmland.burden import hours_by_season
from apps.farmland.filters import ParcelFilter
from apps.farmland.mapping import feature, steps
from apps.farmland.means import rides_to
from apps.farmland.models import Parcel
from apps.farmland.radius import Radius
from apps.households.facts_api.base import REFUSAL

GEOJSON = "application/geo+json"
Done = Callable[[Any, Parcel, Any, dict[str, Any]], None]


def does(asked: type[serializers.BaseSerializer], *, partial: bool = False, **options: Any) -> Callable[[Done], Any]:
    """A POST on one field: reads what `asked` asks for, does it, and answers with the field as it is then."""

    def decorate(done: Done) -> Any:
        @extend_schema(request=asked, responses={200: ParcelSerializer, 403: REFUSAL, 409: REFUSAL})
        @action(detail=True, methods=["post"], **options)
        @wraps(done)
        def post(self: Any, request: Request, pk: str) -> Response:
            parcel = self.get_object()
            done(self, parcel, request.user, self.given(asked, request, partial=partial))
            return self.shown(parcel)

        return post

    return decorate


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
        given = self.given(RegisterInput, request)
        place = place_of(given)
        for name in ("latitude", "longitude", "datum", "altitude_m"):
            given.pop(name, None)
        row = actions.parcel_register(by=request.user, place=place, **given)
        return self.shown(row, 201)

    @does(CorrectInput, partial=True)
    def correct(self, parcel: Parcel, by: Any, given: Any) -> None:
        """Put right what the register says of it."""
        actions.parcel_correct(parcel=parcel, by=by, **given)

    @does(PlaceInput)
    def place(self, parcel: Parcel, by: Any, given: Any) -> None:
        """Say where it lies."""
        place = place_of(given)
        if place is None:
            raise serializers.ValidationError({"latitude": "Give coordinates, or a village that has a place."})
        actions.parcel_place(parcel=parcel, by=by, place=place)

    @does(UseInput, permission_classes=[IsAuthenticated])  # the action asks its policy
    def use(self, parcel: Parcel, by: Any, given: Any) -> None:
        """Say who works it from a day on."""
        actions.parcel_use_record(parcel=parcel, by=by, **given)

    @does(GiveUpInput, url_path="give-up")
    def give_up(self, parcel: Parcel, by: Any, given: Any) -> None:
        """It is no longer theirs."""
        actions.parcel_give_up(parcel=parcel, by=by, **given)

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

    @extend_schema(responses={200: RideSerializer(many=True)})
    @action(detail=True, methods=["get"], pagination_class=None, filterset_class=None)
    def rides(self, request: Request, pk: str) -> Response:
        """Ways to the field by other means than on foot: by e-bike, and by what else serves it today."""
        parcel = self.get_object()
        found = [{"means": means, "ride": ride} for means, ride in rides_to([parcel])[parcel.pk]]
        return Response(RideSerializer(found, many=True).data)

    @extend_schema(responses={200: SeasonHoursSerializer(many=True)}, filters=True)
    @action(detail=False, methods=["get"], pagination_class=None)
    def seasons(self, request: Request) -> Response:
        """Hours on the way in each busy season, of the fields that the filters choose and households work."""
        rows = self.filter_queryset(self.get_queryset())
        return Response(SeasonHoursSerializer(hours_by_season(rows), many=True).data)

    @extend_schema(parameters=[AskInput], responses={200: OpenApiTypes.OBJECT})
    @action(detail=False, methods=["get"], url_path="what-if", pagination_class=None, filterset_class=None)
    def what_if(self, request: Request) -> Response:
        """Where new stops, tool stores or blocks of fields would save most hours; the gap to the optimum is stated."""
        asked = AskInput(data=request.query_params, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        return Response(answered(request.user, **asked.validated_data))

    def given(self, kind: Any, request: Request, **options: Any) -> dict[str, Any]:
        given = kind(data=request.data, context=self.get_serializer_context(), **options)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def shown(self, parcel: Parcel, status: int = 200) -> Response:
        row = self.get_queryset().get(pk=parcel.pk)
        return Response(self.get_serializer(row).data, status=status)


def _with_facts(shown: dict[str, Any], row: Any) -> dict[str, Any]:
    """Columns that a map is coloured and filtered by."""
    reach = getattr(row, "reach", None)
    shown["properties"] |= {
        "household": row.household.code, "community": row.community.name, "kind": row.kind, "use": row.use,
        "crop": row.crop.name if row.crop_id else None, "area_mu": float(row.area_mu), "zone": row.zone,
        "walk_minutes": tenth(reach.walk_minutes) if reach else None, "placed_by": row.placed_by,
        "computed_by": reach.source if reach else None, "flat_assumed": bool(reach and reach.flat_assumed),
        "over_border": row.over_border,
    }  # fmt: skip
    return shown
