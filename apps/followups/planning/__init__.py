"""When visits are due: needs, days, and what moves them. Once set-based in SQL, once for one household in Python."""
