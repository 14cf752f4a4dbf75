"""The communities of a township or county beside each other: aggregates only, from the metric registry."""

from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core import clock
from apps.reports.registry import METRICS, Figure, by_community
from apps.reports.span import Span
from apps.reports.today.month import KEPT, cache_name, percent
from apps.reports.today.work import list_url

PEOPLE = ("households.registered", "people.registered")
CASES = ("complaints.received", "complaints.open", "complaints.overdue", "complaints.resolution_rate")


# Beside the number on top, which counts every clock.
HEADERS = {"complaints.overdue": _("resolution overdue")}


def communities(rows: list[Community]) -> dict[str, Any]:
    """One line a community: households, people, complaints of this month, and how many are overdue."""
    found = _kept(rows)
    return {
        "headers": [
            _("community"),
            *((HEADERS.get(key, METRICS[key].name), "num") for key in (*PEOPLE, *CASES)),
        ],
        "rows": [
            {"cells": [row.name, *(_shown(found[row.pk][key], key) for key in (*PEOPLE, *CASES))],
             "url": list_url(f"stage=pending&community={row.pk}")}
            for row in rows
        ],
    }  # fmt: skip


def _kept(rows: list[Community]) -> dict[int, dict[str, Figure]]:
    span = Span.month(clock.today())
    name = cache_name(("beside each other", *PEOPLE, *CASES), rows, span)
    kept = cache.get(name)
    if kept is None:
        kept = by_community([METRICS[key] for key in (*PEOPLE, *CASES)], rows, span)
        cache.set(name, kept, KEPT.total_seconds())
    return kept


def _shown(figure: Figure, key: str) -> str | None:
    if key.endswith("_rate"):
        return percent(figure)
    return f"{figure.value:,}" if figure.collected and figure.value is not None else None
