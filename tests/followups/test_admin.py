"""Visits through the staff's pages: lists, the page of one, calendar, tasks, two answers side by side."""

from typing import Any

import pytest
from django.urls import reverse

from apps.core.search import find
from apps.farmland.models import BusySeason
from apps.followups.models import Visit
from tests.farmland.factories import CropFactory, ParcelUseFactory
from tests.followups.factories import (
    CaseloadFactory,
    ClashFactory,
    LevelFactory,
    OccasionFactory,
    TaskFactory,
    VisitFactory,
)
from tests.households.factories import HouseholdFactory

pytestmark = pytest.mark.usefixtures("wednesday")


def page(row: Any) -> str:
    return reverse(f"admin:followups_{row._meta.model_name}_change", args=[row.pk])


def do(client: Any, row: Any, deed: str, **fields: Any) -> Any:
    return client.post(reverse(f"admin:followups_{row._meta.model_name}_do", args=[row.pk, deed]), fields)


def shown(client: Any, row: Any) -> str:
    answer = client.get(page(row))
    assert answer.status_code == 200
    return str(answer.content.decode())


LISTS = ("visit", "task", "caseload", "level", "occasion", "visitclash", "answer")


@pytest.mark.parametrize("noun", LISTS)
def test_empty_lists_say_what_they_are_for(county: Any, community_manager: Any, login: Any, noun: str) -> None:
    answer = login(community_manager).get(reverse(f"admin:followups_{noun}_changelist"), {"view": "all"})
    assert answer.status_code == 200
    assert "aj-empty" in answer.content.decode()


MAKE: dict[str, Any] = {
    "visit": lambda home: VisitFactory(household=home),
    "task": lambda home: TaskFactory(household=home, visit=VisitFactory(household=home)),
    "caseload": lambda home: CaseloadFactory(household=home),
    "level": lambda home: LevelFactory(household=home),
    "visitclash": lambda home: ClashFactory(visit__household=home),
    "occasion": lambda home: OccasionFactory(household=home),
}


@pytest.mark.parametrize("noun", MAKE)
def test_lists_ask_the_same_number_of_questions(
    noun: str, county: Any, community_manager: Any, login: Any, equal_queries: Any
) -> None:
    def more(count: int) -> None:
        for _n in range(count):
            MAKE[noun](HouseholdFactory(community=county.own))

    more(2)
    client, url = login(community_manager), reverse(f"admin:followups_{noun}_changelist") + "?view=all"
    client.get(url)
    equal_queries(lambda: client.get(url), more=more)


FILTERS = (
    "standing=open", "standing=overdue", "standing=today", "standing=week", "standing=month", "standing=shifted",
    "standing=not_met", "standing=late", "state=done", "without_worker=true", "kind=routine", "cause=illness",
    "due_after=2026-11-01&due_before=2026-11-30", "done_after=2026-11-01", "place=home", "channel=paper",
)  # fmt: skip


def test_the_list_opens_with_what_is_to_be_done_and_every_filter_answers(
    county: Any, community_manager: Any, login: Any
) -> None:
    VisitFactory(household__community=county.own)
    client, address = login(community_manager), reverse("admin:followups_visit_changelist")
    assert client.get(address).url == f"{address}?standing=open"
    for query in FILTERS:
        assert client.get(f"{address}?{query}").status_code == 200, query


def test_filters_leave_what_they_say(county: Any, community_manager: Any, login: Any) -> None:
    made = {
        "standing=overdue": VisitFactory(household__community=county.own, due_on="2026-11-01"),
        "standing=shifted": VisitFactory(household__community=county.own, shift_why="busy_season"),
        "standing=late": VisitFactory(household__community=county.own, state="done", due_on="2026-11-02"),
        "cause=illness": VisitFactory(household__community=county.own, causes=["illness"]),
    }
    client, address = login(community_manager), reverse("admin:followups_visit_changelist")
    for query, visit in made.items():
        found = client.get(f"{address}?{query}").context["cl"].queryset
        assert list(found) == [visit], query


def test_the_page_of_a_visit_says_when_and_why(county: Any, community_manager: Any, login: Any) -> None:
    visit = VisitFactory(
        household__community=county.own, due_on="2026-11-01", first_due_on="2026-10-01", shift_why="busy_season",
        causes=["illness", "job_lost"], attempts=2,
    )  # fmt: skip
    words = shown(login(community_manager), visit)
    for said in ("农忙", "2026年10月1日", "大病或慢病", "失业", "2 次没见到人"):
        assert said in words


def test_two_answers_stand_side_by_side(county: Any, community_manager: Any, login: Any) -> None:
    clash = ClashFactory(visit__household__community=county.own)
    words = shown(login(community_manager), clash)
    assert "aj-compare" in words
    for value in (clash.mine, clash.theirs, clash.base):
        assert value in words


def test_the_calendar_shows_a_month_by_worker_and_day(county: Any, community_manager: Any, login: Any) -> None:
    own = {"household__community": county.own}
    for due in ("2026-11-02", "2026-11-02", "2026-11-25"):
        VisitFactory(**own, due_on=due, worker=community_manager)
    VisitFactory(**own, due_on="2026-11-25", shift_why="holiday")
    VisitFactory(**own, due_on="2026-12-01")
    Visit.objects.filter(due_on="2026-11-02").update(shift_why="at_old_house")
    client = login(community_manager)
    answer = client.get(reverse("admin:followups_visit_calendar"), {"month": "2026-11"})
    lines = answer.context["lines"]
    assert [(line["name"], [number for number, _url in line["numbers"]]) for line in lines] == [
        (community_manager.name, [3, 0, 2, 2]), ("没有人负责", [1, 0, 0, 1]),
    ]  # fmt: skip
    second = lines[0]["cells"][1]
    assert (second["planned"], second["late"], second["shifted"], second["finished"]) == (2, 2, 2, False)
    listed = client.get(second["url"])
    assert listed.context["cl"].queryset.count() == 2
    assert [number for number, _url in answer.context["total"]] == [4, 0, 2, 3]
    for number, url in [*lines[0]["numbers"], *answer.context["total"]]:
        assert (client.get(url).context["cl"].queryset.count() if url else 0) == number
    assert client.get(reverse("admin:followups_visit_calendar"), {"month": "2026-99"}).status_code == 200
    empty = client.get(reverse("admin:followups_visit_calendar"), {"month": "2020-01"}).content.decode()
    assert "aj-empty" in empty


def test_the_calendar_says_which_fields_keep_people_busy(county: Any, community_manager: Any, login: Any) -> None:
    crop = CropFactory(name="山葵")
    for band in ("low", "middle"):
        days = {"from_month": 11, "from_day": 5, "to_month": 11, "to_day": 20, "trips": 6}
        BusySeason.objects.create(crop=crop, band=band, work="采收", **days)
    client, address = login(community_manager), reverse("admin:followups_visit_calendar")
    assert client.get(address, {"month": "2026-11"}).context["seasons"] == []
    ParcelUseFactory(parcel__household__community=county.own, parcel__crop=crop, parcel__altitude_m=700)
    VisitFactory(household__community=county.own, due_on="2026-11-25")
    (row,) = client.get(address, {"month": "2026-11"}).context["seasons"]
    assert (row["name"], sum(row["cells"]), row["cells"][4]) == ("山葵 · 采收", 16, True)
    assert client.get(address, {"month": "2026-01"}).context["seasons"] == []
    ParcelUseFactory(parcel__household__community=county.own, parcel__crop=crop, parcel__altitude_m=900)
    both = client.get(address, {"month": "2026-11"}).context["seasons"]
    assert [row["name"] for row in both] == ["山葵 · 采收（800 米以下）", "山葵 · 采收（800～1200 米）"]


def test_what_happened_is_listed_and_taken_back(county: Any, community_manager: Any, auditor: Any, login: Any) -> None:
    row = OccasionFactory(household__community=county.own, kind="new_disaster", note="房顶被风掀了", told_by="户主")
    client = login(community_manager)
    assert "房顶被风掀了" in client.get(reverse("admin:followups_occasion_changelist")).content.decode()
    words = shown(client, row)
    assert "户主" in words
    assert "撤回" in words
    assert do(login(auditor), row, "withdraw").status_code == 403
    do(login(community_manager), row, "withdraw")
    row.refresh_from_db()
    assert row.withdrawn
    assert "已撤回" in shown(client, row)
    assert do(client, row, "withdraw")["X-Refusal"] == "withdrawn"


def test_without_answers_there_is_nothing_to_correct(county: Any, community_manager: Any, login: Any) -> None:
    visit = VisitFactory(household__community=county.own, state="done")
    client, address = login(community_manager), reverse("admin:followups_visit_correct", args=[visit.pk])
    assert address not in shown(client, visit)
    assert client.get(address)["X-Refusal"] == "no_answers"


def test_the_number_on_paper_finds_the_visit(county: Any, community_manager: Any) -> None:
    visit, other = (VisitFactory(household__community=place) for place in (county.own, county.foreign))
    (hit,) = [hit for hit in find(community_manager, f" {visit.pk}") if hit.model == "visit"]
    assert hit.url == page(visit)
    for text in (str(other.pk), "9" * 10, "1²"):
        assert [hit for hit in find(community_manager, text) if hit.model == "visit"] == []
