"""Complaints through the REST API."""

from apps.complaints.api.views import ComplaintViewSet

__all__ = ["ComplaintViewSet"]
