"""Imports of ledgers of land through the API."""

from apps.core.sheets.api import SheetImportViewSet
from apps.farmland.models import ParcelImport


class ParcelImportViewSet(SheetImportViewSet):
    """Imports of fields within scope. Reading takes a moment: ask again until `state` is `previewed`."""

    model = ParcelImport
    register = "parcels"
    queryset = ParcelImport.objects.none()
