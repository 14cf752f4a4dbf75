"""Filing a complaint."""

import threading
import uuid
from typing import Any

import pytest
from django.db import connection

from apps.accounts.models import Staff
from apps.complaints.actions import complaint_submit
from apps.complaints.models import Complaint, ComplaintStep
from apps.complaints.vocabulary import URGENCY_OF, Category
from apps.core.errors import InvalidInput, Refused
from apps.core.events import listen
from apps.core.rowscope import elevated
from tests.harness.people import County
from tests.households.factories import HouseholdFactory


def test_the_same_form_sent_twice_is_one_complaint(submit: Any, county: County) -> None:
    key = uuid.uuid4()
    first = submit(client_id=key)
    again, new = complaint_submit(community=county.own, category="noise", channel="phone_page", client_id=str(key))
    assert (again.pk, new, again.category) == (first.pk, False, "damage")
    assert Complaint.objects.count() == ComplaintStep.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_copies_at_the_same_moment_are_one_complaint(county: County) -> None:
    key, barrier, results = uuid.uuid4(), threading.Barrier(4), []

    def send() -> None:
        barrier.wait()
        try:
            with elevated("a thread of the test"):
                results.append(
                    complaint_submit(community=county.own, category="noise", channel="office", client_id=key)
                )
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(new for _complaint, new in results) == [False, False, False, True]
    assert len({complaint.pk for complaint, _new in results}) == 1
    assert ComplaintStep.objects.count() == 1


def test_it_costs_one_statement(county: County, submit: Any, django_assert_num_queries: Any) -> None:
    submit()  # rules and calendar are read once
    with django_assert_num_queries(3):  # savepoint, complaint with its step, release
        complaint_submit(community=county.own, building=county.building, category="lift", channel="phone_page")


def test_who_reported_it_is_not_readable_in_the_database(submit: Any) -> None:
    complaint = submit(reporter_name="谭建国", reporter_phone="138 0000 5678")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM complaints_complaint c WHERE id = %s", [complaint.pk])
        stored = cursor.fetchone()[0]
        cursor.execute("SELECT coalesce(string_agg(row_to_json(e)::text, ''), '') FROM complaints_complaintevent e")
        stored += cursor.fetchone()[0]
    assert "谭建国" not in stored
    assert "5678" not in stored
    fresh = Complaint.objects.get(pk=complaint.pk)
    assert (fresh.reporter_name, fresh.reporter_phone) == ("谭建国", "138 0000 5678")


@pytest.mark.parametrize("category", Category.values)
def test_the_category_chooses_the_clock(category: str, submit: Any) -> None:
    assert submit(category=category).urgency == URGENCY_OF.get(Category(category), "ordinary")


def test_staff_file_for_a_resident(submit: Any, county: County, grid_worker: Staff) -> None:
    household = HouseholdFactory(community=county.own)
    complaint = submit(filed_by=grid_worker, channel="at_the_door", household=household, unit=2, place=" 三楼 ")
    assert (complaint.filed_by, complaint.household, complaint.place) == (grid_worker, household, "三楼")
    row = complaint.steps.get()
    assert (row.step, row.by, row.by_label) == ("submit", grid_worker, "")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"category": "nonsense"}, "category"),
        ({"kind": "nonsense"}, "kind"),
        ({"channel": "nonsense"}, "channel"),
        ({"unit": 9}, "unit"),
        ({"unit": 1, "building": None}, "building"),
        ({"text": "长" * 1001}, "text"),
        ({"place": "长" * 61}, "place"),
        ({"reporter_name": "长" * 41}, "reporter_name"),
        ({"reporter_phone": "打我电话"}, "reporter_phone"),
        ({"reporter_phone": "123"}, "reporter_phone"),
        ({"client_id": "no uuid"}, ""),
    ],
)
def test_what_is_wrong_is_named(submit: Any, words: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        submit(**words)
    assert caught.value.field == field
    assert str(caught.value.message)
    assert not Complaint.objects.exists()


def test_places_of_another_community_are_refused(submit: Any, county: County) -> None:
    with pytest.raises(InvalidInput, match="invalid") as caught:
        submit(building=county.foreign_building)
    assert caught.value.field == "building"
    with pytest.raises(InvalidInput) as caught:
        submit(household=HouseholdFactory(community=county.foreign))
    assert caught.value.field == "household"


def test_staff_file_only_where_they_work(submit: Any, colleague: Staff, auditor: Staff) -> None:
    for person, code in ((colleague, "not_in_scope"), (auditor, "not_your_role")):
        with pytest.raises(Refused) as caught:
            submit(filed_by=person)
        assert caught.value.code == code


def test_listeners_hear_of_it_after_the_commit(
    submit: Any, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from apps.core import events

    heard: list[dict[str, Any]] = []
    monkeypatch.setitem(events._listeners, "complaint.submit", [])
    listen("complaint.submit")(lambda **facts: heard.append(facts))
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        complaint = submit()
    assert heard == []
    callbacks[0]()
    assert heard == [{"complaint_id": complaint.pk}]
