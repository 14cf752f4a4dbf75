"""Eligibility and the facts of households, for all requests of a round at once: a fixed number of queries."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min

from apps.core import clock
from apps.core.rules import value_of
from apps.gardens.models import GardenRequest, GardenRound, GardenTenure, WaitlistEntry
from apps.gardens.rules import MONTHS_HERE, WEIGHTS, residences
from apps.gardens.vocabulary import Eligibility, Frailty, Reason, WaitState
from apps.households.ages import age_on
from apps.households.models import Disability, HealthRecord, Household, Membership, Occupancy, Presence
from apps.households.vocabulary import DisabilityGrade, Health

GRAVE = (DisabilityGrade.FIRST, DisabilityGrade.SECOND)
FROZEN = ("building", "oldest_age", "people", "residence", "frailty", "weight", "waited")


@dataclass(frozen=True, slots=True)
class Facts:
    """What counts of a household on the day: its building, oldest member, people, residence, frailty and weight."""

    building_id: int | None
    oldest_age: int | None
    people: int
    residence: str
    frailty: str
    weight: int
    waited: int


def facts_of(households: Collection[int], community: int, day: date | None = None) -> dict[int, Facts]:
    """The facts of these households of a community, by key."""
    day = day or clock.today()
    homes = dict(
        Occupancy.objects.at(day).filter(household__in=households, dwelling__community=community)
        .order_by().values_list("household", "dwelling__building")
    )  # fmt: skip
    belong = Membership.objects.at(day).filter(household__in=households, member__died_on__isnull=True).order_by()
    members = {
        key: (born, count)
        for key, born, count in belong.values_list("household").annotate(
            born=Min("member__birth_date"), count=Count("pk")
        )
    }
    residence = dict(Presence.objects.at(day).filter(household__in=households).values_list("household", "status"))
    serious = HealthRecord.objects.at(day).filter(health=Health.SERIOUS).order_by().values("member")
    grave = Disability.objects.at(day).filter(grade__in=GRAVE).order_by().values("member")
    ill = set(belong.filter(member__in=serious).values_list("household", flat=True))
    disabled = set(belong.filter(member__in=grave).values_list("household", flat=True))
    waits = WaitlistEntry.objects.filter(household__in=households, state=WaitState.WAITING).order_by()
    waited = dict(waits.values_list("household").annotate(count=Count("pk")))
    weights: dict[str, int] = value_of(WEIGHTS.key, day)
    found = {}
    for key in households:
        born, count = members.get(key, (None, 0))
        age = age_on(born, day) if born else None
        frailty = _frailty(age, key in ill, key in disabled, weights)
        found[key] = Facts(
            homes.get(key), age, count, residence.get(key, ""), frailty, weights[frailty], waited.get(key, 0)
        )
    return found


def _frailty(oldest: int | None, ill: bool, disabled: bool, weights: dict[str, int]) -> str:
    """The heaviest kind that applies; of equal ones an age, which may be told, before an illness, which may not."""
    applies = [Frailty.USUAL.value]
    if oldest is not None and oldest > 60:
        applies.append(Frailty.OVER60)
    if oldest is not None and oldest > 75:
        applies.append(Frailty.OVER75)
    applies += [kind.value for kind, holds in ((Frailty.ILL, ill), (Frailty.DISABLED, disabled)) if holds]
    order = list(Frailty.values)
    return max(applies, key=lambda kind: (weights[kind], -order.index(kind) if kind in _TOLD_LAST else 1))


_TOLD_LAST = (Frailty.ILL.value, Frailty.DISABLED.value)


def freeze(request: GardenRequest, facts: Facts) -> None:
    """Put the facts on the request."""
    for name in FROZEN:
        column = "building_id" if name == "building" else name
        setattr(request, column, getattr(facts, column))


def reason_against(round: GardenRound, request: GardenRequest, facts: Facts, holding: Collection[int]) -> str:
    """Why the rules refuse this household, or "" for none. `holding` are those with a plot beyond the round's start."""
    household: Household = request.household
    today = clock.today()
    if household.left_on is not None and household.left_on <= today:
        return Reason.LEFT
    if facts.building_id is None:
        return Reason.NO_DWELLING
    if not facts.residence:
        return Reason.RESIDENCE_UNKNOWN
    if facts.residence not in residences(today):
        return Reason.NOT_RESIDENT
    months = int(value_of(MONTHS_HERE.key, today))
    if months and household.moved_in_on is not None and _months(household.moved_in_on, today) < months:
        return Reason.TOO_NEW
    if household.pk in holding and not request.keep_present:
        return Reason.HAS_PLOT
    return ""


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def holders_beyond(round: GardenRound, households: Collection[int]) -> dict[int, int]:
    """Household → plot, of those whose tenure lasts beyond the start of this round's use."""
    live = GardenTenure.objects.live().filter(household__in=households, period__holds_on=round.use_from)
    return dict(live.order_by().values_list("household", "plot"))


def judge_all(round: GardenRound) -> dict[str, int]:
    """Freeze the facts of all standing requests and judge those on which no person decided; how many of each result."""
    requests = list(round.requests.standing().select_related("household").select_for_update(of=("self",)))
    judge(round, requests)
    columns = [*FROZEN, "eligibility", "reason", "reason_note", "judged_by", "judged_at", "updated_at"]
    GardenRequest.objects.bulk_update(requests, columns, batch_size=500)
    found = Counter(request.eligibility for request in requests)
    return {kind.value: found[kind] for kind in (Eligibility.ELIGIBLE, Eligibility.REFUSED)}


def judge(round: GardenRound, requests: Collection[GardenRequest]) -> None:
    """The same for some of them. The caller has locked them, and saves."""
    keys = [request.household_id for request in requests]
    facts, holding = facts_of(keys, round.community_id), holders_beyond(round, keys)
    for request in requests:
        found = facts[request.household_id]
        freeze(request, found)
        if request.judged_by_id is None:
            request.reason = reason_against(round, request, found, holding)
            request.eligibility = Eligibility.REFUSED if request.reason else Eligibility.ELIGIBLE
            request.reason_note = ""
        elif request.eligibility == Eligibility.ELIGIBLE and found.building_id is None:
            request.eligibility, request.reason, request.judged_by = Eligibility.REFUSED, Reason.NO_DWELLING, None
        request.judged_at = request.judged_at or clock.now()
        request.updated_at = clock.now()
