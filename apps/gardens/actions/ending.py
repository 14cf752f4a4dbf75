"""How a tenure ends."""

from datetime import date, timedelta

from apps.core import clock
from apps.core.periods import since
from apps.gardens.models import GardenTenure


def tenure_end(tenure: GardenTenure, ended_by: str, day: date | None = None) -> None:
    """The tenure ends before `day` (today), at least a day after it began. The caller moves its state and saves."""
    started = tenure.started or clock.today()
    end = max(day or clock.today(), started + timedelta(days=1))
    tenure.period, tenure.ended_by = since(started, min(end, tenure.ended or end)), ended_by
