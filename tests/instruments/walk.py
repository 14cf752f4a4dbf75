"""Samples of questionnaires for the walk over every address."""

from typing import Any

from apps.instruments.models import Instrument
from tests.harness.walk import Side


def objects(side: Side) -> dict[str, Any]:
    instrument = Instrument.objects.get(key="integration")
    return {"instruments.instrument": instrument, "instruments.instrumentversion": instrument.versions.first()}


ROUTES: dict[str, Any] = {}
COMMON: dict[str, str] = {}
