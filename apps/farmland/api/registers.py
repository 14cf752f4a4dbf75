"""Villages, crops and busy seasons through the API."""

from typing import Any

from rest_framework import serializers

from apps.core.api import NamedSerializer, ScopedReadViewSet
from apps.farmland.filters import BusySeasonFilter, CropFilter, VillageFilter
from apps.farmland.models import BusySeason, Crop, Village


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
