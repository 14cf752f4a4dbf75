"""Flat registers (buildings, dwellings, calendar days …) as workbooks: out as they are, back in with a preview."""
