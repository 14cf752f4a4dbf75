"""What tables of community life share: rows that hang on another, and sums that the database keeps."""

from typing import Any

import pgtrigger
from django.db import models

from apps.communities.models.site import inside
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import through


class OfCompetition(models.Model):
    """A row of a competition, seen with it."""

    scope_community = "competition__community"
    in_buildings = staticmethod(inside("competition__community"))
    row_security = through("neighbourhood_competition", "competition_id")
    objects: Any = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class OfMeeting(models.Model):
    """A row of a meeting, seen with it."""

    scope_community = "meeting__community"
    in_buildings = staticmethod(inside("meeting__community"))
    row_security = through("neighbourhood_meeting", "meeting_id")
    objects: Any = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


def kept_sum(
    *, owner: str, owner_key: str, total: str, key: str, amount: str, first: str = ""
) -> tuple[pgtrigger.Trigger, ...]:
    """Triggers of a table that keep `total` of a row of `owner` at the sum of `amount` over the rows that name it.

    `key` is the column by which they name it, in the owner `owner_key`. One statement adds what it changed, whichever
    path wrote it; a CHECK on `total` then makes the whole statement fail. `first` (SQL on new_rows) makes owners.
    """
    new = f"SELECT {key} AS key, {amount} AS amount FROM new_rows"
    old = f"SELECT {key} AS key, -({amount}) AS amount FROM old_rows"

    def trigger(name: str, operation: pgtrigger.Operation, rows: str, begin: str, **seen: str) -> pgtrigger.Trigger:
        return pgtrigger.Trigger(
            name=f"{total}_{name}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**seen),
            declare=[("asked", "bigint"), ("counted", "bigint")],
            func=f"""
                {begin}
                WITH sums AS (
                    SELECT c.key, sum(c.amount) AS amount FROM ({rows}) c GROUP BY c.key HAVING sum(c.amount) <> 0
                ), done AS (
                    UPDATE {owner} t SET {total} = t.{total} + s.amount FROM sums s WHERE t.{owner_key} = s.key
                    RETURNING t.id
                ) SELECT (SELECT count(*) FROM sums), (SELECT count(*) FROM done) INTO asked, counted;
                IF asked <> counted THEN
                    RAISE EXCEPTION 'rows of {owner} that cannot be counted on'
                        USING ERRCODE = 'insufficient_privilege';
                END IF;
                RETURN NULL;
            """,
        )

    return (
        trigger("made", pgtrigger.Insert, new, first, new="new_rows"),
        trigger("gone", pgtrigger.Delete, old, "", old="old_rows"),
        trigger("moved", pgtrigger.Update, f"{new} UNION ALL {old}", first, new="new_rows", old="old_rows"),
    )
