"""The table “Hours on the way by season”, of one household or of all fields that a list chooses."""

from typing import Any

from django.utils.translation import gettext as _

from apps.farmland.burden import SeasonHours, hours_by_season
from apps.farmland.words import hours_words, season_days


def season_headers() -> list[Any]:
    """Its columns."""
    return [_("season"), _("now or next"), (_("fields"), "num"), (_("hours on the way"), "num")]


def season_rows(parcels: Any) -> list[list[Any]]:
    """Of those of these fields that their households work: one row per work, most hours first."""
    return [_row(found) for found in hours_by_season(parcels)]


def _row(found: SeasonHours) -> list[Any]:
    return [
        f"{found.crop} · {found.work}",
        season_days(found.first, found.last),
        f"{found.fields:,}",
        hours_words(found.hours),
    ]
