"""Step 1 of the journey: the county administrator makes the accounts, and each person gets in and sees their part.

The steps that follow stand in test_roster, test_phone, test_complaint_staff and test_report.
"""

import re

from playwright.sync_api import Page, expect

from apps.accounts.models import Staff

NEW = "a password of their own"


def make_account(page: Page, username: str, name: str, role: str, area: str) -> str:
    """Fill in the form of a new account; returns the password for one use."""
    page.goto("/admin/accounts/staff/add/")
    page.fill("input[name=username]", username)
    page.fill("input[name=name]", name)
    page.locator("select[name=role]").evaluate(CHOOSE, role)
    page.locator("select[name=assignments-0-area]").evaluate(CHOOSE, area)
    with page.expect_navigation():
        page.locator("[name=_save]").first.click()
    expect(page.locator("body")).to_contain_text(name)
    return page.locator("[data-password]").inner_text().strip()


# The lists are dressed by a script that hides them.
CHOOSE = """(list, value) => {
    if (![...list.options].some(option => option.value === value)) throw new Error('not offered: ' + value);
    list.value = value; list.dispatchEvent(new Event('change', {bubbles: true}));
}"""


def first_log_in(page: Page, username: str, password: str) -> None:
    """Log in with the password for one use, and choose one's own."""
    page.goto("/staff/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(re.compile("password"))
    page.fill("input[name=new_password1]", NEW)
    page.fill("input[name=new_password2]", NEW)
    page.press("input[name=new_password2]", "Enter")
    page.wait_for_url(lambda url: "password" not in url)  # the new session is there only after the last redirect


def test_the_county_makes_a_manager_and_two_grid_workers(county, desktop, phone):
    admin = desktop(county.county)
    community, first, second = county.community, *county.buildings[:2]
    passwords = {
        "xiang": make_account(admin, "xiang", "向新民", "community_manager", f"community:{community.pk}"),
        "qin": make_account(admin, "qin", "覃网一", "grid_worker", f"building:{first.pk}"),
        "ran": make_account(admin, "ran", "冉网二", "grid_worker", f"building:{second.pk}"),
    }
    scopes = {name: Staff.objects.get(username=name).scope for name in passwords}
    assert scopes["xiang"].communities == {community.pk}
    assert (scopes["qin"].buildings, scopes["ran"].buildings) == ({first.pk}, {second.pk})

    manager = desktop()
    first_log_in(manager, "xiang", passwords["xiang"])
    manager.goto("/admin/households/household/")
    expect(manager.locator("body")).to_contain_text("J00001")

    worker = phone()
    first_log_in(worker, "ran", passwords["ran"])
    worker.goto("/f/")
    expect(worker.locator("body")).to_contain_text("冉网二")
    assert worker.goto("/admin/").url.endswith("/f/") or "/admin/" not in worker.url
