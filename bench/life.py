"""Community life of the bench's counties: points and a competition in which every household took part, a shuttle's
weeks of trips, a year of visits, and what people said of how they settle in."""

from datetime import date, timedelta
from decimal import Decimal

from apps.accounts.models import Staff
from apps.communities.models import Community
from apps.households.models import Occupancy
from apps.neighbourhood.models import Award, Competition, CompetitionEntry, Criterion, Judge, Mark, PointsEntry
from demo.assessments import Assessments
from demo.bulk import Shelf
from demo.county import Place
from demo.followups import Visits
from demo.gardens import Gardens
from demo.plan import SEED
from demo.shuttles import Shuttles

BEGAN = date(2026, 3, 2)
BATCH = 2_000
GARDENS = 3


def fill(places: list[Place], shelf: Shelf) -> None:
    """Points in bulk; the database sums the balances as for everybody. The rest as in the demo county.

    Rounds of gardens are solved, and so only made in the first communities.
    """
    admin = Staff.objects.get(username="county")
    for turn, place in enumerate(places[:GARDENS]):
        Gardens(place.settled, place.team, admin, seed=SEED).lay(turn)
    for turn, place in enumerate(places, 1):
        _points(place.settled.community)
        _competition(place)
        Shuttles(place.settled, place.team, shelf, seed=SEED).lay(turn)
        Visits(place.settled, place.team, seed=SEED).lay()
        Assessments(place.settled, place.team).lay()


def _points(community: Community) -> None:
    homes = Occupancy.objects.current().filter(community=community).order_by().values_list("household", flat=True)
    awards = Award.objects.bulk_create(
        (
            Award(household_id=home, community=community, points=points, cause="help", state="granted")
            for home in homes
            for points in (10, 20, 30)
        ),
        batch_size=BATCH,
    )
    PointsEntry.objects.bulk_create(
        (
            PointsEntry(
                household_id=award.household_id, community=community, kind="award", points=award.points, award=award
            )
            for award in awards
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _competition(place: Place) -> None:
    community = place.settled.community
    row = Competition.objects.create(
        community=community, name="清洁家庭", judged_from=BEGAN, judged_until=BEGAN, prizes=[30, 20, 10],
        state="published", published_on=BEGAN, objections_until=BEGAN + timedelta(days=5),
    )  # fmt: skip
    criteria = [Criterion.objects.create(competition=row, place=n, name=f"项目{n}") for n in range(1, 5)]
    judge = Judge.objects.create(competition=row, staff=place.team.manager, name="评委")
    held = Occupancy.objects.current().filter(community=community).select_related("dwelling__building").order_by("pk")
    entries = CompetitionEntry.objects.bulk_create(
        (
            CompetitionEntry(
                competition=row, community=community, household_id=one.household_id, building=one.dwelling.building,
                place_label=one.dwelling.label, score=Decimal(20 + number % 20), rank=number,
            )
            for number, one in enumerate(held, 1)
        ),
        batch_size=BATCH,
    )  # fmt: skip
    Mark.objects.bulk_create(
        (Mark(entry=entry, judge=judge, criterion=one, marks=8) for entry in entries for one in criteria),
        batch_size=BATCH,
    )
