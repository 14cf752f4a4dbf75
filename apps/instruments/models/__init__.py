"""Models of questionnaires."""

from apps.instruments.models.instrument import Instrument
from apps.instruments.models.version import InstrumentVersion

__all__ = ["Instrument", "InstrumentVersion"]
