"""The import of lists of garden zones, plots and tool lockers, on the engine of apps/core/sheets."""
