"""What is printed of shuttles: the timetable for the notice board, the boarding list for a driver without a phone."""

from apps.shuttles.papers.boarding import boarding_response
from apps.shuttles.papers.timetable import timetable_response

__all__ = ["boarding_response", "timetable_response"]
