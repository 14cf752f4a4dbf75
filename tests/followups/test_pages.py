"""What an office does with visits: keys paper in, corrects it, watches the month, divides and hands over households."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.core import clock
from apps.followups.models import Answer, Caseload, Level, Occasion, Task, Visit, VisitClash
from apps.followups.needs import cause_choices
from apps.followups.quality import Fault, faulty, quality_of
from apps.followups.words import reasons_of
from apps.instruments import library
from tests.accounts.factories import StaffFactory
from tests.followups.factories import (
    AnswerFactory,
    CaseloadFactory,
    ClashFactory,
    TaskFactory,
    VisitFactory,
)
from tests.followups.test_admin import do, page, shown
from tests.followups.test_recording import SPENT
from tests.households.factories import HouseholdFactory, MembershipFactory, OccupancyFactory

pytestmark = pytest.mark.usefixtures("wednesday")
COSTS = "living_costs"


@pytest.fixture
def home(county: Any) -> Any:
    return MembershipFactory(household__community=county.own).household


@pytest.fixture
def office(login: Any, community_manager: Any) -> Any:
    return login(community_manager)


def typed(**more: Any) -> dict[str, Any]:
    """What a browser sends of the page on which a paper is keyed in."""
    spent = {f"{COSTS}-{key}": value for key, value in SPENT.items()}
    version = library.current(COSTS)
    assert version is not None
    facts = {"day": "2026-11-17", "began": "09:00", "ended": "09:40", "place": "home", "note": "老人身体好"}
    hidden = {f"version-{COSTS}": version.content_hash, "client_id": str(uuid.uuid4())}
    return {**facts, **hidden, **spent, **more}


def test_a_paper_form_becomes_a_visit_once(home: Any, office: Any) -> None:
    visit = VisitFactory(household=home, instruments=[COSTS])
    address = reverse("admin:followups_visit_key_in", args=[visit.pk])
    asked = office.get(address)
    assert f'name="{COSTS}-people"' in asked.content.decode()
    member = home.memberships.get().member_id
    sent = typed(met=[member], **{"task0-text": "补办残疾证", "task0-kind": "document", "task0-due_on": "2026-12-01"})
    answer = office.post(address, sent)
    assert answer.status_code == 302, (answer["X-Refusal"], answer.context["problem"])
    made = Visit.objects.get(pk=visit.pk)
    assert (made.state, str(made.done_on), made.channel, made.met) == ("done", "2026-11-17", "paper", [member])
    assert timezone.localtime(made.ended_at).hour == 9
    kept = Answer.objects.get(visit=made)
    assert kept.answers["now_vegetables"] == 150
    assert Task.objects.get(visit=made).text == "补办残疾证"
    words = shown(office, made)
    assert "150" in words
    assert "老人身体好" in words
    assert office.post(reverse("admin:followups_visit_key_in_household", args=[home.pk]), sent).status_code == 302
    assert Answer.objects.count() == 1


def test_a_questionnaire_that_was_left_blank_was_not_filled_in(home: Any, office: Any) -> None:
    visit = VisitFactory(household=home, instruments=[COSTS, "guarantees_income"])
    address = reverse("admin:followups_visit_key_in", args=[visit.pk])
    assert "data-blank-allowed" in office.get(address).content.decode()
    other = library.current("guarantees_income")
    assert other is not None
    assert office.post(address, typed(**{"version-guarantees_income": other.content_hash})).status_code == 302
    assert [row.version.instrument.key for row in Answer.objects.filter(visit=visit)] == [COSTS]
    correction = office.get(reverse("admin:followups_visit_correct", args=[visit.pk]))
    assert "data-blank-allowed" not in correction.content.decode()


def test_what_is_wrong_on_paper_stands_at_its_question_and_nothing_typed_is_lost(home: Any, office: Any) -> None:
    visit = VisitFactory(household=home, instruments=[COSTS])
    address = reverse("admin:followups_visit_key_in", args=[visit.pk])
    answer = office.post(address, typed(**{f"{COSTS}-people": "四口", "note": "记在纸上的话"}))
    words = answer.content.decode()
    assert answer["X-Refusal"] == "invalid"
    assert "四口" in words
    assert "记在纸上的话" in words
    assert office.post(address, typed(day="2027-01-01"))["X-Refusal"] == "future"
    assert Visit.objects.get(pk=visit.pk).state == "due"


def test_corrected_answers_replace_those_before_which_stay(home: Any, office: Any) -> None:
    visit = VisitFactory(household=home, instruments=[COSTS])
    office.post(reverse("admin:followups_visit_key_in", args=[visit.pk]), typed())
    address = reverse("admin:followups_visit_correct", args=[visit.pk])
    assert 'value="150"' in office.get(address).content.decode()
    changed = typed(why="看错了", **{f"{COSTS}-now_vegetables": 180})
    assert office.post(address, changed | {"why": ""})["X-Refusal"] == "required"
    assert office.post(address, changed).status_code == 302
    first, second = Answer.objects.order_by("pk")
    assert (first.answers["now_vegetables"], second.answers["now_vegetables"]) == (150, 180)
    assert second.replaces == first
    assert page(second) in shown(office, first)
    assert page(first) in shown(office, second)
    assert "180" in shown(office, visit)


def test_the_blank_form_is_a_paper_for_one_or_many(home: Any, office: Any, login: Any, auditor: Any) -> None:
    visits = [VisitFactory(household=home, instruments=[COSTS, "guarantees_income", "integration", "livelihood"])]
    visits.append(VisitFactory(household=HouseholdFactory(community=home.community), instruments=[COSTS]))
    address = reverse("followups:form", args=[visits[0].pk])
    for url in (address, f"{address}?lang=en"):
        assert office.get(url).content[:5] == b"%PDF-"
    listed = reverse("admin:followups_visit_changelist") + "?view=all"
    sent = {"action": "print_forms", "_selected_action": [row.pk for row in visits]}
    assert office.post(listed, sent).content[:5] == b"%PDF-"
    assert login(auditor).get(address).status_code == 403


def test_the_supervisor_sees_who_made_what_and_how_well(
    home: Any, office: Any, county: Any, community_manager: Any
) -> None:
    hasty, careful = StaffFactory(name="快走", role="grid_worker"), StaffFactory(name="细走", role="grid_worker")
    for n in range(4):
        done = {"household__community": county.own, "state": "done", "due_on": "2026-11-10", "worker": hasty}
        began = clock.now()
        took = clock.now() + timedelta(minutes=4)
        visit = VisitFactory(**done, done_by=hasty, done_on="2026-11-12", place="home", started_at=began, ended_at=took)
        more = {"household": visit.household, "answered_by": hasty, "asked": 10, "digest": "same" if n < 3 else "other"}
        AnswerFactory(visit=visit, **more, missing=["people"] if n == 0 else [])
    VisitFactory(household__community=county.own, due_on="2026-11-02", worker=careful)
    answer = office.get(reverse("admin:followups_visit_board"), {"month": "2026-11"})
    rows = {row["name"]: row for row in answer.context["rows"]}
    assert (rows["细走"]["overdue"]["text"], rows["细走"]["short"]["text"]) == ("1", "—")
    for key, number in (("missing", 1), ("short", 4), ("same", 3), ("late", 4), ("made", 4)):
        assert office.get(rows["快走"][key]["url"]).context["cl"].queryset.count() == number, key
    mine = Visit.objects.done().filter(done_by=hasty)
    assert quality_of(mine)[hasty.pk].with_missing == faulty(mine, Fault.MISSING).count() == 1


def two_workers(county: Any, homes: int = 4) -> tuple[Any, Any, list[Any]]:
    """Two grid workers; the first looks after all these households, each in a building of its own."""
    hands = [StaffFactory(role="grid_worker", areas=[county.own]) for _n in range(2)]
    rows = []
    for _n in range(homes):
        household = HouseholdFactory(community=county.own)
        OccupancyFactory(household=household, dwelling__building__community=county.own)
        CaseloadFactory(household=household, worker=hands[0])
        rows.append(household)
    return hands[0], hands[1], rows


def test_a_proposal_stands_beside_what_is_and_is_carried_out_as_shown(county: Any, office: Any) -> None:
    first, second, homes = two_workers(county)
    VisitFactory(household=homes[0], worker=first)
    address = reverse("admin:followups_caseload_balance", args=[county.own.pk])
    answer = office.get(address)
    assert "aj-compare" in answer.content.decode()
    number = answer.context["number"]
    assert number == 2
    assert office.post(address, {"ticket": "nonsense"}).status_code == 302
    assert not Caseload.objects.current().filter(worker=second).exists()
    assert office.post(address, {"ticket": answer.context["ticket"]}).status_code == 302
    assert Caseload.objects.current().filter(worker=second).count() == number
    overview = office.get(reverse("admin:followups_caseload_workers")).content.decode()
    assert reverse("admin:followups_caseload_hand_over", args=[second.pk]) in overview


@pytest.mark.parametrize("named", [True, False])
def test_who_leaves_hands_everything_over(named: bool, county: Any, office: Any) -> None:
    first, second, homes = two_workers(county, 3)
    VisitFactory(household=homes[0], worker=first)
    TaskFactory(household=homes[1], owner=first)
    address = reverse("admin:followups_caseload_hand_over", args=[first.pk])
    assert [number for number, _words, _url in office.get(address).context["counts"]] == [3, 1, 1]
    assert office.post(address, {"to": second.pk, "why": ""})["X-Refusal"] == "required"
    sent = {"to": second.pk if named else "", "why": "调到县里"}
    answer = office.post(address, sent, follow=True)
    told = " ".join(str(message) for message in answer.context["messages"])
    assert "3" in told
    assert set(Caseload.objects.current().values_list("worker", flat=True)) == {second.pk}
    assert (Visit.objects.get().worker, Task.objects.get().owner) == (second, second)
    assert not any(number for number, _words, _url in office.get(address).context["counts"])


def test_chosen_visits_are_given_to_somebody_else(county: Any, office: Any) -> None:
    first, second, homes = two_workers(county, 3)
    visits = [VisitFactory(household=row, worker=first) for row in homes]
    listed = reverse("admin:followups_visit_changelist") + "?view=all"
    sent = {"action": "give_to", "_selected_action": [row.pk for row in visits[:2]]}
    address = office.post(listed, sent).url
    assert office.get(address).context["number"] == 2
    assert office.post(address, {"worker": second.pk}).status_code == 302
    assert Visit.objects.filter(worker=second).count() == 2


def test_a_clash_is_settled_on_its_page(home: Any, office: Any) -> None:
    clash = ClashFactory(visit__household=home, field="presence", mine="dual", theirs="permanent", base="vacant")
    assert do(office, clash, "theirs").status_code == 302
    assert VisitClash.objects.get().state == "theirs"
    assert do(office, clash, "mine")["X-Refusal"] == "settled"


def test_the_file_of_a_household_shows_its_visits_and_records(home: Any, office: Any, county: Any) -> None:
    worker = StaffFactory(role="grid_worker", areas=[county.own])

    def dialog(key: str, **fields: Any) -> Any:
        return office.post(reverse("admin:households_household_do", args=[home.pk, key]), fields)

    dialog("visit-level", level="high", why="户主大病")
    dialog("visit-worker", worker=worker.pk, why="")
    dialog("visit-task", kind="document", text="补办残疾证", due_on="2026-11-01", owner=worker.pk)
    dialog("visit-occasion", kind="hardship", happened_on="2026-11-17", note="房屋进水")
    kinds = (Level.objects.count(), Caseload.objects.count(), Task.objects.count(), Occasion.objects.count())
    assert kinds == (1, 1, 1, 1), kinds
    visit = Visit.objects.filter(household=home).first() or VisitFactory(household=home, due_on="2026-11-02")
    office.post(reverse("admin:followups_visit_key_in", args=[visit.pk]), typed())
    words = office.get(reverse("admin:households_household_change", args=[home.pk]), {"tab": "visits"}).content.decode()
    for said in (worker.name, "补办残疾证", page(visit)):
        assert said in words


def test_households_are_found_by_who_looks_after_them(home: Any, office: Any) -> None:
    listed = reverse("admin:households_household_changelist")
    worker = StaffFactory(role="grid_worker", areas=[home.community])
    held = CaseloadFactory(household__community=home.community, worker=worker)
    assert list(office.get(f"{listed}?without_worker=true").context["cl"].queryset) == [home]
    assert list(office.get(f"{listed}?worker={worker.pk}").context["cl"].queryset) == [held.household]


def test_reasons_tell_a_group_that_must_be_visited_from_what_happened() -> None:
    causes = ["new_disaster", "job_lost", "disaster", "illness", "routine"]
    assert reasons_of(causes) == "遭遇意外事故或灾害、失业、必访户（意外事故或灾害、大病或慢病）、例行走访"
    named = dict(cause_choices())
    assert dict(named["必访"])["disaster"] == "意外事故或灾害"
    assert named["routine"] == "例行走访"
