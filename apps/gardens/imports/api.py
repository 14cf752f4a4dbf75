"""Imports of lists of garden plots through the API."""

from apps.core.sheets.api import SheetImportViewSet
from apps.gardens.models import GardenImport


class GardenImportViewSet(SheetImportViewSet):
    """Imports of zones, plots and lockers within scope. Reading takes a moment: ask again until `previewed`."""

    model = GardenImport
    register = "gardens"
    queryset = GardenImport.objects.none()
