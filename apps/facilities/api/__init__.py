"""Facilities through the REST API."""

from apps.facilities.api.views import DefectViewSet, FacilityViewSet, PhotoViewSet, StandardViewSet

__all__ = ["DefectViewSet", "FacilityViewSet", "PhotoViewSet", "StandardViewSet"]
