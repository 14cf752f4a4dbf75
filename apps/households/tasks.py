"""Work in the background. Tasks take a key and call an action; running one twice does no harm."""

from celery import shared_task

from apps.core.events import listen
from apps.core.rowscope import in_scope
from apps.core.scope import COUNTY
from apps.households.actions.erasing import erasures_propose
from apps.households.actions.likeness import duplicates_find
from apps.households.roster.actions import WAITING, rosters_forget
from apps.households.roster.work import roster_work, waiting


@shared_task(name="households.read_roster")
@in_scope(COUNTY, "a roster is compared with the whole county; the importer's area is kept by reading.importable")
def read_roster(roster_id: int) -> bool:
    """Read an uploaded roster and prepare its preview."""
    return roster_work(roster_id=roster_id)


@shared_task(name="households.apply_roster")
@in_scope(COUNTY, "a roster is compared with the whole county; the importer's area is kept by reading.importable")
def apply_roster(roster_id: int) -> bool:
    """Write the chosen households of a roster into the register."""
    return roster_work(roster_id=roster_id)


@listen(WAITING)
def start_work(roster: int, applying: bool = False) -> None:
    """Tell a worker. Should the message be lost, the sweep finds the import half a minute later."""
    (apply_roster if applying else read_roster).delay(roster)


@shared_task(name="households.resume_imports")
@in_scope(COUNTY, "imports of all communities that no worker has")
def resume_imports() -> int:
    """Take up imports that no worker has: the message was lost, or the worker died."""
    return sum(roster_work(roster_id=key) for key in waiting())


@shared_task(name="households.forget_rosters")
@in_scope(COUNTY, "imports of all communities that are old")
def forget_rosters() -> int:
    """Delete files and details of old imports."""
    return rosters_forget()


@shared_task(name="households.find_duplicates")
@in_scope(COUNTY, "people are compared across communities")
def find_duplicates() -> int:
    """Compare everybody with everybody: every night, and when somebody asks for it."""
    return duplicates_find()


@shared_task(name="households.propose_erasures")
@in_scope(COUNTY, "households of all communities that left long ago")
def propose_erasures() -> int:
    """List households whose data are due for erasure. People decide; nothing is erased by itself."""
    return erasures_propose()
