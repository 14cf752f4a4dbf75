"""Recording a visit: once, with everything that it says, and nothing overwritten."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from apps.core import clock
from apps.core.errors import InvalidInput, Refused
from apps.core.periods import since
from apps.followups import writing
from apps.followups.actions import clash_settle, visit_correct, visit_photo_add, visit_record
from apps.followups.models import Answer, Occasion, Task, Visit, VisitClash
from apps.followups.writing.base import Told
from apps.households.models import Contact, Employment, GuaranteeCheck, HealthRecord, Household, Income, Presence
from apps.households.models import VegetableSpending as Vegetables
from apps.instruments import library
from tests.followups.factories import VisitFactory
from tests.households.factories import HouseholdFactory, MembershipFactory, OccupancyFactory

SPENT = {"people": 4, "remember": "yes", "before_vegetables": 20, "now_vegetables": 150}


@pytest.fixture
def home(county: Any) -> Household:
    household: Household = HouseholdFactory(community=county.own)
    MembershipFactory(household=household)
    return household


def member_of(home: Household) -> int:
    return int(home.memberships.get().member_id)


def guarantees(home: Household, **more: Any) -> dict[str, Any]:
    """Answers to the first questionnaire, nothing wrong with them."""
    return {
        "residence": "dual", "food": "pass", "clothing": "pass", "water": "pass", "education": "pass",
        "medical": "fail", "medical_note": "没有报销", "school_children": 0, "housing": "A",
        "phone": "13900000001", "income_year": 2025, "wage": 30000, "transfer": 0,
        "members": [{"member": member_of(home), "health": ["chronic"], "work": "in_county"}],
        "events": ["disaster"], **more,
    }  # fmt: skip


def record(home: Household, by: Any, answers: dict[str, Any] | None = None, **more: Any) -> tuple[Visit, bool]:
    filled = {"guarantees_income": ("", answers if answers is not None else guarantees(home))}
    return visit_record(household=home, by=by, instruments=filled, **more)


def test_one_visit_updates_every_register(home: Household, community_manager: Any) -> None:
    planned = VisitFactory(household=home)
    visit, made = record(
        home, community_manager, tasks=[{"text": "送慢病卡", "kind": "document"}], met=[member_of(home), 10**9]
    )  # fmt: skip
    assert made
    assert (visit.pk, visit.state, visit.met) == (planned.pk, "done", [member_of(home)])
    assert Presence.objects.get(household=home).status == "dual"
    checks = dict(GuaranteeCheck.objects.filter(household=home).values_list("guarantee", "result"))
    assert checks["medical"] == "fail"
    assert GuaranteeCheck.objects.get(household=home, guarantee="housing").grade == "A"
    assert dict(Income.objects.filter(household=home, year=2025).values_list("source", "amount")) == {
        "wage": 30000, "transfer": 0,
    }  # fmt: skip
    assert HealthRecord.objects.get(member=member_of(home)).health == "chronic"
    assert Employment.objects.get(member=member_of(home)).work == "in_county"
    assert home.memberships.get().member.phone == "13900000001"
    assert Occasion.objects.get(household=home).kind == "new_disaster"
    assert Task.objects.get(visit=visit).text == "送慢病卡"
    assert not VisitClash.objects.exists()


def test_a_grid_worker_writes_them_too(home: Household, county: Any, grid_worker: Any) -> None:
    OccupancyFactory(household=home, community=county.own, dwelling__building=county.building)
    record(home, grid_worker)
    assert not VisitClash.objects.exists()


def test_sent_twice_it_is_one(home: Household, community_manager: Any) -> None:
    key = uuid.uuid4()
    first, made = record(home, community_manager, client_id=key)
    again, made_again = record(home, community_manager, client_id=key)
    assert (made, made_again, first.pk) == (True, False, again.pk)
    assert Answer.objects.count() == 1


def test_words_are_encrypted_and_closed_answers_are_not(home: Household, community_manager: Any) -> None:
    visit, _made = record(home, community_manager)
    answer = visit.answers.get()
    assert "phone" not in answer.answers
    assert answer.given["phone"] == "13900000001"
    assert answer.answers["medical"] == "fail"
    assert answer.asked > len(answer.missing) >= 1


def test_a_fault_is_told_at_its_question_and_nothing_is_kept(home: Household, community_manager: Any) -> None:
    VisitFactory(household=home)
    with pytest.raises(InvalidInput) as caught:
        record(home, community_manager, guarantees(home, residence="nowhere"))
    assert (caught.value.code, caught.value.field) == ("not_a_choice", "guarantees_income.residence")
    assert Visit.objects.get().state == "due"


def test_what_changed_since_it_was_read_is_kept_beside_it(home: Household, community_manager: Any) -> None:
    definition = library.definition_of(library.current("guarantees_income"))  # type: ignore[arg-type]
    _answers, base = writing.prefills(definition, home, Told(community_manager, clock.today(), {}))
    assert base["presence"] is None
    Presence.objects.create(household=home, community=home.community, status="vacant", period=since(date(2026, 11, 1)))
    visit, _made = record(home, community_manager, base=base)
    clash = visit.clashes.get()
    assert (clash.field, clash.mine, clash.theirs, clash.base) == ("presence", "dual", "vacant", None)
    assert Presence.objects.current().get(household=home).status == "vacant"
    clash_settle(clash=clash, by=community_manager, keep="mine")
    assert Presence.objects.current().get(household=home).status == "dual"
    with pytest.raises(Refused) as caught:
        clash_settle(clash=clash, by=community_manager, keep="theirs")
    assert caught.value.code == "settled"


def test_what_the_register_refuses_waits_for_somebody(home: Household, community_manager: Any) -> None:
    member = member_of(home)
    Employment.objects.create(member_id=member, community=home.community, work="farming", period=since(clock.today()))
    visit, _made = record(home, community_manager, base={f"employment:{member}": "farming"})
    clash = visit.clashes.get()
    assert (clash.field, clash.mine, clash.theirs) == (f"employment:{member}", "in_county", "farming")
    assert clash.why


def test_the_register_answers_first(home: Household, community_manager: Any) -> None:
    record(home, community_manager)
    definition = library.definition_of(library.current("guarantees_income"))  # type: ignore[arg-type]
    fresh = Household.objects.get(pk=home.pk)
    answers, base = writing.prefills(definition, fresh, Told(community_manager, clock.today(), {}))
    assert (answers["residence"], answers["wage"], answers["housing"]) == ("dual", 30000, "A")
    assert answers["members"][0]["health"] == ["chronic"]
    assert base[f"health:{member_of(home)}"] == ["chronic"]


def test_a_known_number_is_not_added_again(home: Household, community_manager: Any) -> None:
    record(home, community_manager)
    record(home, community_manager)
    record(home, community_manager, guarantees(home, phone="13900000002"))
    assert list(Contact.objects.values_list("phone", flat=True)) == ["13900000002"]


def test_vegetables_are_asked_again_each_time(home: Household, community_manager: Any) -> None:
    visit_record(
        household=home, by=community_manager,
        instruments={"living_costs": ("", SPENT)},
    )  # fmt: skip
    assert dict(Vegetables.objects.values_list("phase", "yuan_a_month")) == {"before": 20, "after": 150}


def test_a_correction_replaces_and_keeps(home: Household, community_manager: Any) -> None:
    visit, _made = record(home, community_manager)
    answers = guarantees(home, wage=36000)
    visit_correct(visit=visit, by=community_manager, why="记错了", instruments={"guarantees_income": answers})
    old, new = Answer.objects.order_by("pk")
    assert (old.answers["wage"], new.answers["wage"], new.replaces_id) == (30000, 36000, old.pk)
    assert list(Answer.objects.standing()) == [new]
    assert Income.objects.get(household=home, source="wage").amount == 36000


def test_no_visit_in_days_to_come(home: Household, community_manager: Any) -> None:
    with pytest.raises(InvalidInput) as caught:
        record(home, community_manager, done_on=clock.today() + timedelta(days=1))
    assert caught.value.code == "future"


def test_a_photo_is_kept_once(home: Household, community_manager: Any) -> None:
    visit = VisitFactory(household=home, state="done")
    key, cleaned = uuid.uuid4(), (b"jpeg", 4, 3)
    made = [visit_photo_add(visit=visit, by=community_manager, client_id=key, cleaned=cleaned)[1] for _n in range(2)]
    assert made == [True, False]
