"""When the register of a community was written: soon after each household, or each person, came.

COPY has just written everything, so that the history knows only this moment. Set back, "as it had been recorded then"
answers for days gone by.
"""

from typing import Any

from django.conf import settings
from django.db import connection

AFTER = 20  # days between what happened and its record
# Tables of households, and of people; those with periods were written after each period began.
OF_HOUSEHOLDS = {"household": "id", "membership": "household_id", "occupancy": "household_id",
                 "presence": "household_id", "classperiod": "household_id"}  # fmt: skip
OF_PEOPLE = {"member": "id", "healthrecord": "member_id", "employment": "member_id", "labourability": "member_id"}
TIMELESS = {"household", "member"}
SET_BACK = """
    UPDATE households_{table}event e
    SET pgh_created_at = least((came.day + %(after)s + time '09:00') AT TIME ZONE %(zone)s, e.pgh_created_at)
    FROM (
        SELECT {owner}_id AS owner, min(lower(period)) AS day FROM households_membership
        WHERE community_id = %(community)s GROUP BY 1
    ) came
    WHERE came.owner = e.{column}
"""


def set_back(community: Any) -> None:
    """Date the history of everything registered in this community. One statement for each of nine tables."""
    given = {"after": AFTER, "zone": settings.TIME_ZONE, "community": community.pk}
    with connection.cursor() as cursor:
        for owner, tables in (("household", OF_HOUSEHOLDS), ("member", OF_PEOPLE)):
            for table, column in tables.items():
                day = "came.day" if table in TIMELESS else "greatest(came.day, lower(e.period))"
                sql = SET_BACK.replace("(came.day +", f"({day} +")
                cursor.execute(sql.format(table=table, owner=owner, column=column), given)
