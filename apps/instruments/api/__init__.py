"""Questionnaires through the REST API."""

from apps.instruments.api.views import InstrumentViewSet, VersionViewSet

VIEWSETS = {"instruments": InstrumentViewSet, "instrument-versions": VersionViewSet}

__all__ = ["VIEWSETS", "InstrumentViewSet", "VersionViewSet"]
