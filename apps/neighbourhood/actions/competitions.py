"""A competition from its plan to the points for the winners."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Building, Community
from apps.core import clock
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.text import prose, squash, stored
from apps.facilities.actions.stepping import working_day
from apps.households.models import Household, Occupancy
from apps.neighbourhood.actions.awards import award_all
from apps.neighbourhood.actions.objections import objections_drop, place
from apps.neighbourhood.actions.stepping import COMPETITION, asked, begun, change, locked, take
from apps.neighbourhood.models import Competition, CompetitionEntry, Criterion, Judge
from apps.neighbourhood.policies import may_plan
from apps.neighbourhood.results import scores
from apps.neighbourhood.rules import OBJECTION_DAYS, number_of
from apps.neighbourhood.vocabulary import Cause, Unit

COMPETITION_FIELDS = ("name", "kind", "judged_from", "judged_until", "prizes", "note")
Criteria = Sequence[tuple[str, int]]


@transaction.atomic
def competition_plan(
    *, community: Community, by: Any, name: str, judged_from: date, judged_until: date, criteria: Criteria = (),
    unit: str = Unit.HOUSEHOLD, **values: Any,
) -> Competition:  # fmt: skip
    """Plan a competition. `criteria` are (name, most marks), in order. Raises Refused, InvalidInput."""
    ensure(may_plan(community, by))
    facts = {"name": squash(name), "judged_from": judged_from, "judged_until": judged_until, **values}
    row = change(Competition(community=community, unit=unit), facts, COMPETITION_FIELDS)
    begun(COMPETITION, row, by)
    _criteria(row, criteria)
    return row


@transaction.atomic
def competition_change(
    *, competition: Competition, by: Any, criteria: Criteria | None = None, why: str = "", **values: Any
) -> Competition:
    """Change COMPETITION_FIELDS, and the criteria where they are named, before judging."""
    row = change(asked(COMPETITION, competition, "change", by), values, COMPETITION_FIELDS)
    if criteria is not None:
        row.criteria.all().delete()
        _criteria(row, criteria)
    return take(COMPETITION, row, "change", by, why)


def _criteria(competition: Competition, criteria: Criteria) -> None:
    for number, (name, most) in enumerate(criteria, 1):
        checked(Criterion(competition=competition, place=number, name=squash(name)[:30], most=most))


@transaction.atomic
def competition_enter(
    *, competition: Competition, by: Any, household: Household | None = None, building: Building | None = None
) -> CompetitionEntry:
    """Enter one household, or one building, whichever competes. Raises Refused; InvalidInput where it is entered."""
    row = asked(COMPETITION, competition, "enter", by)
    entry = _entry_of_household(row, household) if row.unit == Unit.HOUSEHOLD else _entry_of_building(row, building)
    checked(entry)
    take(COMPETITION, row, "enter", by, entry.place_label)
    return entry


def _entry_of_household(competition: Competition, household: Household | None) -> CompetitionEntry:
    if household is None or household.community_id != competition.community_id:
        raise InvalidInput(_("Choose a household of this community."), field="household")
    held = Occupancy.objects.current().filter(household=household).select_related("dwelling__building").first()
    if held is None or held.dwelling.community_id != competition.community_id:
        raise InvalidInput(_("This household holds no dwelling here; judges would not find it."), field="household")
    return CompetitionEntry(
        competition=competition, community_id=competition.community_id, household=household,
        building=held.dwelling.building, place_label=held.dwelling.label,
    )  # fmt: skip


def _entry_of_building(competition: Competition, building: Building | None) -> CompetitionEntry:
    if building is None or building.community_id != competition.community_id:
        raise InvalidInput(_("Choose a building of this community."), field="building")
    return CompetitionEntry(
        competition=competition, community_id=competition.community_id, building=building, place_label=str(building)
    )


@transaction.atomic
def competition_enter_all(*, competition: Competition, by: Any) -> int:
    """Enter all who are not entered yet: households that hold a dwelling here, or buildings; how many."""
    row = asked(COMPETITION, competition, "enter_all", by)
    if row.unit == Unit.HOUSEHOLD:
        held = Occupancy.objects.current().filter(
            dwelling__community=row.community_id, household__community=row.community_id,
            household__left_on__isnull=True,
        )  # fmt: skip
        held = held.exclude(household__in=row.entries.order_by().values("household"))
        made = [
            CompetitionEntry(
                competition=row, community_id=row.community_id, household_id=one.household_id,
                building_id=one.dwelling.building_id, place_label=one.dwelling.label,
            )
            for one in held.select_related("dwelling__building").order_by("pk")
        ]  # fmt: skip
    else:
        missing = Building.objects.filter(community=row.community_id).exclude(pk__in=row.entries.values("building"))
        made = [_entry_of_building(row, building) for building in missing.order_by("number")]
    CompetitionEntry.objects.bulk_create(made, batch_size=1_000)
    take(COMPETITION, row, "enter_all", by, str(len(made)))
    return len(made)


@transaction.atomic
def entry_withdraw(*, entry: CompetitionEntry, by: Any, why: str = "") -> CompetitionEntry:
    """An entry is taken out and not judged; its marks stay on record. Raises Refused."""
    row = asked(COMPETITION, entry.competition, "withdraw_entry", by, why=why)
    found: CompetitionEntry = locked(entry)  # results may have been published since it was read
    found.withdrawn = True
    checked(found)
    take(COMPETITION, row, "withdraw_entry", by, f"{found.place_label}: {prose(why)}")
    return found


@transaction.atomic
def judge_appoint(
    *, competition: Competition, by: Any, staff: Any = None, household: Household | None = None, name: str = ""
) -> Judge:
    """Appoint one of the staff, or a resident by name with the household to which he belongs."""
    row = asked(COMPETITION, competition, "appoint", by)
    if household is not None and household.community_id != row.community_id:
        raise InvalidInput(_("Choose a household of this community."), field="household")
    called = squash(name) or str(staff or "")
    judge: Judge = checked(Judge(competition=row, staff=staff, household=household, name=called[:40]))
    take(COMPETITION, row, "appoint", by, called)
    return judge


@transaction.atomic
def judge_dismiss(*, judge: Judge, by: Any, why: str = "") -> Judge:
    """Somebody judges no more; the marks given no longer count."""
    row = asked(COMPETITION, judge.competition, "dismiss", by)
    found: Judge = locked(judge)
    found.dismissed = True
    checked(found)
    take(COMPETITION, row, "dismiss", by, " ".join((found.name, prose(why))))
    return found


@transaction.atomic
def competition_begin_judging(*, competition: Competition, by: Any, why: str = "") -> Competition:
    """Judges give marks from now on; criteria no longer change."""
    row = asked(COMPETITION, competition, "begin_judging", by)
    return take(COMPETITION, row, "begin_judging", by, why)


@transaction.atomic
def competition_publish(*, competition: Competition, by: Any, why: str = "") -> Competition:
    """Write scores and places; objections are open for the days of the rule, to the next working day."""
    row = asked(COMPETITION, competition, "publish", by)
    found = scores(row)
    entries = list(row.entries.select_for_update(of=("self",)))
    for entry in entries:
        entry.score = None if entry.withdrawn else found.get(entry.pk)
    row.published_on = clock.today()
    row.objections_until = working_day(row.published_on + timedelta(days=number_of(OBJECTION_DAYS)))
    place(entries)
    return take(COMPETITION, row, "publish", by, why)


@transaction.atomic
def competition_judge_again(*, competition: Competition, by: Any, why: str = "") -> Competition:
    """The results are taken back and judges may change their marks; what objections decided falls with them."""
    row = asked(COMPETITION, competition, "judge_again", by, why=why)
    row.entries.update(score=None, decided_score=None, rank=None)
    row.published_on = row.objections_until = None
    return take(COMPETITION, row, "judge_again", by, why)


@transaction.atomic
def competition_settle(*, competition: Competition, by: Any, why: str = "") -> Competition:
    """The results stand; the households on the places with prizes get their points, large ones after a second look."""
    row = asked(COMPETITION, competition, "settle", by)
    winners = row.entries.standing().filter(rank__lte=len(row.prizes)).order_by("rank", "pk")
    for entry in winners:
        points = row.prizes[entry.rank - 1]
        if points:
            text = stored(_("%(competition)s, place %(rank)s") % {"competition": row.name, "rank": entry.rank})
            award_all(_homes(row, entry), by=by, points=points, cause=Cause.COMPETITION, text=text, competition=row)
    row.settled_on = clock.today()
    return take(COMPETITION, row, "settle", by, why)


def _homes(competition: Competition, entry: CompetitionEntry) -> list[Household]:
    """Who gets the points of an entry: the household, or all that hold a dwelling in the building today."""
    active = Household.objects.active().filter(community=competition.community_id)
    if entry.household_id is not None:
        return list(active.filter(pk=entry.household_id))
    held = Occupancy.objects.current().filter(dwelling__building=entry.building_id).order_by()
    return list(active.filter(pk__in=held.values("household")).order_by("pk"))


@transaction.atomic
def competition_cancel(*, competition: Competition, by: Any, why: str = "") -> Competition:
    """The competition is given up; no points are awarded, and objections fall with it."""
    row = asked(COMPETITION, competition, "cancel", by, why=why)
    row.why = prose(why)[:200]
    objections_drop(row, by, why)
    return take(COMPETITION, row, "cancel", by, why)
