"""`python -m bench.visits_run RUNS`: visits planned for a whole county beside a bare INSERT … SELECT, as JSON.

A process of its own on one of the bench's databases. Both write as many visits, with all indexes, constraints and row
security, and are rolled back: planning first finds who needs one, why, and on which day.
"""

import json
import sys
from typing import Any

import django

from bench.measure import timed

COLUMNS = (
    "household_id, community_id, kind, causes, instruments, opens_on, due_on, first_due_on, shift_why, state, attempts,"
    " place, channel, met, present_status, refused_why, note, created_at, updated_at"
)
BARE = (
    f"INSERT INTO followups_visit ({COLUMNS}) SELECT id, community_id, 'routine', ARRAY['routine'],"
    " ARRAY['guarantees_income'], current_date, current_date, current_date, '', 'due', 0, '', '', '{}', '', '', '',"
    " now(), now() FROM households_household WHERE left_on IS NULL ORDER BY id LIMIT %s"
)


def undone(act: Any) -> tuple[float, Any]:
    """Seconds, and what it said; the database is as before."""
    from django.db import transaction

    said: list[Any] = []
    with transaction.atomic():
        seconds = timed(lambda: said.append(act()))
        transaction.set_rollback(True)
    return seconds, said[0]


def bare(rows: int) -> int:
    """As many visits, without asking who needs one."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(BARE, [rows])
        return int(cursor.rowcount)


def main() -> None:
    """Both in turns; the first pair is not counted."""
    from apps.core.rowscope import elevated
    from apps.followups.actions import visits_plan
    from apps.households.models import Household

    runs = []
    with elevated("the bench works over the whole county"):
        households = Household.objects.active().count()
        for _run in range(int(sys.argv[1]) + 1):
            planned, said = undone(visits_plan)
            plain, rows = undone(lambda made=said.made: bare(made))
            if rows != said.made:
                raise RuntimeError("the two did not write the same number of visits")
            runs.append({"plan": planned, "bare": plain, "visits": said.made})
    print(json.dumps({"households": households, "runs": runs[1:]}))


if __name__ == "__main__":
    django.setup()
    main()
