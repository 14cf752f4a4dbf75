"""Figures about people, households and dwellings against hand-counted communities."""

from datetime import date

import pytest

from apps.core.periods import since
from apps.households.ages import born_by
from apps.households.models import Presence
from apps.reports.registry import compute
from apps.reports.span import Span
from tests.communities.factories import BuildingFactory, CommunityFactory, DwellingFactory
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory
from tests.reports.factories import household, person

OCTOBER = Span.month(date(2026, 10, 15))


def value(key: str, *communities: object, span: Span = OCTOBER) -> object:
    return compute(key, communities, span).value


@pytest.mark.parametrize(
    ("born", "group"),
    [
        (date(2010, 11, 1), "under_16"),  # 16 tomorrow
        (date(2010, 10, 31), "age_16_60"),  # 16 on the last day
        (date(1965, 11, 1), "age_16_60"),  # 61 tomorrow
        (date(1965, 10, 31), "over_60"),  # 61 on the last day
    ],
)
def test_age_turns_on_the_birthday(born: date, group: str) -> None:
    community = CommunityFactory()
    person(community, born=born)
    groups = {key: value(f"people.{key}", community) for key in ("under_16", "age_16_60", "over_60")}
    assert groups == {key: int(key == group) for key in groups}


def test_age_in_the_figures_is_age_in_the_register() -> None:
    """The SQL edges and Member.age_on agree on every day around a birthday, leap days included."""
    for born in (date(2008, 2, 29), date(2010, 3, 1), date(2010, 12, 31)):
        member = MemberFactory.build(birth_date=born)
        for year in range(2024, 2030):
            for day in (date(year, 2, 27), date(year, 2, 28), date(year, 3, 1), date(year, 12, 30), date(year, 12, 31)):
                for age in (14, 15, 16, 17, 18, 19, 20, 21):
                    assert (member.age_on(day) >= age) == (born <= born_by(age, day)), (born, day, age)
    leap = date(2028, 2, 29)
    assert born_by(61, leap) == date(1967, 2, 28)


def test_missing_birth_dates_stand_beside_the_figure() -> None:
    community = CommunityFactory()
    person(community, born=date(2020, 1, 1))
    person(community, born=None)
    figure = compute("people.under_16", [community], OCTOBER)
    assert (figure.value, figure.collected, figure.extra) == (1, True, {"unknown_age": 1})


def test_no_birth_date_at_all_is_not_collected_and_not_zero() -> None:
    community = CommunityFactory()
    person(community, born=None)
    figure = compute("people.under_16", [community], OCTOBER)
    assert (figure.value, figure.collected, figure.extra) == (None, False, {"unknown_age": 1})


def test_nobody_of_an_age_is_zero_when_ages_are_known() -> None:
    community = CommunityFactory()
    person(community, born=date(1990, 1, 1))
    assert value("people.over_60", community) == 0


def test_an_empty_register_is_not_collected() -> None:
    community = CommunityFactory()
    for key in ("people.registered", "households.registered", "dwellings.registered", "complaints.received"):
        assert not compute(key, [community], OCTOBER).collected


def test_registered_counts_the_last_day_of_the_month() -> None:
    community = CommunityFactory()
    MembershipFactory(household__community=community, period=since(date(2026, 10, 31)))  # joined on the last day
    MembershipFactory(household__community=community, period=since(date(2026, 11, 1)))  # the day after
    MembershipFactory(household__community=community, period=since(date(2020, 1, 1), date(2026, 10, 31)))  # left then
    MembershipFactory(household__community=community, member__died_on=date(2026, 10, 31))
    MembershipFactory(household__community=community, member__died_on=date(2026, 11, 1))
    assert value("people.registered", community) == 2
    assert value("people.registered", community, span=Span.month(date(2026, 11, 1))) == 2


def test_households_that_moved_in_later_or_left_are_not_registered() -> None:
    community = CommunityFactory()
    HouseholdFactory(community=community, moved_in_on=None)
    HouseholdFactory(community=community, moved_in_on=date(2026, 10, 31))
    HouseholdFactory(community=community, moved_in_on=date(2026, 11, 1))
    HouseholdFactory(community=community, left_on=date(2026, 10, 31))
    HouseholdFactory(community=community, left_on=date(2026, 11, 1))
    assert value("households.registered", community) == 3


def test_people_of_a_household_that_left_are_not_registered() -> None:
    community = CommunityFactory()
    MembershipFactory(household=HouseholdFactory(community=community, left_on=date(2026, 10, 1)))
    MembershipFactory(household=HouseholdFactory(community=community))
    assert value("people.registered", community) == 1


def test_present_is_permanent_and_unknown_presence_is_told() -> None:
    community = CommunityFactory()
    household(community, lives="permanent", members=3)
    household(community, lives="dual", members=2)
    household(community, lives="migrant_work")
    household(community)
    people = compute("people.present", [community], OCTOBER)
    assert (people.value, people.extra) == (3, {"unknown_presence_people": 1})
    assert value("households.lives_permanent", community) == 1
    assert value("households.lives_dual", community) == 1
    assert value("households.lives_vacant", community) == 0


def test_presence_that_nobody_entered_is_not_collected() -> None:
    community = CommunityFactory()
    household(community)
    assert not compute("people.present", [community], OCTOBER).collected
    assert not compute("households.lives_dual", [community], OCTOBER).collected


def test_a_later_move_does_not_change_the_month() -> None:
    community = CommunityFactory()
    made = household(community, lives="permanent")
    presence = Presence.objects.get(household=made)
    before = value("people.present", community)
    presence.period = since(date(2020, 1, 1), date(2026, 11, 5))
    presence.save()
    Presence.objects.create(community=community, household=made, status="returned", period=since(date(2026, 11, 5)))
    assert (before, value("people.present", community)) == (1, 1)
    assert value("people.present", community, span=Span.month(date(2026, 11, 1))) == 0


def test_by_sex_leaves_out_the_unknown() -> None:
    community = CommunityFactory()
    person(community, sex="female")
    person(community, sex="male")
    person(community, sex="")
    figure = compute("people.female", [community], OCTOBER)
    assert (figure.value, figure.extra) == (1, {"unknown_sex": 1})


def test_classes_titles_and_old_houses() -> None:
    community = CommunityFactory()
    HouseholdFactory(community=community, kind="subsistence", title_issued=True, old_house="reclaimed")
    HouseholdFactory(community=community, kind="", title_issued=None, old_house="")
    assert value("households.class_subsistence", community) == 1
    assert value("households.class_extremely_poor", community) == 0
    titled = compute("households.titled", [community], OCTOBER)
    assert (titled.value, titled.extra) == (1, {"unknown_title": 1})
    assert value("households.old_house_reclaimed", community) == 1


def test_titles_nobody_entered_are_not_collected() -> None:
    community = CommunityFactory()
    HouseholdFactory(community=community, title_issued=None)
    assert not compute("households.titled", [community], OCTOBER).collected


def dwelling(building: object, lives: str = "") -> object:
    made = DwellingFactory(building=building)
    if lives:
        OccupancyFactory(
            dwelling=made, household=household(building.community, lives="" if lives == "unknown" else lives)
        )
    return made


def test_dwellings_by_use() -> None:
    building = BuildingFactory()
    for lives in ("permanent", "permanent", "dual", "migrant_work", "returned", "vacant", "unknown", ""):
        dwelling(building, lives)
    uses = ("registered", "occupied", "part_time", "returned", "vacant")
    found = {use: compute(f"dwellings.{use}", [building.community], OCTOBER) for use in uses}
    assert {use: figure.value for use, figure in found.items()} == {
        "registered": 8, "occupied": 2, "part_time": 2, "returned": 1, "vacant": 2,
    }  # fmt: skip
    assert found["vacant"].extra == {"unknown_use": 1}


def test_a_dwelling_shared_by_two_households_counts_once() -> None:
    building = BuildingFactory()
    shared = dwelling(building, "returned")
    OccupancyFactory(dwelling=shared, household=household(building.community, lives="permanent"))
    assert value("dwellings.registered", building.community) == 1
    assert value("dwellings.occupied", building.community) == 1
    assert value("dwellings.returned", building.community) == 0


def test_dwellings_held_by_households_of_unknown_presence_are_not_collected() -> None:
    building = BuildingFactory()
    dwelling(building, "unknown")
    dwelling(building)
    figure = compute("dwellings.occupied", [building.community], OCTOBER)
    assert (figure.value, figure.collected) == (None, False)


def test_dwellings_that_nobody_holds_are_vacant() -> None:
    building = BuildingFactory()
    dwelling(building)
    assert value("dwellings.vacant", building.community) == 1
    assert value("dwellings.occupied", building.community) == 0
