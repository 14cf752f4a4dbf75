"""The import of facility lists, on the engine of apps/core/sheets."""
