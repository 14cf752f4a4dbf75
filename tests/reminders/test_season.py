"""A busy season that begins soon: told once, to those who work there, and only where such fields are worked."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.cache import cache

from apps.farmland.models import BusySeason
from apps.reminders.actions import messages_collect, messages_deliver
from apps.reminders.inbox import entries, inbox_of
from apps.reminders.models import Message
from apps.reports.today.farming import cards
from tests.farmland.factories import CropFactory, field_at, home
from tests.harness.people import County

FAR_BEFORE, BEFORE, SHORTLY, MEANWHILE = (  # the season begins on 15 March
    datetime(2026, month, day, 2, tzinfo=UTC) for month, day in ((3, 7), (3, 8), (3, 14), (4, 1))
)


@pytest.fixture(autouse=True)
def _season(county: County) -> Any:
    cache.clear()
    crop = CropFactory(name="苦荞", name_en="buckwheat")
    days = {"from_month": 3, "from_day": 15, "to_month": 10, "to_day": 15, "trips": 60}
    BusySeason.objects.create(crop=crop, band="low", work="播种", work_en="sowing", **days)
    field_at(home(county.own), 300, crop=crop)
    field_at(home(county.own), 300, crop=crop)
    field_at(home(county.own), 300, crop=crop, altitude_m=1500)  # too high for this season
    field_at(home(county.foreign), 300, crop=crop, use="leased_out")
    yield
    cache.clear()


def sweep(at: datetime) -> int:
    cache.clear()
    with time_machine.travel(at, tick=False):
        messages_collect()
        messages_deliver()
    return Message.objects.inbox().filter(template="farmland.season").count()


def test_told_once_to_the_manager_and_the_grid_worker(
    county: County, community_manager: Any, grid_worker: Any, colleague: Any
) -> None:
    assert sweep(FAR_BEFORE) == 0
    assert sweep(BEFORE) == 2
    assert sweep(BEFORE) == 2
    assert sweep(SHORTLY) == 2
    rows = Message.objects.filter(template="farmland.season")
    assert {row.recipient for row in rows} == {community_manager, grid_worker}
    assert {row.community for row in rows} == {county.own}
    [entry] = [
        entry for entry in entries(inbox_of(community_manager)) if entry["message"].template == "farmland.season"
    ]
    said = str(entry["words"])
    assert "苦荞播种" in said
    assert "2 户" in said
    assert str(county.own.pk) in entry["message"].url


@pytest.mark.usefixtures("grid_worker")
def test_fields_are_not_counted_anew_every_minute(community_manager: Any) -> None:
    assert community_manager.is_active
    cache.clear()
    with time_machine.travel(BEFORE, tick=False):
        assert messages_collect() == 1
        assert messages_collect() == 0


def test_the_first_page_says_whose_season_is_near(community_manager: Any) -> None:
    with time_machine.travel(BEFORE, tick=False):
        [card] = cards(community_manager)
    assert (card["value"], card["label"]) == (2, "即将农忙的户")
    with time_machine.travel(MEANWHILE, tick=False):
        [card] = cards(community_manager)
    assert (card["value"], card["label"]) == (2, "正值农忙的户")
