"""Figures about work, training, health and insurance against hand-counted people."""

from datetime import date
from typing import Any

import pytest

from apps.core.periods import since
from apps.households.models import (
    Disability,
    Employment,
    HealthRecord,
    Household,
    Insurance,
    LabourAbility,
    Schooling,
    Training,
)
from apps.households.vocabulary import Work
from apps.reports.cases import TABLES
from apps.reports.lines import month_lines
from apps.reports.registry import METRICS, compute
from apps.reports.span import Span
from tests.communities.factories import CommunityFactory
from tests.households.factories import HouseholdFactory, MembershipFactory
from tests.reports.factories import at

OCTOBER = Span.month(date(2026, 10, 1))
LONG_AGO = since(date(2020, 1, 1))


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(at(2026, 12, 20), tick=False)


@pytest.fixture
def community(db: Any) -> Any:
    return CommunityFactory()


def person(home: Household, *, labour: str = "", work: str = "", place: str = "", born: int = 1980, **job: Any) -> Any:
    member = MembershipFactory(household=home, relation="child", member__birth_date=date(born, 1, 1)).member
    own = {"member": member, "community": home.community}
    if labour:
        LabourAbility.objects.create(**own, labour=labour, period=LONG_AGO)
    if work:
        Employment.objects.create(**own, work=work, place=place, **{"period": LONG_AGO, **job})
    return member


def value(key: str, community: Any, span: Span = OCTOBER) -> Any:
    return compute(key, [community], span).value


def keys(prefix: str, community: Any) -> dict[str, Any]:
    found = {key: value(key, community) for key in METRICS if key.startswith(prefix)}
    return {key.removeprefix(prefix): number for key, number in found.items() if number}


def test_nothing_entered_is_not_collected(community: Any) -> None:
    MembershipFactory(household=HouseholdFactory(community=community))
    for key in METRICS:
        if key.startswith("employment.") or not (METRICS[key].in_report or key.startswith("privacy.")):
            assert not compute(key, [community], OCTOBER).collected, key


def test_able_in_work_and_zero_employment(community: Any) -> None:
    working, idle, unknown, weak = (HouseholdFactory(community=community) for _n in range(4))
    person(working, labour="ordinary", work="in_county")
    person(working, labour="weak", work="public_post", place="community", born=1958)
    person(idle, labour="skilled", work="farming", period=since(date(2020, 1, 1), date(2026, 10, 31)))
    person(unknown, labour="ordinary")
    person(weak, labour="lost", work="not_working")
    pupil = person(idle, labour="ordinary", work="", born=2009)
    Schooling.objects.create(member=pupil, community=community, stage="senior", period=LONG_AGO)
    counted = {name: value(f"employment.{name}", community) for name in
               ("able_households", "able_people", "workers", "zero_employment")}  # fmt: skip
    assert counted == {"able_households": 3, "able_people": 3, "workers": 2, "zero_employment": 1}
    zero = compute("employment.zero_employment", [community], OCTOBER)
    assert zero.extra == {"unknown_work_households": 1}
    metric = METRICS["employment.zero_employment"]
    assert metric.cases is not None
    assert list(metric.cases([community.pk], OCTOBER).order_by("pk")) == [idle]
    september = Span.month(date(2026, 9, 1))
    assert value("employment.zero_employment", community, september) == 0


def test_no_able_household_is_zero_and_not_uncollected(community: Any) -> None:
    person(HouseholdFactory(community=community), labour="none")
    figure = compute("employment.zero_employment", [community], OCTOBER)
    assert (figure.value, figure.collected) == (0, True)


def test_where_and_at_what(community: Any) -> None:
    home = HouseholdFactory(community=community)
    placed = {"workshop": "outside", "public_post": "community", "farming": "township"}
    jobs = [(work, placed.get(work, "")) for work in Work.values if work != "in_county"]
    for work, place in jobs:
        person(home, labour="ordinary", work=work, place=place, unstable=work == "in_province")
    assert keys("employment.at_", community) == {"community": 2, "township": 2, "province": 1, "outside": 1}
    assert compute("employment.at_township", [community], OCTOBER).extra == {"unknown_place": 1}
    kinds = {"hired": 3, "workshop": 1, "public_post": 1, "self_employed": 1, "farming": 1}
    assert keys("employment.does_", community) == kinds
    assert value("employment.unstable", community) == 1


def test_trained_people_are_counted_once_in_the_month_they_finish(community: Any) -> None:
    home = HouseholdFactory(community=community)
    member = person(home)
    spans = [("月嫂", date(2026, 9, 20), date(2026, 10, 1)), ("电工", date(2026, 10, 1), date(2026, 10, 8)),
             ("焊工", date(2026, 10, 20), date(2026, 11, 1)), ("刺绣", date(2026, 10, 28), None)]  # fmt: skip
    for course, start, end in spans:
        Training.objects.create(member=member, community=community, course=course, period=since(start, end))
    september, november = Span.month(date(2026, 9, 1)), Span.month(date(2026, 11, 1))
    assert [value("employment.trained", community, span) for span in (september, OCTOBER, november)] == [1, 1, 0]


def test_health_school_and_insurance(community: Any) -> None:
    home = HouseholdFactory(community=community)
    first, second, third = (person(home) for _n in range(3))
    for member, health in ((first, "chronic"), (first, "disabled"), (second, "healthy")):
        HealthRecord.objects.create(member=member, community=community, health=health, period=LONG_AGO)
    Disability.objects.create(member=second, community=community, category="visual", grade=2, period=LONG_AGO)
    Schooling.objects.create(member=third, community=community, stage="primary", boarding=True, period=LONG_AGO)
    for member, scheme in ((first, "resident"), (second, "none")):
        Insurance.objects.create(
            member=member, community=community, branch="medical", scheme=scheme, period=since(date(2026, 1, 1))
        )
    people = {key.removeprefix("people."): value(key, community) for key in METRICS if not METRICS[key].in_report}
    shown = {key: number for key, number in people.items() if number}
    assert shown == {
        "healthy": 1, "chronic": 1, "disabled": 2, "grade_2": 1, "pupils": 1, "boarders": 1, "uninsured_medical": 1,
    }  # fmt: skip
    assert compute("people.uninsured_medical", [community], OCTOBER).extra == {"unknown_medical": 1}
    assert not compute("people.uninsured_old_age", [community], OCTOBER).collected


def test_the_report_holds_what_its_form_names(community: Any) -> None:
    lines = {line.key for line in month_lines([community], OCTOBER)}
    assert {"employment.zero_employment", "employment.at_outside", "employment.does_public_post"} <= lines
    assert not {"people.chronic", "people.uninsured_medical"} & lines
    assert all(metric.case_model in TABLES for metric in METRICS.values() if metric.cases)
