"""Facilities through the REST API."""

from apps.facilities.api.views import DefectViewSet, FacilityViewSet, StandardViewSet

__all__ = ["DefectViewSet", "FacilityViewSet", "StandardViewSet"]
