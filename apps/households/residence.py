"""How the residence status looks wherever it is shown."""

from typing import Any

from apps.core.ui import chip, missing
from apps.households.vocabulary import ResidenceStatus

RESIDENCE_CHIPS = {
    ResidenceStatus.PERMANENT: ("done", "home"),
    ResidenceStatus.MIGRANT_WORK: ("wait", "luggage"),
    ResidenceStatus.DUAL: ("due", "swap_horiz"),
    ResidenceStatus.RETURNED: ("due", "undo"),
    ResidenceStatus.VACANT: ("neutral", "door_front"),
}


def residence_chip(status: str | None) -> Any:
    """The residence status with its icon; a note where it was not collected."""
    if not status:
        return missing()
    kind, icon = RESIDENCE_CHIPS[ResidenceStatus(status)]
    return chip(kind, ResidenceStatus(status).label, icon=icon)
