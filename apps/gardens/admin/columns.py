"""Columns that lists of gardens share."""

from typing import Any

from django.urls import reverse


def round_link(row: Any) -> dict[str, Any]:
    """From a row to its round."""
    return {"url": reverse("admin:gardens_gardenround_change", args=[row.round_id]), "words": row.round.name}
