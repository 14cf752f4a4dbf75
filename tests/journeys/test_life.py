"""Community life in a valley without a signal: a judge's marks and who came, reopened, sent twice, counted once."""

from datetime import timedelta
from typing import Any

import pytest

from apps.core import clock
from apps.neighbourhood.models import Mark, MeetingAttendance
from apps.portal.places import forget_places
from tests.journeys.test_shuttle import SAYS, SEND_AGAIN
from tests.neighbourhood.factories import CompetitionFactory, EntryFactory, JudgeFactory, MeetingFactory


@pytest.fixture(autouse=True)
def _fresh_places() -> None:
    forget_places()


def test_marks_and_attendance_without_a_signal(county: Any, phone: Any, watch: Any) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    today, home = clock.today(), county.households[0]
    days = {"judged_from": today, "judged_until": today + timedelta(days=1)}
    competition = CompetitionFactory(community=county.community, state="judging", **days)
    JudgeFactory(competition=competition, staff=county.grid1)
    entry = EntryFactory(competition=competition, household=county.households[1], building=county.buildings[0])
    meeting = MeetingFactory(community=county.community, starts_at=clock.now() - timedelta(hours=1))

    page = phone(county.grid1)
    page.goto("/f/life/")
    page.wait_for_selector("body[data-lists]", state="attached")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.tap(f"text={competition.name}")
    page.tap(f"[data-entry='{entry.pk}']")
    for criterion, marks in zip(competition.criteria.order_by("place"), (9, 7), strict=True):
        page.locator(f"label:has([name=mark_{criterion.pk}][value='{marks}'])").tap()
    page.tap("#door .primary")
    page.wait_for_function(SAYS, arg=["done", "1"])
    page.goto("/f/life/")
    page.tap(f"text={meeting.title}")
    page.wait_for_selector("body[data-drawn]", state="attached")
    page.tap(f"[data-home='{home.pk}'] [data-first]")
    page.tap(f"[data-home='{home.pk}'] [data-change='1']")
    page.wait_for_function(SAYS, arg=["people", "2"])
    there = page.url
    again = page.context.new_page()  # the browser was closed, and opened again in the valley
    page.close()
    again.goto("/f/life/")
    again.wait_for_selector(".syncbar.wait")
    again.goto(there)
    again.wait_for_function(SAYS, arg=["people", "2"])
    assert not Mark.objects.exists()
    assert not MeetingAttendance.objects.exists()

    again.context.set_offline(False)
    again.wait_for_selector(".syncbar.ok")
    assert again.evaluate(SEND_AGAIN) == "sent"
    again.goto("/f/life/")
    again.wait_for_selector(".syncbar.ok")
    assert sorted(Mark.objects.values_list("entry", "marks")) == [(entry.pk, 7), (entry.pk, 9)]
    assert list(MeetingAttendance.objects.values_list("household", "people")) == [(home.pk, 2)]
