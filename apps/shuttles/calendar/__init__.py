"""On which days a timetable runs, and the trips that are laid from it."""
