"""Pupils who ride to school day by day, and at which stop their school lies.

The register of schooling names a school in free text, so a stop is that of a school whose name contains the stop's, or
the other way round, spaces aside: “龙凤小学” and the stop “龙凤小学校门口”.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apps.core.text import tight
from apps.households.models import Membership, Schooling
from apps.shuttles.models import ShuttleSeason
from apps.shuttles.plan_rules import SCHOOL_STAGES

SHORTEST = 2  # characters of a name by which a school can be told


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil by household and stage, with the stop of the school (its key); None where no shuttle calls there."""

    household: int
    stage: str
    stop: int | None


def pupils_of(season: ShuttleSeason, stops: Sequence[Any]) -> list[Pupil]:
    """Members of the community's households who are at school on the first day of the season and do not board there.

    Who boards, or whose school is not recorded, asks for nothing; two queries.
    """
    day = season.first_day
    members = Membership.objects.at(day).filter(household__community=season.community_id, household__left_on=None)
    homes = dict(members.filter(member__died_on=None).order_by().values_list("member", "household"))
    rows = Schooling.objects.at(day).filter(member__in=list(homes), stage__in=SCHOOL_STAGES).exclude(school="")
    rows = rows.exclude(boarding=True).order_by("pk")
    return [Pupil(homes[row.member_id], row.stage, stop_of(row.school, stops)) for row in rows]


def stop_of(school: str, stops: Sequence[Any]) -> int | None:
    """The stop of a school by its name; the longest name that fits where several do."""
    name = tight(school)
    fits = [stop for stop in stops if len(tight(stop.name)) >= SHORTEST and _same(tight(stop.name), name)]
    best = max(fits, key=lambda stop: (len(tight(stop.name)), -stop.pk), default=None)
    return None if best is None else best.pk


def _same(one: str, other: str) -> bool:
    return len(other) >= SHORTEST and (one in other or other in one)
