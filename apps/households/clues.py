"""What somebody may mean who types into the search box: a name, its sound, a room, a code, a number.

A word is read as one or more clues. Each clue is a range of one column (Member, Household, Dwelling), so that an index
answers it at any size; `why_member` and `why_household` say afterwards which of them fitted, and how well.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.functions import Collate
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.utils.translation import gettext as _

from apps.core.text import HAN, is_id_number, squash, tidy_name, tight
from apps.households.models import Contact
from apps.households.models.member import id_fingerprint

LAST = "\U0010ffff"  # sorts after everything that begins with the same
CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9-]{1,19}", re.ASCII)
SEPARATORS = re.compile(r"号楼|单元|[栋幢座#/—–─－-]+")
ROOM = re.compile(r"(?:(\d{1,3})-)?(?:(\d{1,2})-)?([0-9A-Za-z]{1,8})", re.ASCII)
BUILDING = re.compile(r"(\d{1,3})(?:栋|幢|座|号楼|#)(?:(\d{1,2})单元)?")
PHONE_TAIL, PHONE_LONGEST = 4, 13
MOST_WORDS = 4
TYPED_U = (("ü", "v"), ("u:", "v"), ("lyu", "lv"), ("nyu", "nv"))

# How sure a clue is; the box shows the surest first.
CERTAIN, SURE, BEGINS, SOUNDS, INITIALS, HOLDS, NEAR = range(7)


@dataclass(frozen=True, slots=True)
class Place:
    """A room, or as much of it as was typed."""

    room: str = ""
    building: int | None = None
    unit: int | None = None

    @property
    def whole(self) -> bool:
        return self.building is not None and self.unit is not None and bool(self.room)

    def q(self) -> Q:
        """As a filter on occupancies."""
        found = Q()
        if self.room:
            found &= Q(dwelling__room=self.room)
        if self.building is not None:
            found &= Q(dwelling__building__number=self.building)
        if self.unit is not None:
            found &= Q(dwelling__unit=self.unit)
        return found


def begins(column: Any, start: str) -> Q:
    """Rows whose column begins so, as a range in byte order."""
    return Q(GreaterThanOrEqual(column, Value(start)), LessThan(column, Value(start + LAST)))


def words_of(text: str) -> list[str]:
    """The words that narrow each other; a sound, a number or a room written with spaces is one word."""
    text = squash(text)
    if sound_of(text):
        return [text]
    whole, words = tight(text), text.split()
    counted = all(char.isdigit() for char in whole) or all(word[0].isdigit() for word in words)
    return [whole] if is_id_number(text) or (counted and (whole.isdigit() or places_of(whole))) else words[:MOST_WORDS]


def sound_of(text: str) -> str:
    """The text as somebody types pinyin or initials, run together; empty where it is neither."""
    sound = re.sub(r"[\s'’]", "", squash(text)).lower()
    for typed, meant in TYPED_U:
        sound = sound.replace(typed, meant)
    return sound if len(sound) >= 2 and sound.isascii() and sound.isalpha() else ""


def places_of(word: str) -> list[Place]:
    """3-2-501, 3栋2单元501室, 3#501, 3-501 or 501 as rooms; 3栋 and 3栋2单元 as parts of a building."""
    plain = tight(word)
    if building := BUILDING.fullmatch(plain):
        return [Place(building=int(building[1]), unit=int(building[2]) if building[2] else None)]
    match = ROOM.fullmatch(SEPARATORS.sub("-", plain).removesuffix("室").removesuffix("号"))
    if match is None or not any(char.isdigit() for char in match[3]):
        return []
    room = Place(match[3].upper(), *(int(part) if part else None for part in match.groups()[:2]))
    if room.building is not None and room.unit is None and match[3].isdigit() and len(match[3]) <= 2:
        return [room, Place(building=room.building, unit=int(match[3]))]  # 3-2: room 2, or unit 2 of building 3
    return [room]


def member_clues(word: str) -> list[tuple[Q, tuple[Any, ...]]]:
    """What the word may say about a person: a filter on members, and the order in which its index gives them."""
    plain, name = tight(word), Collate(F("name"), "C")
    if is_id_number(plain):
        return [(Q(id_index=id_fingerprint(plain)), ())]  # one at the most
    if plain.isascii() and plain.isdigit():
        tail = begins(F("phone_back"), plain[::-1])
        further = Q(pk__in=Contact.objects.filter(tail).order_by().values("member"))
        counts = PHONE_TAIL <= len(plain) <= PHONE_LONGEST
        return [(tail, ("phone_back", "pk")), (further, ("pk",))] if counts else []
    if HAN.search(plain):
        if any(char.isdigit() for char in plain):
            return []  # 3栋: nobody is called so
        typed = tidy_name(word)
        ends = begins(F("name_back"), typed[::-1])
        return [(begins(name, typed), (name, "pk")), (ends, ("name_back", "pk"))]
    if sound := sound_of(word):
        return [
            (begins(F("sound"), sound), ("sound", "pk")),
            (begins(F("initials"), sound), ("initials", "pk")),
        ]
    return []


def code_clue(word: str) -> Q | None:
    """The word as the beginning of a household code, a filter on households."""
    plain = tight(word).upper()
    return begins(Collate(F("code"), "C"), plain) if CODE.fullmatch(plain) and not is_id_number(plain) else None


def why_member(member: Any, word: str) -> tuple[int, str] | None:
    """How well the word fits this person, and in what; None where it does not."""
    plain = tight(word)
    if is_id_number(plain):
        fits = member.id_index is not None and bytes(member.id_index) == id_fingerprint(plain)
        return (CERTAIN, _("identity number")) if fits else None
    if plain.isascii() and plain.isdigit():
        return _why_phone((member.phone, *(contact.phone for contact in member.contacts.all())), plain)
    typed = tidy_name(word)
    if HAN.search(plain):
        if member.name == typed:
            return SURE, _("name")
        return (BEGINS, _("name")) if member.name.startswith(typed) else _holds(member.name, typed)
    sound = sound_of(word)
    if sound and member.name_key.replace(" ", "").startswith(sound):
        return SOUNDS, _("pinyin %(pinyin)s") % {"pinyin": member.name_key}
    letters = "".join(part[0] for part in member.name_key.split())
    if sound and letters.startswith(sound):
        return INITIALS, _("initials %(letters)s") % {"letters": letters.upper()}
    return None


def _why_phone(numbers: tuple[str, ...], plain: str) -> tuple[int, str] | None:
    if plain in numbers:
        return CERTAIN, _("phone")
    fits = len(plain) >= PHONE_TAIL and any(number.endswith(plain) for number in numbers)
    return (SURE, _("end of the telephone number")) if fits else None


def _holds(name: str, typed: str) -> tuple[int, str] | None:
    return (HOLDS, _("part of the name")) if typed in name else None


def why_household(household: Any, word: str) -> tuple[int, str] | None:
    """How well the word fits the household's code, room (as with_place() found it) or community."""
    plain = tight(word).upper()
    if household.code.upper() == plain:
        return CERTAIN, _("household code")
    for place in places_of(word):
        here = Place(household.room or "", household.building_number, household.unit)
        parts = ((place.room, here.room), (place.building, here.building), (place.unit, here.unit))
        if household.building_number is not None and all(asked in ("", None, held) for asked, held in parts):
            return (CERTAIN if place.whole else BEGINS), _("room")
    if code_clue(word) is not None and household.code.upper().startswith(plain):
        return BEGINS, _("household code")
    if tight(word) in household.community.name:
        return NEAR, _("community")
    return None
