"""The import of ledgers of contracted land, on the engine of apps/core/sheets."""
