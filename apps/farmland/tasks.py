"""Keeping the ways to fields true."""

from celery import shared_task

from apps.core.rowscope import in_scope
from apps.core.scope import COUNTY
from apps.farmland.placing import borders_refresh
from apps.farmland.reach import refresh_stale
from apps.farmland.routed import route_due

BATCHES = 50  # a beat takes at most this many; what is left waits for the next


@shared_task(name="farmland.refresh_ways")
@in_scope(COUNTY, "people move, buildings and rules change in every community")
def refresh_ways() -> int:
    """Compute anew what is no longer true: a dwelling, a place or a rule has changed. Idempotent."""
    done = borders_refresh()
    for _batch in range(BATCHES):
        written = refresh_stale()
        done += written
        if not written:
            break
    return done


@shared_task(name="farmland.route_ways")
@in_scope(COUNTY, "fields of every community lie somewhere")
def route_ways() -> int:
    """Ask the routing server, where one is set, for ways that it has not given yet. Idempotent."""
    return route_due()


@shared_task(name="farmland.pass_over_fields")
@in_scope(COUNTY, "the snapshot of what lies nearest is of all fields")
def pass_over_fields() -> int:
    """Once a night, what lies nearest to every field. Idempotent: the snapshot is replaced."""
    from apps.farmland.passes import fields_pass  # SciPy, which only this task needs

    return fields_pass().fields
