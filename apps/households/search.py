"""Finding people: by name, sound, initials, room, household code, last digits of the telephone, identity number.

A text is read as one or more clues; each clue is answered by one index (Member.Meta.indexes), at any size.
"""

import re
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.search import Hit, finder
from apps.core.text import HAN, tidy_name, tight
from apps.households.models import Household, Member, Membership, Occupancy
from apps.households.models.member import (
    INITIALS,
    NAME_BACKWARDS,
    NAME_RUN_TOGETHER,
    PHONE_TAIL,
    id_fingerprint,
)

ID_NUMBER = re.compile(r"^\d{17}[\dXx]$")
CODE = re.compile(r"^[A-Za-z]{1,4}\d+$")
SEPARATORS = re.compile(r"号楼|单元|[栋幢#—–/-]+")
ROOM = re.compile(r"^(?:(\d{1,3})-)?(?:(\d{1,2})-)?(\w{1,8})$", re.ASCII)

Clue = tuple[int, Any]


def member_clues(text: str) -> list[Clue]:
    """What the text may say about a person: (rank, members), best first."""
    people: Any = Member.objects.all()
    plain = tight(text)
    if ID_NUMBER.match(plain):
        return [(0, people.filter(id_index=id_fingerprint(plain)))]
    if plain.isascii() and plain.isdigit():
        whole = [(0, people.filter(phone=plain))] if len(plain) >= 7 else []
        return whole or ([(1, people.alias(tail=PHONE_TAIL).filter(tail=plain))] if len(plain) == 4 else [])
    if HAN.search(plain):
        name = tidy_name(text)
        return [
            (1, people.filter(name__startswith=name)),
            (2, people.alias(backwards=NAME_BACKWARDS).filter(backwards__startswith=name[::-1])),
        ]
    sound = re.sub(r"[\s'’]", "", text).lower()
    if len(sound) >= 2 and sound.isascii() and sound.isalpha():
        return [
            (2, people.alias(sound=NAME_RUN_TOGETHER).filter(sound__startswith=sound)),
            (3, people.alias(initials=INITIALS).filter(initials__startswith=sound)),
        ]
    return []


def household_clues(text: str) -> list[Clue]:
    """What the text may say about a household: its code, or the room it holds today."""
    plain = tight(text)
    clues: list[Clue] = []
    if CODE.match(plain):
        clues.append((0, Household.objects.filter(code__startswith=plain.upper())))
    place = room_of(plain)
    if place is not None:
        held = Occupancy.objects.current().filter(place).order_by().values("household")
        clues.append((0 if "-" in SEPARATORS.sub("-", plain) else 1, Household.objects.filter(pk__in=held)))
    return clues


def room_of(plain: str) -> Q | None:
    """3-2-501, 3栋2单元501, 3-501 or 501 as a filter on occupancies; None when it is no room."""
    match = ROOM.match(SEPARATORS.sub("-", plain).removesuffix("室").removesuffix("号"))
    if match is None or not any(char.isdigit() for char in match[3]):
        return None
    place = Q(dwelling__room=match[3].upper())
    if match[1]:
        place &= Q(dwelling__building__number=int(match[1]))
    if match[2]:
        place &= Q(dwelling__unit=int(match[2]))
    return place


def households_matching(text: str) -> Q:
    """A filter on households for the search box of a list: its code, its room or any of its people today."""
    found = Q(pk__in=[])
    for _rank, rows in household_clues(text):
        found |= Q(pk__in=rows.order_by().values("pk"))
    for _rank, people in member_clues(text):
        belongs = Membership.objects.current().filter(member__in=people.order_by().values("pk"))
        found |= Q(pk__in=belongs.order_by().values("household"))
    return found


def members_matching(text: str) -> Q:
    """A filter on members for the search box of a list."""
    found = Q(pk__in=[])
    for _rank, people in member_clues(text):
        found |= Q(pk__in=people.order_by().values("pk"))
    for _rank, rows in household_clues(text):
        belongs = Membership.objects.current().filter(household__in=rows.order_by().values("pk"))
        found |= Q(pk__in=belongs.order_by().values("member"))
    return found


@finder
def find_households(user: Any, text: str, limit: int) -> list[Hit]:
    """Households and people within scope."""
    if not user.has_perm("households.view_household"):
        return []
    found: dict[tuple[int, str], tuple[int, str]] = {}  # (household, title) -> (rank, what it is)
    for rank, rows in household_clues(text):
        visible = rows.filter(pk__in=Household.objects.visible_to(user).order_by().values("pk"))
        for key, head in visible.with_head().order_by("code").values_list("pk", "head_name")[:limit]:
            found.setdefault((key, head or ""), (rank, ""))
    for rank, people in member_clues(text):
        visible = people.filter(pk__in=Member.objects.visible_to(user).order_by().values("pk"))
        keys = list(visible.order_by("name_key", "pk").values_list("pk", flat=True)[:limit])
        belongs = Membership.objects.current().filter(member__in=keys).select_related("member")
        for membership in belongs.order_by("member__name_key", "pk"):
            exact = membership.member.name == tidy_name(text)
            key = (membership.household_id, membership.member.name)
            found.setdefault(key, (rank - exact, membership.get_relation_display()))
    return _as_hits(found)


def _as_hits(found: dict[tuple[int, str], tuple[int, str]]) -> list[Hit]:
    keys = {key for key, _title in found}
    rows = Household.objects.filter(pk__in=keys).with_place().select_related("community").order_by("pk")
    households = {row.pk: row for row in rows} if keys else {}
    hits = []
    for (key, title), (rank, relation) in found.items():
        row = households[key]
        place = row.place_label or _("no dwelling")
        note = " · ".join(str(part) for part in (place, relation, row.code, row.community.name) if part)
        url = reverse("admin:households_household_change", args=[key])
        hits.append(Hit(rank, title or row.code, note, url, gettext_lazy("household"), "home"))
    return hits
