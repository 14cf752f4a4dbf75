"""Fields through the API."""

from apps.farmland.api.parcels import ParcelViewSet
from apps.farmland.api.registers import BusySeasonViewSet, CropViewSet, VillageViewSet

__all__ = ["BusySeasonViewSet", "CropViewSet", "ParcelViewSet", "VillageViewSet"]
