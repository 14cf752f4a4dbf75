"""Figures about complaints against hand-counted cases: borders in local time, clocks, denominators."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from apps.communities.models import Community
from apps.complaints.models import Complaint, ComplaintStep
from apps.reports.registry import METRICS, compute
from apps.reports.span import Span
from tests.communities.factories import BuildingFactory
from tests.reports.factories import ComplaintFactory, at

OCTOBER = Span.month(date(2026, 10, 1))
NOVEMBER = Span.month(date(2026, 11, 1))


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(at(2026, 12, 20), tick=False)


@pytest.fixture
def building() -> Any:
    return BuildingFactory()


def case(building: Any, **kwargs: Any) -> Complaint:
    kwargs.setdefault("submitted_at", at(2026, 10, 10))
    return ComplaintFactory(building=building, **kwargs)


def figure(key: str, building: Any, span: Span = OCTOBER) -> Any:
    return compute(f"complaints.{key}", [building.community], span)


def test_the_month_is_local_and_half_open(building: Any) -> None:
    case(building, submitted_at=at(2026, 9, 30, 23, 59))
    case(building, submitted_at=at(2026, 10, 1, 0, 0))
    case(building, submitted_at=at(2026, 10, 31, 23, 59))
    case(building, submitted_at=at(2026, 11, 1, 0, 0))
    assert figure("received", building).value == 2


def test_a_merged_one_is_not_counted_twice(building: Any) -> None:
    first = case(building)
    case(building, state="merged", merged_into=first, closed_at=at(2026, 10, 11))
    assert figure("received", building).value == 1


def test_none_this_month_is_zero_and_none_ever_is_not_collected(building: Any) -> None:
    assert not figure("received", building).collected
    case(building, submitted_at=at(2026, 9, 1))
    received = figure("received", building)
    assert (received.value, received.collected) == (0, True)
    assert not figure("received", building, Span.month(date(2026, 8, 1))).collected


def test_a_rate_of_no_cases_has_no_meaning(building: Any) -> None:
    case(building, submitted_at=at(2026, 1, 5), accepted_at=at(2026, 1, 5))
    rate = figure("satisfaction_rate", building)
    assert (rate.value, rate.numerator, rate.denominator, rate.collected) == (None, 0, 0, True)


def test_response_rate(building: Any) -> None:
    case(building, state="accepted", accepted_at=at(2026, 10, 10, 11))  # in time
    case(building, state="accepted", accepted_at=at(2026, 10, 11, 10))  # on the very moment: in time
    case(building, state="accepted", accepted_at=at(2026, 10, 12))  # late
    case(building)  # never accepted
    case(building, state="rejected", closed_at=at(2026, 10, 10, 12))  # set aside before the clock ran out
    rate = figure("response_rate", building)
    assert (rate.numerator, rate.denominator, rate.value) == (2, 4, Decimal("50.0"))
    assert rate.extra == {"unaccepted_overdue": 1}


def test_a_clock_that_still_runs_at_the_end_of_the_month_is_judged_in_the_next(building: Any) -> None:
    case(building, submitted_at=at(2026, 10, 31, 20), state="accepted", accepted_at=at(2026, 11, 1, 9))
    assert figure("response_rate", building).denominator == 0
    november = figure("response_rate", building, NOVEMBER)
    assert (november.numerator, november.denominator) == (1, 1)


def test_a_running_month_does_not_judge_clocks_that_still_run(building: Any, time_machine: Any) -> None:
    time_machine.move_to(at(2026, 10, 10, 12), tick=False)
    case(building)
    assert figure("response_rate", building).denominator == 0
    time_machine.move_to(at(2026, 10, 11, 12), tick=False)
    assert figure("response_rate", building).denominator == 1


def test_each_complaint_is_judged_once_over_all_months(building: Any) -> None:
    for day in (1, 20, 28, 31):
        for took in (0, 5, 8, 40):
            done = at(2026, 10, day) + timedelta(days=took)
            case(building, submitted_at=at(2026, 10, day), state="resolved", accepted_at=done, resolved_at=done)
    months = [Span.month(date(2026, month, 1)) for month in (9, 10, 11, 12)]
    for key in ("response_rate", "resolution_rate"):
        assert sum(figure(key, building, month).denominator or 0 for month in months) == 16
        assert sum(figure(key, building, month).numerator or 0 for month in months) == (
            4 if key == "response_rate" else 8
        )


def test_resolution_rate(building: Any) -> None:
    case(building, state="resolved", resolved_at=at(2026, 10, 15))  # in time
    case(building, state="closed", resolved_at=at(2026, 10, 20), closed_at=at(2026, 10, 21))  # three days late
    case(building)  # overdue and open
    case(building, submitted_at=at(2026, 10, 30))  # still in time at the end of the month
    case(building, state="transferred", closed_at=at(2026, 10, 12))
    case(building, state="info_needed", paused_at=at(2026, 10, 12))  # its clock stands still
    rate = figure("resolution_rate", building)
    assert (rate.numerator, rate.denominator, rate.value) == (1, 3, Decimal("33.3"))
    assert rate.extra == {"open_in_time": 2, "overdue": 1}
    assert figure("open", building).value == 3
    assert figure("overdue", building).value == 1


def test_rejecting_after_the_clock_ran_out_does_not_mend_the_rate(building: Any) -> None:
    case(building, state="rejected", closed_at=at(2026, 10, 30))
    assert figure("resolution_rate", building).denominator == 1
    assert figure("response_rate", building).denominator == 1
    assert figure("overdue", building).value == 0


def test_open_is_as_at_the_end_of_the_month_whatever_happened_later(building: Any) -> None:
    case(building, state="closed", resolved_at=at(2026, 11, 3), closed_at=at(2026, 11, 4))
    case(building, state="rejected", closed_at=at(2026, 11, 1))
    assert (figure("open", building).value, figure("open", building, NOVEMBER).value) == (2, 0)
    assert (figure("closed", building).value, figure("closed", building, NOVEMBER).value) == (0, 1)


def test_a_reopened_one_is_open_again(building: Any) -> None:
    case(building, state="accepted", accepted_at=at(2026, 10, 10), resolved_at=at(2026, 10, 12), reopenings=1)
    assert figure("open", building).value == 1
    assert figure("resolution_rate", building).numerator == 0


def test_satisfaction_is_of_those_who_gave_a_verdict(building: Any) -> None:
    done = {"state": "closed", "resolved_at": at(2026, 10, 12), "closed_at": at(2026, 10, 14)}
    for verdict in ("satisfied", "satisfied", "fair", "dissatisfied", "not_reached", ""):
        case(building, satisfaction=verdict, **done)
    case(building, state="resolved", resolved_at=at(2026, 10, 13))
    case(building, satisfaction="satisfied", **done | {"closed_at": at(2026, 11, 1)})  # called back in November
    rate = figure("satisfaction_rate", building)
    assert (rate.numerator, rate.denominator, rate.value) == (2, 4, Decimal("50.0"))
    assert rate.extra == {"unrated": 2, "awaiting_call_back": 2}


def test_ones_own_rating_is_the_verdict_where_nobody_was_reached(building: Any) -> None:
    done = {"state": "closed", "resolved_at": at(2026, 10, 12), "closed_at": at(2026, 10, 14)}
    case(building, satisfaction="not_reached", own_rating="satisfied", **done)
    case(building, satisfaction="dissatisfied", own_rating="satisfied", **done)  # the call-back stands over it
    case(building, satisfaction="not_reached", **done)
    case(building, state="resolved", resolved_at=at(2026, 10, 13), own_rating="satisfied")  # not closed: not in it yet
    rate = figure("satisfaction_rate", building)
    assert (rate.numerator, rate.denominator) == (1, 2)
    assert rate.extra == {"unrated": 1, "awaiting_call_back": 1}


def test_half_a_tenth_is_rounded_up(building: Any) -> None:
    for number in range(80):
        case(building, state="accepted", accepted_at=at(2026, 10, 10 if number < 53 else 20))
    assert figure("response_rate", building).value == Decimal("66.3")  # 66.25


def test_repeats(building: Any) -> None:
    case(building, category="noise", submitted_at=at(2026, 7, 20))
    case(building, category="noise", submitted_at=at(2026, 10, 2))  # 74 days later: repeated
    case(building, category="waste", submitted_at=at(2026, 7, 2))
    case(building, category="waste", submitted_at=at(2026, 10, 2))  # 92 days later: not
    case(BuildingFactory(community=building.community), category="noise", submitted_at=at(2026, 10, 3))
    again = case(building, category="lift", submitted_at=at(2026, 6, 2), reopenings=1)
    ComplaintStep.objects.create(
        community=building.community, complaint=again, step="reopen", at=at(2026, 10, 9), why="又坏了"
    )
    assert figure("repeats", building).value == 2


def test_complaints_of_no_building_are_no_repeats(building: Any) -> None:
    for day in (2, 3):
        case(building, submitted_at=at(2026, 10, day))
    Complaint.objects.update(building=None)
    assert figure("repeats", building).value == 0


def test_categories(building: Any) -> None:
    case(building, category="poultry")
    case(building, category="poultry")
    case(building, category="lift")
    assert [figure(f"about_{key}", building).value for key in ("poultry", "lift", "waste")] == [2, 1, 0]


def test_drill_down_finds_what_was_counted(building: Any) -> None:
    done = {"state": "closed", "resolved_at": at(2026, 10, 12), "closed_at": at(2026, 10, 14)}
    case(building, satisfaction="satisfied", accepted_at=at(2026, 10, 10), **done)
    case(building, submitted_at=at(2026, 10, 29))
    case(building)
    case(BuildingFactory())
    keys = [building.community.pk]
    for key, metric in METRICS.items():
        if not key.startswith("complaints."):
            continue
        found = compute(metric, [building.community], OCTOBER)
        cases = metric.cases(keys, OCTOBER)
        assert cases.count() == (found.value if found.denominator is None else found.denominator), key


def communities() -> list[Community]:
    return list(Community.objects.order_by("pk"))


def test_the_total_of_a_county_is_read_off_the_sum(building: Any) -> None:
    other = BuildingFactory()
    case(building, state="accepted", accepted_at=at(2026, 10, 10))
    for _number in range(2):
        case(other)
    total = compute("complaints.response_rate", communities(), OCTOBER)
    assert (total.numerator, total.denominator, total.value) == (1, 3, Decimal("33.3"))


def test_communities_that_collected_nothing_are_told_beside_the_total(building: Any) -> None:
    case(building)
    BuildingFactory()
    total = compute("complaints.received", communities(), OCTOBER)
    assert (total.value, total.extra) == (1, {"silent_communities": 1})


def test_as_many_queries_for_ten_communities_as_for_one(building: Any, django_assert_num_queries: Any) -> None:
    case(building)
    for _number in range(9):
        case(BuildingFactory())
    everyone = communities()
    for few in (everyone[:1], everyone):
        with django_assert_num_queries(1):
            compute("complaints.received", few, OCTOBER)
