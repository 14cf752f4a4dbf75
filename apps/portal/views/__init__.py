"""Phone pages: thin. Residents' in home, report and track; the field worker's in field, filing and inbox."""
