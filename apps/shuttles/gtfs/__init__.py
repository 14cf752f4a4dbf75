"""The timetable of a county as a GTFS feed, for map services and other systems."""
