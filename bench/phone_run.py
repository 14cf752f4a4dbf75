"""`python -m bench.phone_run RUNS`: the pack of 200 households, and 50 visits that a phone sends, as JSON.

A process of its own on one of the bench's databases, through the functions that the pages call. All of it happens in
one transaction that is taken back.
"""

import json
import sys
import uuid
from collections.abc import Callable
from typing import Any

import django

from bench.measure import timed

HOUSEHOLDS, VISITS, BATCH = 200, 50, 10
ASKED = "living_costs"


def worker_of(homes: list[Any]) -> Any:
    """A worker who looks after these households, of which at least half are to be visited."""
    from apps.accounts.models import Staff
    from apps.core import clock
    from apps.core.periods import since
    from apps.followups.models import Caseload, Visit

    worker = Staff.objects.create_user("bench-worker", name="bench", role="grid_worker")
    worker.assignments.create(level="county")
    today = clock.today()
    due = Visit.objects.filter(household__in=homes, state="due")
    due.update(worker=worker, instruments=[ASKED])
    planned = set(due.order_by().values_list("household", flat=True))
    Caseload.objects.filter(household__in=homes).delete()
    Caseload.objects.bulk_create(
        Caseload(household=home, community_id=home.community_id, worker=worker, period=since(today)) for home in homes
    )
    Visit.objects.bulk_create(
        Visit(household=home, community_id=home.community_id, worker=worker, instruments=[ASKED])
        for home in homes[::2]
        if home.pk not in planned
    )
    return worker


def filled_in(home: dict[str, Any]) -> dict[str, Any]:
    """What the register knew, and what must be answered."""
    return home["prefills"][ASKED] | {"people": max(1, len(home["people"])), "remember": "no"}


def sent_from(pack: dict[str, Any]) -> list[dict[str, Any]]:
    """Fifty visits as the phone sends them, each with a questionnaire and how the household lives now."""
    version = pack["current"][ASKED]
    homes = [home for home in pack["households"] if home["visit"]][:VISITS]
    return [
        {
            "id": str(uuid.uuid4()), "what": "record", "household": home["id"], "visit": home["visit"]["id"],
            "note": "家里都好", "met": [home["people"][0]["id"]] if home["people"] else [], "base": home["base"],
            "present_status": "permanent", "instruments": {ASKED: {"version": version, "answers": filled_in(home)}},
        }
        for home in homes
    ]  # fmt: skip


def one_run(worker: Any) -> dict[str, float]:
    """Seconds of a pack and of sending; both are taken back. Raises RuntimeError for a visit that was refused."""
    from django.db import transaction

    from apps.portal.visiting.pack import pack_for
    from apps.portal.visiting.taking import take_in

    found: dict[str, Any] = {}

    def kept(name: str, act: Callable[[], Any]) -> Callable[[], None]:
        return lambda: found.update({name: act()})

    seconds = timed(kept("pack", lambda: pack_for(worker).body))
    items = sent_from(found["pack"])
    with transaction.atomic():
        batches = [items[at : at + BATCH] for at in range(0, VISITS, BATCH)]
        sending = timed(kept("results", lambda: [each for batch in batches for each in take_in(batch, worker)]))
        transaction.set_rollback(True)
    refused = [each for each in found["results"] if each["result"] == "refused"]
    if refused or len(found["results"]) != VISITS:
        raise RuntimeError(f"{len(refused)} of {len(found['results'])} visits refused: {refused[:1]}")
    size = len(json.dumps(found["pack"], ensure_ascii=False).encode())
    return {"pack": seconds, "sync": sending, "kilobytes": size / 1000, "households": len(found["pack"]["households"])}


def main() -> None:
    """So many runs; the first is not counted."""
    from django.db import transaction

    from apps.core.rowscope import elevated
    from apps.households.models import Household

    with elevated("the bench works over the whole county"), transaction.atomic():
        homes = list(Household.objects.active().order_by("community", "pk")[:HOUSEHOLDS])
        worker = worker_of(homes)
        runs = [one_run(worker) for _run in range(int(sys.argv[1]) + 1)]
        transaction.set_rollback(True)
    print(json.dumps({"runs": runs[1:]}))


if __name__ == "__main__":
    django.setup()
    main()
