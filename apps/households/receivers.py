"""What follows from events of this app."""

from apps.core.events import listen
from apps.households.roster.actions import WAITING
from apps.households.tasks import read_roster


@listen(WAITING)
def start_work(roster: int) -> None:
    """Tell a worker; should that fail, the sweep finds the import half a minute later."""
    read_roster.delay(roster)
