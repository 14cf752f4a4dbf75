"""The households and people of a scope's buildings today, for row security.

They answer what `households_in` and `members_in` (models) answer, for the transaction's own day. The functions look
with the whole county's scope and put the caller's back: they are what that scope is made of.
"""

from apps.core.rowsecurity import add_function

HOUSEHOLDS = "ANY ((SELECT anju_households())::bigint[])"
MEMBERS = "ANY ((SELECT anju_members())::bigint[])"


def _function(name: str, query: str) -> None:
    add_function(
        name,
        f"""CREATE OR REPLACE FUNCTION {name}() RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
        DECLARE
            before text := coalesce(current_setting('anju.communities', true), '');
            found bigint[] := '{{}}';
        BEGIN
            IF anju_buildings() <> '{{}}' THEN
                PERFORM set_config('anju.communities', '*', true);
                found := ARRAY({query});
                PERFORM set_config('anju.communities', before, true);
            END IF;
            RETURN found;
        END $$""",
    )


_TODAY = "current_setting('anju.today', true)::date"

_function(
    "anju_households",
    f"""SELECT held.household_id FROM households_occupancy held
        JOIN communities_dwelling dwelling ON dwelling.id = held.dwelling_id
        WHERE dwelling.building_id = ANY (anju_buildings()) AND held.period @> {_TODAY}""",
)
_function(
    "anju_members",
    f"""SELECT belongs.member_id FROM households_membership belongs
        WHERE belongs.household_id = ANY (anju_households()) AND belongs.period @> {_TODAY}""",
)
