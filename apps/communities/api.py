"""Reading townships, communities, buildings and dwellings through the API."""

from typing import Any

from rest_framework import serializers

from apps.communities.filters import BuildingFilter, CommunityFilter, DwellingFilter, TownshipFilter
from apps.communities.models import Building, Community, Dwelling, Township
from apps.core.api import NamedSerializer, ScopedReadViewSet


class TownshipSerializer(serializers.ModelSerializer):
    """A township."""

    class Meta:
        model = Township
        fields = ("id", "name", "code")
        read_only_fields = fields


class CommunitySerializer(serializers.ModelSerializer):
    """A relocation community."""

    township = NamedSerializer()

    class Meta:
        model = Community
        fields = (
            "id",
            "name",
            "slug",
            "township",
            "address",
            "phone",
            "opened_on",
            "latitude",
            "longitude",
            "altitude_m",
        )
        read_only_fields = fields


class BuildingSerializer(serializers.ModelSerializer):
    """A block of flats."""

    community = NamedSerializer()

    class Meta:
        model = Building
        fields = (
            "id",
            "community",
            "number",
            "name",
            "units",
            "floors",
            "has_lift",
            "latitude",
            "longitude",
            "altitude_m",
        )
        read_only_fields = fields


class DwellingSerializer(serializers.ModelSerializer):
    """A flat; `label` is how people say it: building-unit-room."""

    community = NamedSerializer()
    building = NamedSerializer()
    label = serializers.CharField()

    class Meta:
        model = Dwelling
        fields = ("id", "community", "building", "unit", "room", "label", "area_m2")
        read_only_fields = fields


class TownshipViewSet(ScopedReadViewSet):
    """Townships within scope."""

    model = Township
    queryset = Township.objects.none()
    serializer_class = TownshipSerializer
    filterset_class = TownshipFilter

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("name", "pk")


class CommunityViewSet(ScopedReadViewSet):
    """Communities within scope."""

    model = Community
    queryset = Community.objects.none()
    serializer_class = CommunitySerializer
    filterset_class = CommunityFilter

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("township").order_by("name", "pk")


class BuildingViewSet(ScopedReadViewSet):
    """Buildings within scope."""

    model = Building
    queryset = Building.objects.none()
    serializer_class = BuildingSerializer
    filterset_class = BuildingFilter

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("community").order_by("community_id", "number", "pk")


class DwellingViewSet(ScopedReadViewSet):
    """Dwellings within scope."""

    model = Dwelling
    queryset = Dwelling.objects.none()
    serializer_class = DwellingSerializer
    filterset_class = DwellingFilter

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("community", "building__community")
        return rows.order_by("building_id", "unit", "room", "pk")
