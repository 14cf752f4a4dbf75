"""Visits of whole counties in one statement: needs, days, what moves them, new visits and wider ones.

The arithmetic of days stands in due.py once more, for one household; a test proves that both agree.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from apps.core import clock
from apps.followups.planning.calendar import Days, busy_spans, worked_fields
from apps.followups.planning.due import EPOCH, PATIENT, RANKS, SPREAD, span_days
from apps.followups.planning.intervals import with_months
from apps.followups.planning.sql import Sql, all_needs, compiled
from apps.followups.rules import Terms
from apps.households.models import Household


class Planned(NamedTuple):
    """What planning did: visits made, open ones that got more reasons, moved to after a season, given to a worker."""

    made: int = 0
    widened: int = 0
    shifted: int = 0
    given: int = 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of whom: households of these communities (None: of all within scope), or this one household; on which day."""

    day: date
    communities: Collection[int] | None = None
    household: int | None = None

    def homes(self, terms: Terms) -> Sql:
        rows = Household.objects.active().order_by()
        if self.communities is not None:
            rows = rows.filter(community__in=self.communities)
        if self.household is not None:
            rows = rows.filter(pk=self.household)
        found = compiled(with_months(rows, self.day, terms).values_list("pk", "community_id", "months"))
        return found or ("SELECT NULL::bigint, NULL::bigint, NULL::int WHERE false", [])


# What follows the relations home(id, community_id, months), need, busy(household_id, first, last) and day(day, works).
WANTED = """
visited AS (
    SELECT household_id, max(done_on) AS last FROM followups_visit
    WHERE state = 'done' AND household_id IN (SELECT id FROM home) GROUP BY household_id
),
pending AS (
    SELECT id, household_id, causes FROM followups_visit
    WHERE state = 'due' AND household_id IN (SELECT id FROM home)
),
ripe AS (
    SELECT home.id AS home, need.cause, need.kind, need.instruments,
        CASE WHEN need.since + need.within >= %(day)s::date THEN need.since + need.within
             WHEN need.since >= %(day)s::date - %(backlog)s THEN %(day)s::date
             ELSE %(day)s::date + (home.id * %(spread)s %% %(backlog)s)::int END AS due
    FROM need JOIN home ON home.id = need.household_id LEFT JOIN visited ON visited.household_id = home.id
    WHERE need.since + need.within <= %(day)s::date + %(ahead)s
        AND (need.unmet OR visited.last IS NULL OR visited.last < need.since)
    UNION ALL
    SELECT id, 'routine', 'routine', '{}'::text[], due FROM (
        SELECT home.id, CASE
            WHEN visited.last IS NOT NULL
            THEN greatest((visited.last + make_interval(months => home.months))::date, %(day)s::date)
            ELSE %(day)s::date + (((home.id * %(spread)s - (%(day)s::date - %(epoch)s::date)) %% (home.months * 30)
                + home.months * 30) %% (home.months * 30))::int END AS due
        FROM home LEFT JOIN visited ON visited.household_id = home.id
    ) routine WHERE due <= %(day)s::date + %(ahead)s
),
fresh AS (
    SELECT ripe.*, array_position(%(ranks)s::text[], ripe.kind) AS rank, pending.id AS visit
    FROM ripe LEFT JOIN pending ON pending.household_id = ripe.home
    WHERE pending.id IS NULL OR ripe.cause <> ALL (pending.causes)
),
merged AS (
    SELECT home, min(visit) AS visit, min(due) AS due, (%(ranks)s::text[])[min(rank)] AS kind,
        array_agg(cause ORDER BY rank, cause COLLATE "C") AS causes
    FROM fresh GROUP BY home
),
extra AS (
    SELECT home, array_agg(DISTINCT name COLLATE "C") AS names
    FROM fresh CROSS JOIN LATERAL unnest(instruments) AS name GROUP BY home
),
answered AS (
    SELECT answer.household_id, instrument.key, max(answer.answered_on) AS last
    FROM followups_answer answer JOIN instruments_instrumentversion version ON version.id = answer.version_id
    JOIN instruments_instrument instrument ON instrument.id = version.instrument_id
    WHERE instrument.key = ANY (%(keys)s::text[]) AND answer.household_id IN (SELECT home FROM merged)
    GROUP BY answer.household_id, instrument.key
),
asked AS (
    SELECT merged.home, array_agg(rule.key ORDER BY rule.place) AS names
    FROM merged CROSS JOIN unnest(%(keys)s::text[], %(every)s::int[]) WITH ORDINALITY AS rule (key, months, place)
    LEFT JOIN answered ON answered.household_id = merged.home AND answered.key = rule.key
    WHERE rule.months = 0 OR answered.last IS NULL
        OR (answered.last + make_interval(months => rule.months))::date <= %(day)s::date
    GROUP BY merged.home
),
season AS (
    SELECT merged.home, max(busy.last) AS ends FROM merged
    JOIN busy ON busy.household_id = merged.home AND merged.due BETWEEN busy.first AND busy.last GROUP BY merged.home
),
moved AS (
    SELECT merged.*, CASE
            WHEN merged.kind = 'event' OR season.ends IS NULL THEN ''
            WHEN dual.household_id IS NOT NULL THEN 'at_old_house'
            WHEN merged.kind = ANY (%(patient)s::text[]) AND season.ends < merged.due + %(shift)s THEN 'busy_season'
            ELSE '' END AS why, season.ends
    FROM merged LEFT JOIN season ON season.home = merged.home
    LEFT JOIN households_presence dual
        ON dual.household_id = merged.home AND dual.status = 'dual' AND dual.period @> merged.due
),
planned AS MATERIALIZED (
    SELECT moved.home, moved.visit, moved.kind, moved.causes, moved.due AS first_due, day.works AS due,
        CASE WHEN moved.why = '' AND day.works <> moved.due THEN 'holiday' ELSE moved.why END AS why,
        CASE WHEN moved.kind = ANY (%(patient)s::text[]) THEN greatest(%(day)s::date, day.works - %(window)s)
            ELSE %(day)s::date END AS opens,
        coalesce(asked.names, '{}') || ARRAY(
            SELECT name FROM unnest(extra.names) name WHERE name <> ALL (coalesce(asked.names, '{}'))) AS instruments
    FROM moved
    JOIN day ON day.day = CASE moved.why WHEN '' THEN moved.due WHEN 'busy_season' THEN moved.ends + 1
        ELSE least(moved.ends + 1, moved.due + %(shift)s) END
    LEFT JOIN asked ON asked.home = moved.home LEFT JOIN extra ON extra.home = moved.home
)
"""

WRITTEN = """,
made AS (
    INSERT INTO followups_visit (created_at, updated_at, household_id, community_id, worker_id, kind, causes,
        instruments, opens_on, due_on, first_due_on, shift_why, state, attempts, place, channel, met, present_status,
        refused_why, note)
    SELECT %(now)s, %(now)s, home.id, home.community_id, held.worker_id, planned.kind, planned.causes,
        planned.instruments, planned.opens, planned.due, planned.first_due, planned.why, 'due', 0, '', '', '{}', '',
        '', ''
    FROM planned JOIN home ON home.id = planned.home
    LEFT JOIN followups_caseload held ON held.household_id = home.id AND held.period @> %(day)s::date
    WHERE planned.visit IS NULL
    ON CONFLICT DO NOTHING RETURNING 1
),
widened AS (
    UPDATE followups_visit visit SET updated_at = %(now)s,
        causes = visit.causes || planned.causes,
        instruments = visit.instruments || ARRAY(
            SELECT name FROM unnest(planned.instruments) name WHERE name <> ALL (visit.instruments)),
        kind = (%(ranks)s::text[])[least(
            array_position(%(ranks)s::text[], visit.kind::text), array_position(%(ranks)s::text[], planned.kind))],
        opens_on = least(visit.opens_on, planned.opens),
        first_due_on = least(visit.first_due_on, planned.first_due),
        shift_why = CASE WHEN planned.due < visit.due_on THEN planned.why ELSE visit.shift_why END,
        due_on = least(visit.due_on, planned.due)
    FROM planned WHERE visit.id = planned.visit AND visit.state = 'due' RETURNING 1
)
SELECT (SELECT count(*) FROM made), (SELECT count(*) FROM widened)
"""

# Open visits of those who turned out to be at the old house: they are there, not missed.
SHIFTED = """
away AS (
    SELECT visit.id, least(max(busy.last) + 1, visit.first_due_on + %(shift)s) AS free
    FROM followups_visit visit JOIN home ON home.id = visit.household_id
    JOIN households_presence dual ON dual.household_id = home.id AND dual.status = 'dual'
        AND dual.period @> greatest(visit.due_on, %(day)s::date)
    JOIN busy ON busy.household_id = home.id AND greatest(visit.due_on, %(day)s::date) BETWEEN busy.first AND busy.last
    WHERE visit.state = 'due' AND visit.kind <> 'event' AND visit.shift_why <> 'by_hand'
        AND visit.due_on <= %(day)s::date + %(ahead)s
    GROUP BY visit.id
)
UPDATE followups_visit visit SET due_on = day.works, shift_why = 'at_old_house', updated_at = %(now)s
FROM away JOIN day ON day.day = greatest(away.free, %(day)s::date)
WHERE visit.id = away.id AND day.works > visit.due_on AND away.free > visit.due_on
"""

GIVEN = """
UPDATE followups_visit visit SET worker_id = held.worker_id, updated_at = %(now)s
FROM followups_caseload held JOIN home ON home.id = held.household_id
WHERE visit.household_id = held.household_id AND held.period @> %(day)s::date AND visit.state = 'due'
    AND visit.worker_id IS NULL
"""


def plan(bounds: Bounds) -> Planned:
    """Write what is due. Idempotent: said again on the same day, nothing is left to write. One transaction's caller."""
    terms = Terms.on(bounds.day)
    named = _named(bounds.day, terms)
    homes, needs, busy, days = _relations(bounds, terms)
    with connection.cursor() as cursor:
        made, widened = _run(cursor, [homes, needs, busy, days], WANTED + WRITTEN, named, fetch=True)
        (shifted,) = _run(cursor, [homes, busy, days], SHIFTED, named)
        (given,) = _run(cursor, [homes], GIVEN.lstrip(), named)
    return Planned(made, widened, shifted, given)


def _named(day: date, terms: Terms) -> dict[str, Any]:
    return {
        "day": day, "now": clock.now(), "ahead": terms.ahead, "backlog": terms.backlog, "shift": terms.shift,
        "window": terms.window, "spread": SPREAD, "epoch": EPOCH, "ranks": [str(rank) for rank in RANKS],
        "patient": list(PATIENT), "keys": list(terms.asked), "every": list(terms.asked.values()),
    }  # fmt: skip


def _relations(bounds: Bounds, terms: Terms) -> list[tuple[str, Sql]]:
    """The relations that statements begin with: (name and columns, SQL)."""
    last = bounds.day + timedelta(days=span_days(terms))
    spans = busy_spans(bounds.day, last)
    fields = worked_fields()
    if bounds.household is not None:
        fields = fields.filter(household=bounds.household)
    field = compiled(fields.order_by().values_list("household_id", "crop_id", "in_band"))
    assert field is not None
    busy = (
        "SELECT DISTINCT field.household_id, span.first, span.last"
        f" FROM ({field[0]}) field (household_id, crop_id, band)"
        " JOIN unnest(%s::bigint[], %s::text[], %s::date[], %s::date[]) AS span (crop_id, band, first, last)"
        " ON span.crop_id = field.crop_id AND span.band = field.band",
        [*field[1], [row.season.crop_id for row in spans], [str(row.season.band) for row in spans],
         [row.first for row in spans], [row.last for row in spans]],
    )  # fmt: skip
    days = Days.load(bounds.day, span_days(terms)).columns()
    return [
        ("home (id, community_id, months)", bounds.homes(terms)),
        ("need", all_needs(bounds.day, bounds.household)),
        ("busy", busy),
        ("day (day, works)", ("SELECT * FROM unnest(%s::date[], %s::date[])", days)),
    ]


def _run(
    cursor: Any, relations: list[tuple[str, Sql]], rest: str, named: dict[str, Any], *, fetch: bool = False
) -> Any:
    """One statement of these relations and what follows; parameters of the rest go by name."""
    values: dict[str, Any] = dict(named)
    heads = []
    for number, (name, (text, params)) in enumerate(relations):
        keys = [f"p{number}_{place}" for place in range(len(params))]
        values |= dict(zip(keys, params, strict=True))
        heads.append(f"{name} AS MATERIALIZED ({_named_marks(text, keys)})")
    glue = "" if rest.startswith("UPDATE") else ", "
    cursor.execute(f"WITH {', '.join(heads)}{glue} {rest}", values)
    return cursor.fetchone() if fetch else (cursor.rowcount,)


def _named_marks(text: str, keys: list[str]) -> str:
    """Each %s in its turn by a name; what is escaped stays so."""
    marks = iter(keys)
    return re.sub("%s", lambda _mark: f"%({next(marks)})s", text)


__all__ = ["Bounds", "Planned", "plan"]
