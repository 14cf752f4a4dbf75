"""How sources count: one query, one row of counts per community."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet


def counts_by_community(queryset: QuerySet, counts: Mapping[str, Q]) -> dict[int, dict[str, int]]:
    """Group by community and count rows under each filter; an empty filter counts all."""
    named = {f"n_{key}": Count("pk", filter=condition or None) for key, condition in counts.items()}
    rows = queryset.order_by().values("community_id").annotate(**named)
    return {row["community_id"]: {key: row[f"n_{key}"] for key in counts} for row in rows}


def counted(queryset: QuerySet, *columns: str) -> list[tuple[Any, ...]]:
    """How many rows have each combination of columns, counted in the database also where a column is an aggregate."""
    try:
        sql, params = queryset.order_by().values_list(*columns).query.sql_with_params()
    except EmptyResultSet:  # no community at all
        return []
    names = ", ".join(f"c{place}" for place in range(len(columns)))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names}, COUNT(*) FROM ({sql}) AS counted({names}) GROUP BY {names}", params)
        return list(cursor.fetchall())
