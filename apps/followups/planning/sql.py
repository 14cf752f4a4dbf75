"""Needs as SQL: what the querysets of the registry say, as one relation (household_id, since, …)."""

from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from apps.followups.needs import NEEDS, Need

Sql = tuple[str, list[Any]]


def compiled(rows: Any) -> Sql | None:
    """A queryset as SQL with its parameters; None where it can find nothing."""
    try:
        text, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return text, list(params)


def need_rows(need: Need, day: date) -> Sql | None:
    """(household_id, since) of everybody with this need on the day."""
    found = compiled(need.rows(day))
    if found is None:
        return None
    return f"SELECT household_id, since::date AS since FROM ({found[0]}) need (household_id, since)", found[1]


def since_of(need: Need, household: int, day: date) -> date | None:
    """Since when this one household has the need; None where it has it not."""
    found = need_rows(need, day)
    if found is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(f"{found[0]} WHERE household_id = %s", [*found[1], household])
        row = cursor.fetchone()
    return row[1] if row else None


def all_needs(day: date, household: int | None = None) -> Sql:
    """(household_id, since, cause, kind, instruments, within, unmet) of all needs, or of those of one household."""
    parts, params = [], []
    for need in NEEDS.values():
        found = need_rows(need, day)
        if found is None:
            continue
        only = " WHERE household_id = %s" if household is not None else ""
        parts.append(
            "SELECT household_id, since, %s::text AS cause, %s::text AS kind, %s::text[] AS instruments,"
            f" %s::int AS within, %s::boolean AS unmet FROM ({found[0]}{only}) rows"
        )
        fixed = [need.key, need.kind, list(need.instruments), need.within(day), need.unmet_by_visit]
        params += [*map(_plain, fixed), *found[1], *([household] if household is not None else [])]
    return " UNION ALL ".join(parts), params


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
