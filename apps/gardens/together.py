"""The word by which households are put side by side: one that they agreed on, or the door of one of them."""

import re
import unicodedata

from apps.core.text import squash

DOOR = re.compile(r"(\d{1,4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,6})\D?")  # 3-2-501, 3栋2单元501室
MOST = 12


def shared_word(typed: str, own_door: str) -> str:
    """What counts of what a household wrote: a word as it is, a neighbour's door as both of them get it.

    Two households that name each other's door end with the same word, that of the smaller door; a door that only one
    of them names puts nobody beside anybody.
    """
    words = squash(unicodedata.normalize("NFKC", typed))
    found = DOOR.fullmatch(words)
    if found is None:
        return words[:MOST]
    doors = {door_of(*found.groups())}
    if (own := DOOR.fullmatch(own_door)) is not None:
        doors.add(door_of(*own.groups()))
    return min(doors)[-1][:MOST]


def door_of(building: str, unit: str, room: str) -> tuple[int, int, str, str]:
    """A door in the order of doors, and as it is written."""
    return int(building), int(unit), room.zfill(6), f"{int(building)}-{int(unit)}-{room}"
