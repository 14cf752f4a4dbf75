"""Plans are computed by a worker: one at a time, told of while they are, said to have failed when the worker dies."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from apps.core import clock
from apps.core.errors import InvalidInput, Refused
from apps.shuttles.actions import plan_adopt, plan_compute, plan_edit, plan_make, plans_resume
from apps.shuttles.actions.computing import LEASE, keep
from apps.shuttles.gathering import gather
from apps.shuttles.models import ShuttlePlan
from apps.shuttles.planning import solve as planner
from tests.shuttles.factories import SeasonFactory
from tests.shuttles.plans import LITTLE, computed, wishes

ROWS = ShuttlePlan.objects


def page_of(plan: Any, part: str = "change") -> str:
    return reverse(f"admin:shuttles_shuttleplan_{part}", args=[plan.pk])


@pytest.fixture
def asked(season: Any, community_manager: Any) -> Any:
    """A plan that no worker has yet."""
    wishes(season)
    return plan_make(season=season, by=community_manager, start=False)


def test_the_office_asks_and_a_worker_computes(
    season: Any, community_manager: Any, login: Any, api: Any, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(planner, "PIECES", 2)
    wishes(season)
    client, deed = login(community_manager), reverse("admin:shuttles_shuttleseason_do", args=[season.pk, "plan"])
    with django_capture_on_commit_callbacks() as later:
        answer = client.post(deed, {"name": "第一稿"})
        plan = ROWS.get()
        assert answer.url == page_of(plan)
        waiting = client.get(page_of(plan)).content.decode()
        assert page_of(plan, "progress") in waiting
        assert "aj-compare" not in waiting
        assert "HX-Refresh" not in client.get(page_of(plan, "progress"))
        assert client.post(deed).status_code == 409
    assert (plan.state, plan.made_by, plan.outputs) == ("computing", community_manager, {})
    for done in later:
        done()
    plan.refresh_from_db()
    assert (plan.state, plan.progress, plan.done_at is not None) == ("ready", 100, True)
    assert client.get(page_of(plan, "progress"))["HX-Refresh"] == "true"
    assert "aj-compare" in client.get(page_of(plan)).content.decode()
    answer = api(community_manager).post(
        f"/api/v1/shuttle-seasons/{season.pk}/plan/", {}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["state"], answer.json()["number"]) == (202, "computing", 2)
    answer = api(community_manager).post(
        f"/api/v1/shuttle-seasons/{season.pk}/plan/", {}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "computing")


def test_one_at_a_time_for_a_season_and_on_the_server(asked: Any, county: Any, community_manager: Any) -> None:
    with pytest.raises(Refused, match="computing"):
        plan_make(season=asked.season, by=community_manager)
    with pytest.raises(InvalidInput, match="taken"):  # two asked in the same moment
        keep(asked.season, community_manager, "", {"inputs": asked.inputs})
    other = plan_make(season=SeasonFactory(community=county.own, purpose="field"), by=community_manager, start=False)
    assert ROWS.filter(pk=other.pk).claim()
    assert not plan_compute(plan=asked, effort=LITTLE)
    assert asked.state == "computing"


def test_a_plan_that_is_not_there_yet_is_not_changed_or_adopted(asked: Any, community_manager: Any) -> None:
    for act in (plan_edit, plan_adopt):
        with pytest.raises(Refused, match="computing"):
            act(plan=asked, by=community_manager)


def test_a_worker_that_dies_leaves_a_plan_that_says_so(asked: Any, community_manager: Any, login: Any) -> None:
    assert ROWS.filter(pk=asked.pk).claim(lease=LEASE)
    assert plans_resume() == 0  # the lease may still be that of a living worker
    with time_machine.travel(clock.now() + LEASE + timedelta(seconds=1), tick=False):
        assert plans_resume() == 1
    asked.refresh_from_db()
    assert (asked.state, asked.problem) == ("failed", "broke_off")
    assert asked.get_problem_display() in login(community_manager).get(page_of(asked)).content.decode()
    for act in (plan_edit, plan_adopt):
        with pytest.raises(Refused, match="failed"):
            act(plan=asked, by=community_manager)
    assert computed(asked.season, community_manager).number == 2


def test_a_lost_message_is_made_good_by_the_sweep(asked: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(planner, "PIECES", 2)
    assert plans_resume() == 1
    asked.refresh_from_db()
    assert (asked.state, plans_resume(), plan_compute(plan=asked)) == ("ready", 0, False)


def test_a_fault_of_the_program_is_said_and_raised(asked: Any, monkeypatch: Any) -> None:
    def broken(*_given: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(planner, "solve", broken)
    with pytest.raises(ZeroDivisionError):
        plan_compute(plan=asked)
    asked.refresh_from_db()
    assert (asked.state, asked.problem, asked.last_error) == ("failed", "fault", "ZeroDivisionError")


def test_progress_keeps_the_lease_and_who_lost_it_writes_nothing(asked: Any, monkeypatch: Any) -> None:
    seen: list[Any] = []

    def slow(problem: Any, effort: float, told: Any) -> Any:
        with time_machine.travel(clock.now() + LEASE - timedelta(seconds=1), tick=False):
            told(0.42)
            told(0.424)
        seen.append(ROWS.get(pk=asked.pk))
        ROWS.filter(pk=asked.pk).update(lease_token=None)
        return planner.judge(problem, planner.greedy(problem))

    monkeypatch.setattr(planner, "solve", slow)
    assert not plan_compute(plan=asked)
    assert (seen[0].progress, seen[0].lease_until > clock.now() + LEASE) == (42, True)
    asked.refresh_from_db()
    assert (asked.state, asked.outputs) == ("computing", {})


def test_what_is_computed_stays_as_it_is_in_the_database(season: Any, community_manager: Any) -> None:
    wishes(season)
    plan = computed(season, community_manager)
    once = {"adopted_at": clock.now(), "adopted_by": community_manager}
    for change in ({"totals": {}}, {"name": "x"}, {"inputs": gather(season) | {"seed": "x"}}, {"state": "computing"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ROWS.filter(pk=plan.pk).update(**change)
    ROWS.filter(pk=plan.pk).update(**once)
    for again in ({"adopted_at": None}, {"adopted_at": clock.now() + timedelta(days=1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ROWS.filter(pk=plan.pk).update(**again)
    with pytest.raises(DatabaseError), transaction.atomic():
        plan.delete()
