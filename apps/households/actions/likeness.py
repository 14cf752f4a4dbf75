"""Looking for people and households that stand in the register twice: set-based statements over the county."""

from typing import Any

from django.db import connection, transaction

from apps.core import clock
from apps.core.rowscope import elevated
from apps.households.models import LikelyHouseholds, LikelyPair
from apps.households.privacy.erased import ERASED_NAME

MOST_PHONES = 5  # a number that more people share is an office's or a shop's, and says nothing

# Two different numbers with valid check digits are two people, unless name and birth date agree too.
FIND = """
WITH shared AS (
    SELECT phone FROM households_member WHERE phone <> '' AND name <> %(erased)s
    GROUP BY phone HAVING count(*) BETWEEN 2 AND %(most)s
), lives AS (
    SELECT m.id, m.name_key, m.id_index, ms.household_id, o.dwelling_id
    FROM households_membership ms
    JOIN households_member m ON m.id = ms.member_id AND m.name <> %(erased)s
    LEFT JOIN households_occupancy o ON o.household_id = ms.household_id AND o.period @> %(today)s::date
    WHERE ms.period @> %(today)s::date
), pairs AS (
    SELECT a.id AS first_id, b.id AS second_id, 'name_birth' AS reason
    FROM households_member a
    JOIN households_member b ON b.name = a.name AND b.birth_date = a.birth_date AND b.id > a.id
    WHERE a.name <> %(erased)s
    UNION ALL
    SELECT a.id, b.id, 'name_dwelling'
    FROM lives a JOIN lives b ON b.dwelling_id = a.dwelling_id AND b.name_key = a.name_key AND b.id > a.id
    WHERE a.name_key <> '' AND (a.id_index IS NULL OR b.id_index IS NULL)
    UNION ALL
    SELECT a.id, b.id, 'phone'
    FROM households_member a
    JOIN shared ON shared.phone = a.phone
    JOIN households_member b ON b.phone = a.phone AND b.id > a.id AND b.sex = a.sex
    LEFT JOIN lives la ON la.id = a.id
    LEFT JOIN lives lb ON lb.id = b.id
    WHERE (a.id_index IS NULL OR b.id_index IS NULL) AND la.household_id IS DISTINCT FROM lb.household_id
)
INSERT INTO households_likelypair (first_id, second_id, reasons, found_at, seen_at)
SELECT first_id, second_id, array_agg(DISTINCT reason ORDER BY reason), %(now)s, %(now)s
FROM pairs
WHERE NOT EXISTS (
    SELECT FROM households_notsame n WHERE n.first_id = pairs.first_id AND n.second_id = pairs.second_id
)
GROUP BY first_id, second_id
ON CONFLICT (first_id, second_id) DO UPDATE SET reasons = EXCLUDED.reasons, seen_at = EXCLUDED.seen_at
"""


# Households with people in common; of two communities only where names and birth dates agree. Two valid numbers that
# differ are two people.
FIND_HOUSEHOLDS = """
WITH lives AS (
    SELECT m.id, m.name, m.birth_date, m.id_index, ms.relation, ms.household_id, ms.community_id, o.dwelling_id
    FROM households_membership ms
    JOIN households_member m ON m.id = ms.member_id AND m.name <> %(erased)s
    JOIN households_household h ON h.id = ms.household_id AND h.left_on IS NULL
    LEFT JOIN households_occupancy o ON o.household_id = ms.household_id AND o.period @> %(today)s::date
    WHERE ms.period @> %(today)s::date
), common AS (
    SELECT a.household_id AS first_id, b.household_id AS second_id,
        count(*) FILTER (WHERE a.birth_date = b.birth_date) AS people,
        bool_or(a.relation = 'head' AND b.relation = 'head' AND a.birth_date = b.birth_date) AS head,
        bool_or(a.dwelling_id = b.dwelling_id) AS dwelling
    FROM lives a
    JOIN lives b ON b.name = a.name AND b.household_id > a.household_id
        AND (b.community_id = a.community_id OR b.birth_date = a.birth_date)
    WHERE a.id_index IS NULL OR b.id_index IS NULL
    GROUP BY 1, 2
), pairs AS (
    SELECT first_id, second_id, array_remove(ARRAY[
        CASE WHEN dwelling THEN 'dwelling' END, CASE WHEN head THEN 'head' END, CASE WHEN people > 1 THEN 'people' END
    ], NULL) AS reasons
    FROM common
)
INSERT INTO households_likelyhouseholds (first_id, second_id, reasons, found_at, seen_at)
SELECT first_id, second_id, reasons, %(now)s, %(now)s
FROM pairs
WHERE cardinality(reasons) > 0 AND NOT EXISTS (
    SELECT FROM households_notsamehousehold n WHERE n.first_id = pairs.first_id AND n.second_id = pairs.second_id
)
ON CONFLICT (first_id, second_id) DO UPDATE SET reasons = EXCLUDED.reasons, seen_at = EXCLUDED.seen_at
"""


@transaction.atomic
def duplicates_find() -> int:
    """Compare everybody with everybody; how many pairs of people and households are likely. What no longer holds goes.

    Runs over the whole county, whoever asks: a pair is then shown to those whose scope holds both people.
    """
    now = clock.now()
    asked: dict[str, Any] = {"now": now, "today": clock.today(), "erased": ERASED_NAME, "most": MOST_PHONES}
    with elevated("everybody is compared; a pair is shown to those whose scope holds both"):
        with connection.cursor() as cursor:
            cursor.execute(FIND, asked)
            cursor.execute(FIND_HOUSEHOLDS, asked)
        LikelyPair.objects.filter(seen_at__lt=now).delete()
        LikelyHouseholds.objects.filter(seen_at__lt=now).delete()
        return LikelyPair.objects.count() + LikelyHouseholds.objects.count()
