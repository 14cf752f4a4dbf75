"""The manager uploads a roster as offices make them, looks at every difference, and applies what is right."""

import os
from pathlib import Path
from typing import Any

from apps.households.models import Household, RosterImport
from tests.communities.factories import CommunityFactory
from tests.households.rosters import HEADINGS, household, lines, new_id, person, xlsx

DATA = Path(__file__).parents[1] / "data"
SHOTS = os.environ.get("ROSTER_SHOTS")


def shoot(page: Any, name: str) -> None:
    """A picture for the handbook, when asked for."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def upload(page: Any, file: Any) -> None:
    page.goto("/admin/households/rosterimport/add/")
    page.set_input_files("input[name=file]", file)
    shoot(page, "upload")
    with page.expect_navigation():
        page.click("button[data-busy]")


def test_the_messy_roster_is_looked_at_and_applied(county: Any, desktop: Any, phone: Any) -> None:
    for name in ("青龙泉社区", "野三关镇安和小区"):
        CommunityFactory.create(township=county.township, name=name)
    page = desktop(county.county)
    upload(page, DATA / "roster-messy.xlsx")

    page.click("nav.aj-tabs a:has-text('问题单元格')")
    assert "第 115 行已经有同一个人" in page.inner_text("main, body") or page.click("text=下一页") is None
    shoot(page, "faulty")
    with page.expect_download() as download:
        page.click("a:has-text('下载待改正表格')")
    assert download.value.suggested_filename.endswith(".xlsx")
    page.click("nav.aj-tabs a:has-text('新增')")
    shoot(page, "new")
    box = page.locator(".aj-households input[type=checkbox]:enabled").first
    with page.expect_response("**/select/"):
        box.uncheck()
    page.wait_for_selector("#sheet-bar button:has-text('写入 243 户')")
    small = phone(county.county)
    small.goto(page.url)
    shoot(small, "new-phone")
    with page.expect_navigation():
        page.click("#sheet-bar button")
    shoot(page, "result")

    assert "已于" in page.inner_text("body")
    assert Household.objects.filter(code__startswith="H").count() == 243
    page.goto("/admin/households/rosterimport/")
    shoot(page, "list")


def test_a_later_roster_becomes_changes_to_review(county: Any, desktop: Any, phone: Any) -> None:
    page = desktop(county.manager)
    community = county.community.name
    head, wife = person("谭大山"), person("覃小花", "配偶", 性别="女")
    son = person("谭小山", "子女", 身份证号码=new_id("男"))
    first = household("R00001", community, head, wife) + household("R00002", community, person("向大海"))
    upload(page, {"name": "一月.xlsx", "mimeType": "application/octet-stream", "buffer": xlsx(lines(first))})
    with page.expect_navigation():
        page.click("#sheet-bar button")

    later = household("R00001", community, head, son, 房号=601, 工资性收入=32000) + household(
        "R00002", community, person("向大海2")
    )
    data = xlsx(lines(later), headings=[*HEADINGS], titles=["花名册（截至2026年10月31日）"])
    upload(page, {"name": "二月.xlsx", "mimeType": "application/octet-stream", "buffer": data})
    assert "3-2-601" in page.inner_text("body") or "有变化" in page.inner_text("body")
    page.click("nav.aj-tabs a:has-text('有变化')")
    shoot(page, "changed")
    page.click("nav.aj-tabs a:has-text('有冲突')")
    shoot(page, "conflicts")
    page.click("nav.aj-tabs a:has-text('花名册里没有')")
    with page.expect_response("**/absences/"):
        page.locator("tr:has-text('覃小花') input[type=checkbox]").check()
    shoot(page, "absent")
    page.click("a:has-text('列与日期')")
    shoot(page, "columns")
    small = phone(county.manager)
    small.goto(page.url)
    shoot(small, "columns-phone")
    page.go_back()
    with page.expect_navigation():
        page.click("#sheet-bar button")

    home = Household.objects.with_place().with_size().get(code="R00001")
    assert (home.room, home.size) == ("601", 2)
    assert RosterImport.objects.latest("pk").result["people_left"] == 1
