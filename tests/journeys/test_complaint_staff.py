"""A complaint on its way through the staff, and the reminder about one that nobody accepts."""

from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from apps.complaints.actions import complaint_submit
from apps.complaints.models import Complaint
from apps.complaints.workflow import State
from apps.core import clock
from apps.reminders.models import Delivery, Message
from apps.reminders.tasks import collect, deliver
from tests.journeys.conftest import OpenPage
from tests.journeys.county import County


@pytest.fixture
def complaint(county: County) -> Complaint:
    given = {"community": county.community, "building": county.buildings[2], "unit": 2, "category": "lift"}
    return complaint_submit(**given, channel="phone_page", text="电梯停运，老人上不了楼", reporter_name="谭建国")[0]


def page_of(complaint: Complaint) -> str:
    return f"/admin/complaints/complaint/{complaint.pk}/change/"


def press(page: Page, step: str) -> None:
    """Send the form of a step."""
    with page.expect_navigation():
        page.locator(f'form[data-step="{step}"] button').click()


def test_from_the_list_to_the_call_back(
    county: County, desktop: OpenPage, phone: OpenPage, complaint: Complaint
) -> None:
    manager = desktop(county.manager)
    manager.goto("/staff/home/")
    expect(manager.locator("main, #main").get_by_text("电梯").first).to_be_visible()  # today names it
    manager.goto("/admin/complaints/complaint/")
    manager.get_by_role("link", name=str(complaint)).click()
    expect(manager.get_by_text("电梯停运，老人上不了楼")).to_be_visible()
    expect(manager.get_by_text("谭建国")).to_have_count(0)
    press(manager, "accept")
    manager.select_option('form[data-step="assign"] select[name=handler]', str(county.grid1.pk))
    press(manager, "assign")
    expect(manager.get_by_text("覃网格正在办理")).to_be_visible()

    worker = phone(county.grid1)
    worker.goto(f"/f/complaints/{complaint.pk}/")
    worker.locator(f'form[action$="/{complaint.pk}/start/"] button').click()
    worker.locator("details:has(form[action$='/resolve/']) summary").click()
    worker.fill("form[action$='/resolve/'] textarea[name=why]", "已联系维保，换了门机")
    with worker.expect_navigation():
        worker.locator("form[action$='/resolve/'] button").click()

    manager.goto(page_of(complaint))
    manager.locator('form[data-step="call_back"] label', has_text="满意").first.click()
    press(manager, "call_back")
    expect(manager.get_by_text("已办结").first).to_be_visible()

    complaint = Complaint.objects.get(pk=complaint.pk)
    log = list(complaint.steps.order_by("pk").values_list("step", "by__username"))
    assert complaint.state == State.CLOSED
    assert log == [
        ("submit", None), ("accept", "manager"), ("assign", "manager"), ("start", "grid1"), ("resolve", "grid1"),
        ("call_back", "manager"),
    ]  # fmt: skip


def test_one_that_nobody_accepts_is_reminded_of_once(
    county: County, desktop: OpenPage, complaint: Complaint, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "apps.reminders.backends.FileBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    Complaint.objects.filter(pk=complaint.pk).update(accept_due=clock.now() - timedelta(minutes=1))
    for _beat_fires_twice in range(2):
        collect.delay()
        deliver.delay()
    assert Message.objects.count() == Delivery.objects.count() == 2  # inbox and mail
    [file] = tmp_path.glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["To"] == county.manager.email
    assert "超时未签收" in mail["Subject"]
    assert str(complaint) in mail.get_content()

    manager = desktop(county.manager)
    manager.goto("/admin/reminders/message/")
    with manager.expect_navigation():
        manager.get_by_role("button", name="超时未签收").click()
    assert manager.url.endswith(page_of(complaint))
    expect(manager.get_by_text("待签收").first).to_be_visible()
    press(manager, "accept")
    assert not Message.objects.visible_to(county.manager).unread().exists()


def test_who_reported_it_is_shown_for_a_reason(county: County, desktop: OpenPage, complaint: Complaint) -> None:
    page = desktop(county.manager)
    page.goto(page_of(complaint))
    page.fill("#reveal_reason", "约时间上门")
    with page.expect_navigation():
        page.locator("form.cp-reveal button").click()
    expect(page.get_by_text("谭建国")).to_be_visible()
    page.goto(page_of(complaint))
    expect(page.get_by_text("谭建国")).to_have_count(0)


def test_filing_for_a_resident_on_a_narrow_screen(county: County, phone: OpenPage) -> None:
    page = phone(county.manager)
    page.goto("/admin/complaints/complaint/add/")
    page.locator(".cp-tiles label", has_text="垃圾卫生").click()
    page.fill("textarea[name=text]", "垃圾两天没收")
    page.select_option("select[name=building]", str(county.buildings[0].pk))
    with page.expect_navigation():
        page.get_by_role("button", name="提交登记").click()
    complaint = Complaint.objects.get()
    assert page.url.endswith(page_of(complaint))
    assert (complaint.filed_by, complaint.category, complaint.building) == (
        county.manager,
        "waste",
        county.buildings[0],
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
