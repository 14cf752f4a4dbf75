"""Models of fields."""

from apps.farmland.models.crop import BusySeason, Crop
from apps.farmland.models.nearby import FieldsPass, Nearby
from apps.farmland.models.parcel import Parcel, ParcelUse
from apps.farmland.models.parcel_import import ParcelImport
from apps.farmland.models.reach import Reach
from apps.farmland.models.village import Village

__all__ = ["BusySeason", "Crop", "FieldsPass", "Nearby", "Parcel", "ParcelImport", "ParcelUse", "Reach", "Village"]
