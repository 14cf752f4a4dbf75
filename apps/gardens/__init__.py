"""Garden plots (微菜园): zones, plots, lockers, and the rounds in which plots are allocated."""
