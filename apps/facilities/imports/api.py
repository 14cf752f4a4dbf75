"""Imports of facility lists through the API."""

from apps.core.sheets.api import SheetImportViewSet
from apps.facilities.models import FacilityImport


class FacilityImportViewSet(SheetImportViewSet):
    """Imports of facility lists within scope. Reading takes a moment: ask again until `state` is `previewed`."""

    model = FacilityImport
    register = "facilities"
    queryset = FacilityImport.objects.none()
