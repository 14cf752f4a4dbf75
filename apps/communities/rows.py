"""The communities of a scope, for row security: those named, and those of its townships."""

from apps.core.rowsecurity import add_function

add_function(
    "anju_communities",
    """CREATE OR REPLACE FUNCTION anju_communities() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT anju_keys('anju.communities') || CASE WHEN anju_keys('anju.townships') = '{}' THEN '{}' ELSE
            ARRAY(SELECT id FROM communities_community WHERE township_id = ANY (anju_keys('anju.townships'))) END $$""",
)
