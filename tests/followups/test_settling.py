"""Deciding on stages, the five capitals, similar households, living costs; and the tab that shows them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.core.errors import InvalidInput, Refused
from apps.core.periods import since
from apps.followups.assessing.actions import stage_decide, stage_take_back
from apps.followups.assessing.capitals import CAPITALS, capitals, capitals_median, level, with_levels
from apps.followups.assessing.costs import costs_of
from apps.followups.assessing.due import moment_rows, moments_due, to_decide
from apps.followups.assessing.evidence import stage_proposed
from apps.followups.assessing.moments import Moment, moment_on
from apps.followups.assessing.similar import similar
from apps.followups.assessing.stages import Stage, Verdict
from apps.followups.models import Answer, IntegrationStage
from apps.households.models import Household, LabourAbility, Presence
from apps.households.words import label_of
from apps.reports.registry import compute
from apps.reports.span import Span
from tests.accounts.factories import StaffFactory
from tests.communities.factories import CommunityFactory
from tests.followups.asked import ask
from tests.households.factories import HouseholdFactory, MembershipFactory

SETTLED: dict[str, Any] = {
    "able": 2, "working": 2, "job_months": 12, "job_contract": "written", "job_paid": "always", "job_insured": "yes",
    "income_than_before": "much_more", "income_steady": "steady", "ends_meet": "saving", "trained": "yes",
    "training_used": "job", "trades": 1, "pupils": 0, "satisfied": "5", "known": "10", "visiting": "often",
    "turn_to": ["neighbour", "head"], "meetings": 4, "groups": ["residents"], "voice": "yes", "wish_return": "never",
    "nights_away": 0, "belongs": "community", "home_scale": 10, "welcome": "yes",
    **dict.fromkeys(("clinic", "market", "office", "transport", "waste", "activity", "to_fields"), "easy"),
    **dict.fromkeys(("lift", "stove", "toilet", "bills", "mobile_pay", "escape"), "self"),
    **dict.fromkeys(("house_satisfied", "place_satisfied", "staff_satisfied"), "5"),
}  # fmt: skip
WISHES = {**SETTLED, "wish_return": "often", "nights_away": 15}


@pytest.fixture
def place(db: Any, wednesday: Any) -> Any:
    community = CommunityFactory()
    community.manager = StaffFactory(role="community_manager", areas=[community])
    return community


def home(place: Any, **more: Any) -> Any:
    row = HouseholdFactory(community=place, **{"moved_in_on": date(2025, 11, 1), **more})
    member = MembershipFactory(household=row, relation="head", member__birth_date=date(1980, 1, 1)).member
    LabourAbility.objects.create(member=member, community=place, labour="ordinary", period=since(date(2020, 1, 1)))
    return row


def test_the_evidence_proposes_and_a_person_decides(place: Any) -> None:
    row = home(place)
    assert stage_proposed(row).stage is None
    ask(row, place.manager, "integration", **SETTLED)
    assert stage_proposed(row).stage == Stage.EQUALITY
    assert not IntegrationStage.objects.exists()  # never by itself
    assert set(to_decide(clock.today())) == {row}
    decided = stage_decide(household=row, by=place.manager, stage="equality", start=clock.today())
    assert (decided.proposed, len(decided.evidence), decided.decided_by) == ("equality", 12, place.manager)
    assert not to_decide(clock.today()).exists()


def test_who_wishes_to_return_falls_back_and_the_history_stays(place: Any) -> None:
    row = home(place)
    ask(row, place.manager, "integration", day=date(2026, 5, 1), **SETTLED)
    stage_decide(household=row, by=place.manager, stage="equality", start=date(2026, 5, 2))
    ask(row, place.manager, "integration", **WISHES)
    assert stage_proposed(row).stage == Stage.RESHAPING
    back = stage_decide(household=row, by=place.manager, stage="reshaping", start=clock.today())
    assert list(IntegrationStage.objects.all().fallen_back()) == [back]
    assert [one.stage for one in IntegrationStage.objects.order_by("period")] == ["equality", "reshaping"]
    stage_take_back(decided=back, by=place.manager)
    assert IntegrationStage.objects.current().get(household=row).stage == "equality"


def test_another_stage_than_proposed_needs_a_reason(place: Any) -> None:
    row = home(place)
    ask(row, place.manager, "integration", **SETTLED)
    with pytest.raises(InvalidInput) as refused:
        stage_decide(household=row, by=place.manager, stage="demand", start=clock.today())
    assert (refused.value.code, refused.value.field) == ("reason_needed", "why")
    said = stage_decide(household=row, by=place.manager, stage="demand", start=clock.today(), why="刚失业")
    assert (said.stage, said.proposed) == ("demand", "equality")


@pytest.mark.parametrize("role", ["grid_worker", "township_officer", "auditor", "elsewhere"])
def test_only_the_office_of_the_community_decides(place: Any, role: str) -> None:
    row = home(place)
    area = CommunityFactory() if role == "elsewhere" else place
    by = StaffFactory(role="community_manager" if role == "elsewhere" else role, areas=[area])
    with pytest.raises(Refused) as refused:
        stage_decide(household=row, by=by, stage="demand", start=clock.today(), why="因为")
    assert refused.value.code == ("not_in_scope" if role == "elsewhere" else "not_your_role")


def test_the_register_goes_before_the_answers(place: Any) -> None:
    row = home(place)
    ask(row, place.manager, "integration", **SETTLED)
    LabourAbility.objects.update(labour="none")
    verdicts = {one.key: one for one in stage_proposed(row).evidence}
    assert verdicts["employment"].verdict is Verdict.APART
    assert verdicts["education"].verdict is Verdict.APART  # no child at school
    Presence.objects.create(household=row, community=place, status="returned", period=since(date(2026, 1, 1)))
    assert {one.key: one.verdict for one in stage_proposed(row).evidence}["staying"] is Verdict.FAILS


LOW: dict[str, Any] = {
    "people": 4, "able": 1, "land": 0, "land_use": "idle", "field_minutes": 120, "forest": 0, "garden": 0,
    "floor": 40, "durables": ["none"], "vehicle": "none", "tools": "flat", "healthy": 1, "schooling": "illiterate",
    "trades": 0, "earning": 0, "care": 2, "income": 8000, "transfers": 8000, "savings": "none", "debt": 8000,
    "credit": "no", "sources": 1, "kin_here": "none", "help": "never", "groups": 0, "knows_staff": "no",
    "trust": "no", "leader": "no",
}  # fmt: skip
HIGH: dict[str, Any] = {
    **LOW, "able": 3, "land": 9, "land_use": "own", "field_minutes": 10, "forest": 20, "garden": 15, "floor": 120,
    "durables": ["fridge", "washer", "tv"], "vehicle": "car", "tools": "locker", "healthy": 4, "schooling": "college",
    "trades": 2, "earning": 3, "care": 0, "income": 90000, "transfers": 0, "savings": "half_year", "debt": 0,
    "credit": "bank", "sources": 4, "kin_here": "many", "help": "often", "groups": 3, "knows_staff": "number",
    "trust": "yes", "leader": "yes",
}  # fmt: skip


def test_capitals_over_time_and_the_same_levels_in_sql(place: Any) -> None:
    row = home(place)
    ask(row, place.manager, "livelihood", day=date(2025, 11, 20), **LOW)
    ask(row, place.manager, "livelihood", day=date(2026, 11, 10), **HIGH)
    points = capitals(row, clock.today())
    assert [point.moment for point in points] == [Moment.BASELINE, Moment.TWELVE]
    first, last = (point.levels for point in points)
    assert first["social"] is not None
    assert last["social"] is not None
    assert last["social"] > first["social"]
    for answer in with_levels(Answer.objects.all()):
        for key in CAPITALS:
            assert getattr(answer, f"{key}_level") == pytest.approx(level(answer.scores[key])), key


def test_no_median_and_no_likeness_of_fewer_than_five(place: Any) -> None:
    homes = [home(place, kind="lifted_out") for _n in range(6)]
    for row in homes[:4]:
        ask(row, place.manager, "livelihood", **LOW)
    assert set(capitals_median([place.pk], clock.today()).levels.values()) == {None}
    assert similar(homes[5], clock.today()).medians is None
    ask(homes[4], place.manager, "livelihood", **HIGH)
    found = similar(homes[5], clock.today())
    assert (found.others, found.let_go) == (5, ())
    assert found.medians is not None
    assert found.medians.levels["social"] == capitals_median([place.pk], clock.today()).levels["social"]
    homes[5].kind = "ordinary"
    homes[5].save()
    assert similar(homes[5], clock.today()).let_go == ("kind", "time_band")


def test_moments_are_due_while_they_are_open_and_until_they_are_asked(place: Any) -> None:
    today = clock.today()
    due = {Moment.BASELINE: date(2026, 10, 1), Moment.SIX: date(2026, 5, 1), Moment.TWELVE: date(2025, 9, 1)}
    homes = {moment: home(place, moved_in_on=day) for moment, day in due.items()}
    home(place, moved_in_on=date(2019, 1, 1)), home(place, moved_in_on=None), home(place, moved_in_on=date(2026, 7, 1))
    for moment, row in homes.items():
        assert list(moment_rows(moment, today)) == [row]
        assert moment_on(row.moved_in_on, today) is moment
    assert set(moments_due(today)) == set(homes.values())
    ask(homes[Moment.SIX], place.manager, "livelihood", **LOW)
    assert set(moments_due(today)) == {homes[Moment.BASELINE], homes[Moment.TWELVE]}


def test_living_costs_compare_what_is_known_on_both_sides(place: Any) -> None:
    row = home(place)
    ask(row, place.manager, "living_costs", remember="yes", before_vegetables=0, now_vegetables=150, before_water=5,
        now_water=30, now_property_fee=40)  # fmt: skip
    found = costs_of(row, clock.today())
    items = {item.key: (item.before, item.after, item.change) for item in found.items}
    assert items["vegetables"] == (0, 150, 150)
    assert items["property_fee"] == (None, 40, None)
    assert found.compared is not None
    assert (found.compared.before, found.compared.after) == (5, 180)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_tab_of_a_household(place: Any, client: Client, language: str) -> None:
    row = home(place)
    for _n in range(5):
        ask(home(place), place.manager, "livelihood", **LOW)
    for key, given in (("integration", WISHES), ("livelihood", HIGH), ("living_costs", {"now_water": 30})):
        ask(row, place.manager, key, **given)
    stage_decide(household=row, by=place.manager, stage="reshaping", start=clock.today())
    client.force_login(place.manager)
    client.cookies["django_language"] = language
    page = reverse("admin:households_household_change", args=[row.pk])
    shown = client.get(page, {"tab": "integration"})
    words = shown.content.decode()
    assert shown.status_code == 200
    assert words.count("as-line-own") >= 5
    assert "as-line-similar" in words
    with CaptureQueriesContext(
        connection,
    ) as before:
        client.get(page, {"tab": "integration"})
    ask(row, place.manager, "livelihood", day=date(2026, 5, 1), **LOW)
    with CaptureQueriesContext(connection) as after:
        client.get(page, {"tab": "integration"})
    assert len(after) <= len(before) + 1


def test_the_dialog_and_the_api_decide_alike(place: Any, client: Client) -> None:
    row = home(place)
    ask(row, place.manager, "integration", **SETTLED)
    client.force_login(place.manager)
    page = reverse("admin:households_household_do", args=[row.pk, "stage"])
    assert client.get(page).status_code == 200
    asked = client.get(page).content.decode()
    assert f'name="start" value="{clock.today():%Y-%m-%d}"' in asked, "a day that the browser's field can show"
    assert label_of(Household.objects.with_place().with_head().get(pk=row.pk)) in asked
    assert "依据指向“身份平等”" in asked
    refused = client.post(page, {"stage": "demand", "start": "2026-11-18", "why": ""})
    assert not IntegrationStage.objects.exists()
    told = client.post("/api/v1/integration-stages/", {"household": row.pk, "stage": "demand", "start": "2026-11-18"})
    assert (told.status_code, told.json()["code"]) == (400, "reason_needed")
    assert refused.status_code == 422
    client.post(page, {"stage": "equality", "start": "2026-11-18", "why": ""})
    assert IntegrationStage.objects.get().stage == "equality"
    proposal = client.get("/api/v1/integration-stages/proposal/", {"household": row.pk}).json()
    assert (proposal["stage"], len(proposal["evidence"])) == ("equality", 12)
    living = client.get("/api/v1/integration-stages/livelihood/", {"household": row.pk}).json()
    assert (living["assessments"], living["similar"]) == ([], None)
    flow = client.get("/api/v1/integration-stages/flow/").json()
    assert flow == [{"then": "none", "since": "equality", "households": 1}]


def test_figures_of_settling_in(place: Any) -> None:
    november = Span.month(date(2026, 11, 1))
    one, other, _never = home(place), home(place), home(place)
    ask(one, place.manager, "integration", **SETTLED)
    ask(other, place.manager, "integration", **WISHES)
    wish = compute("integration.wish_to_return", [place], november)
    assert (str(wish.value), wish.numerator, wish.denominator, wish.extra) == ("50.0", 1, 2, {"unasked": 1})
    assert not compute("integration.demand", [place], november).collected
    stage_decide(household=one, by=place.manager, stage="equality", start=date(2026, 11, 18))
    stage_decide(household=other, by=place.manager, stage="reshaping", start=date(2026, 11, 18))
    found = compute("integration.equality", [place], november)
    assert (str(found.value), found.denominator, found.extra) == ("50.0", 2, {"unassessed": 1})
    assert compute("integration.fallen_back", [place], november).value == 0
    assert compute("visits.done", [place], november).value == 2
    assert str(compute("integration.quality", [place], november).value) == "100.0"
    ask(one, place.manager, "livelihood", **HIGH)
    assert compute("livelihood.social", [place], november).extra == {"households_asked": 1}
    assert not compute("living_costs.before", [place], november).collected
