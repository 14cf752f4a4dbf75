"""The rules of the gap analysis, as pure functions.

What was not collected is never a gap and never fine: while it could turn the answer, the answer is “not collected”.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext


class Status(models.TextChoices):
    """The answer for one community or building and one kind, the worst first."""

    MISSING = "missing", gettext_lazy("missing")
    TOO_FAR = "too_far", gettext_lazy("too far")
    UNSTAFFED = "unstaffed", gettext_lazy("unstaffed")
    TOO_SMALL = "too_small", gettext_lazy("too small")
    NOT_COLLECTED = "not_collected", gettext_lazy("not collected")
    FINE = "fine", gettext_lazy("meets the standard")
    NOT_NEEDED = "not_needed", gettext_lazy("not needed")
    NO_STANDARD = "no_standard", gettext_lazy("no standard")


ORDER = tuple(Status)
GAPS = ORDER[:4]


@dataclass(frozen=True, slots=True)
class Site:
    """A facility that serves. `short` posts are empty; `in_post` None: not collected; `placed`: its place is known."""

    pk: int
    name: str
    community_id: int | None
    capacity: int | None = None
    short: int = 0
    in_post: int | None = None
    placed: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """The way on foot to the nearest: `minutes`, and the straight line in metres.

    `by_shuttle` is minutes by the timetable, where `timetabled`; otherwise an estimate by dated assumptions.
    """

    site: Site
    minutes: float
    metres: float
    by_shuttle: float = 0.0
    flat_assumed: bool = False
    timetabled: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Those concerned in one building (None: who live in no building we know), and their ways.

    `own` goes to the nearest of all, `elsewhere` to the nearest outside the community; None: no way is known.
    """

    building: int | None
    concerned: int
    nearest: Way | None = None
    elsewhere: Way | None = None
    placed: bool = True
    ride: float | None = None  # minutes by shuttle to whichever is reached soonest


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or unknown, with its words."""

    status: Status
    words: str


@dataclass(frozen=True)
class Cell:
    """What the standard says of one kind at one place."""

    status: Status
    findings: tuple[Finding, ...] = ()
    concerned: int = 0
    far: int = 0
    far_by_shuttle: int = 0  # how many of those would still be on the way too long with a shuttle
    required: int = 0
    own: tuple[Site, ...] = ()
    worst: Way | None = None
    alternative: Way | None = None
    served_elsewhere: bool = False
    unhoused: int = 0

    @property
    def is_gap(self) -> bool:
        return self.status in GAPS


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged: the people, their buildings, the community's own sites, and whether any serve elsewhere."""

    residents: int
    blocks: Sequence[Block]
    own: Sequence[Site] = ()
    unknown_age: int = 0
    exists: bool = False  # a serving site of the kind somewhere, with or without a place
    hidden: bool = False  # one of the community's own or the shared ones has no place: nobody knows how near it is

    @property
    def concerned(self) -> int:
        return sum(block.concerned for block in self.blocks)


def judge(standard: Any, case: Case) -> Cell:
    """The answer for one kind. `standard` is a FacilityStandard, or None where the county set none."""
    if standard is None:
        found = list(_posts(case.own))
        return Cell(_worst(found, Status.NO_STANDARD), tuple(found), own=tuple(case.own))
    reach = _reach(standard, case)
    far, unknown = reach.far, reach.unknown
    required = _required(standard, case)
    found = [
        *_missing(standard, case, required, far, unknown),
        *_size(standard, case, required),
        *_staff(standard, case),
    ]
    if not case.concerned and case.unknown_age:
        found = [Finding(Status.NOT_COLLECTED, _("The ages of %(n)s people are not known.") % {"n": case.unknown_age})]
    found.sort(key=lambda finding: ORDER.index(finding.status))
    needed = bool(required or case.own or (case.concerned and standard.max_minutes))
    return Cell(
        _worst(found, Status.FINE if needed else Status.NOT_NEEDED),
        tuple(found),
        concerned=case.concerned,
        far=far,
        far_by_shuttle=reach.far_by_shuttle,
        required=required,
        own=tuple(case.own),
        worst=reach.worst,
        alternative=_alternative(case),
        served_elsewhere=bool(required and not case.own and not found),
        unhoused=sum(block.concerned for block in case.blocks if block.building is None),
    )


def _worst(found: Iterable[Finding], otherwise: Status) -> Status:
    return min((finding.status for finding in found), key=ORDER.index, default=otherwise)


def _required(standard: Any, case: Case) -> int:
    """How many facilities the community should have of its own."""
    if not case.concerned or case.residents < (standard.residents_from or 0):
        return 0
    return ceil(case.concerned / standard.people_per_facility) if standard.people_per_facility else 1


class Reach(NamedTuple):
    """How many of those concerned walk too long, of how many nobody knows, the longest way, who is helped by a ride."""

    far: int
    unknown: int
    worst: Way | None
    far_by_shuttle: int


def _reach(standard: Any, case: Case) -> Reach:
    ways = [block.nearest for block in case.blocks if block.concerned and block.nearest]
    worst = max(ways, key=lambda way: way.minutes, default=None)
    if not standard.max_minutes:
        return Reach(0, 0, worst, 0)
    far = unknown = left = 0
    housed = [block for block in case.blocks if block.building is not None and block.concerned]
    for block in housed or case.blocks:  # who lives in no building we know is left out, and counted beside the answer
        if block.nearest is not None and block.nearest.minutes <= standard.max_minutes:
            continue
        if case.exists and (case.hidden or not block.placed or block.nearest is None):
            unknown += block.concerned
        else:
            far += block.concerned
            left += 0 if block.ride is not None and block.ride <= standard.max_minutes else block.concerned
    return Reach(far, unknown, worst, left)


def _missing(standard: Any, case: Case, required: int, far: int, unknown: int) -> Iterable[Finding]:
    most = standard.max_minutes
    if required and not case.own and (far or not most):
        yield Finding(Status.MISSING, _("There is none here; the standard asks for %(n)s.") % {"n": required})
    if far:
        words = ngettext(
            "%(n)s person concerned walks more than %(most)s minutes.",
            "%(n)s people concerned walk more than %(most)s minutes.",
            far,
        ) % {"n": far, "most": most}  # fmt: skip
        yield Finding(Status.TOO_FAR, words)
    if unknown:
        words = ngettext(
            "How far %(n)s person concerned walks is not known: a place is not collected.",
            "How far %(n)s people concerned walk is not known: a place is not collected.",
            unknown,
        ) % {"n": unknown}  # fmt: skip
        yield Finding(Status.NOT_COLLECTED, words)


def _size(standard: Any, case: Case, required: int) -> Iterable[Finding]:
    own = case.own
    if not own:
        return
    if len(own) < required:
        yield Finding(
            Status.TOO_SMALL, _("%(own)s of %(n)s that the standard asks for.") % {"own": len(own), "n": required}
        )
    unknown = [site for site in own if site.capacity is None]
    held = sum(site.capacity for site in own if site.capacity is not None)
    needed = ceil(case.concerned * standard.places_per_100 / 100) if standard.places_per_100 else 0
    if held < needed and not unknown:
        yield Finding(Status.TOO_SMALL, _("Capacity %(held)s, needed %(needed)s.") % {"held": held, "needed": needed})
    least = standard.min_capacity or 0
    for site in own:
        if site.capacity is not None and site.capacity < least:
            words = _("%(name)s: capacity %(held)s, at least %(least)s are asked for.")
            yield Finding(Status.TOO_SMALL, words % {"name": site.name, "held": site.capacity, "least": least})
    if unknown and (held < needed or least):
        words = _("The capacity of %(name)s is not collected.") % {"name": unknown[0].name}
        yield Finding(Status.NOT_COLLECTED, words)


def _posts(own: Sequence[Site]) -> Iterable[Finding]:
    for site in own:
        if site.short:
            words = ngettext(
                "%(name)s lacks %(n)s member of staff.", "%(name)s lacks %(n)s members of staff.", site.short
            )
            yield Finding(Status.UNSTAFFED, words % {"name": site.name, "n": site.short})


def _staff(standard: Any, case: Case) -> Iterable[Finding]:
    yield from _posts(case.own)
    if not standard.people_per_staff or not case.own or not case.concerned:
        return
    needed = ceil(case.concerned / standard.people_per_staff)
    known = sum(site.in_post for site in case.own if site.in_post is not None)
    if known >= needed:
        return
    if any(site.in_post is None for site in case.own):
        yield Finding(Status.NOT_COLLECTED, _("How many work there is not collected."))
        return
    yield Finding(
        Status.UNSTAFFED, _("%(known)s in post, the standard asks for %(n)s.") % {"known": known, "n": needed}
    )


def _alternative(case: Case) -> Way | None:
    """The nearest elsewhere, from the building with most of those concerned."""
    ways = [(block.concerned, block.elsewhere) for block in case.blocks if block.elsewhere is not None]
    return max(ways, key=lambda pair: pair[0])[1] if ways else None
