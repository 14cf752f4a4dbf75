"""A round of garden plots, from the resident's need by phone to the signature at the door."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from apps.core.periods import since
from apps.gardens.actions import round_open, zone_register
from apps.gardens.models import GardenRequest, GardenRound, GardenTenure, Objection
from apps.households.models import Presence
from apps.portal.places import forget_places
from tests.journeys.conftest import OpenPage
from tests.journeys.county import County

MINE = "/c/qingchuan/garden/mine/"


@pytest.fixture
def round(county: County) -> GardenRound:
    """Six plots beside the buildings, and needs are registered; the first household has a telephone."""
    forget_places()
    for building in county.buildings:
        building.latitude, building.longitude = 30.27, 109.48
        building.save()
    for home in county.households:
        given: dict[str, Any] = {"household": home, "community": county.community, "status": "permanent"}
        Presence.objects.create(period=since(date(2020, 1, 1)), **given)
    member = county.households[0].memberships.get().member
    member.phone = "13800001111"
    member.save()
    zone = zone_register(
        community=county.community, by=county.manager, name="东坡菜园", code="A", rows=2, columns=3, cell_width_m=3,
        cell_depth_m=5, latitude=30.2702, longitude=109.4802,
    )  # fmt: skip
    return round_open(
        community=county.community, by=county.manager, zones=[zone], name="春季轮", use_from=date(2030, 3, 1)
    )


def press(page: Page, deed: str) -> None:
    """Do what the page of the round offers, opening its form where it has one."""
    form = page.locator(f'form[action$="/do/{deed}/"]').first
    if not form.is_visible():
        form.locator("xpath=..").locator("summary").click()
    with page.expect_navigation():
        form.locator("button").click()


def test_from_the_need_to_the_signature(county: County, round: GardenRound, phone: OpenPage, desktop: OpenPage) -> None:
    home = county.households[0]
    resident = phone()
    resident.goto(MINE)
    resident.locator("button.choice").first.tap()
    resident.locator("label.tap", has_text="101").first.tap()
    resident.fill("#tail", "1111")
    resident.get_by_role("button", name="继续").tap()
    resident.fill("#together", "1-1-201")
    resident.locator("main form", has=resident.locator("#together")).get_by_role("button").tap()
    expect(resident.get_by_text("1-1-101")).to_be_visible()  # what the neighbour's phone will say, too
    assert GardenRequest.objects.get().household == home

    office = desktop(county.manager)
    office.goto(f"/admin/gardens/gardenround/{round.pk}/change/")
    for deed in ("register-all", "end_registration", "settle_eligibility", "draft", "publish"):
        press(office, deed)
    office.get_by_role("link", name="方案 1").first.click()
    expect(office.locator(".gp-grid td a", has_text="1-1-101")).to_be_visible()

    resident.goto(MINE)
    round.refresh_from_db()
    plot = (round.published.plots if round.published else {})[home.code]
    expect(resident.locator(".words", has_text=plot)).to_contain_text("分钟")
    resident.locator("details summary").tap()
    resident.locator("label.tap:has([name=reason])").first.tap()
    resident.locator("details form button").tap()
    resident.wait_for_url(f"**{MINE}")

    second = desktop(county.county)
    second.goto(f"/admin/gardens/objection/{Objection.objects.get().pk}/change/")
    second.locator('form[action$="/do/reject/"]').locator("xpath=..").locator("summary").click()
    second.fill('form[action$="/do/reject/"] textarea', "路程按同一规则计算")
    press(second, "reject")
    expect(second.get_by_text("路程按同一规则计算").first).to_be_visible()
    assert Objection.objects.get().state == "rejected"
    GardenRound.objects.update(objections_until=date(2026, 1, 1))  # the days of publicity have passed
    office.goto(f"/admin/gardens/gardenround/{round.pk}/change/")
    press(office, "begin_signing")

    worker = phone(county.grid1)
    worker.goto(f"/f/household/{home.pk}/garden/")
    worker.locator("details summary").first.tap()
    worker.fill("[name=signer]", "谭建国")
    worker.locator("label.tap:has([name=consented])").tap()
    worker.locator('form[action$="/sign/"] button').tap()
    worker.wait_for_url("**/garden/")
    expect(worker.get_by_role("heading", name=plot)).to_be_visible()
    assert GardenTenure.objects.live().get().household == home
