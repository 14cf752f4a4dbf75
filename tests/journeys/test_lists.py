"""Lists of facilities and fields as offices make them are uploaded, looked at and applied."""

import os
from pathlib import Path
from typing import Any

from apps.facilities.models import Facility
from apps.farmland.models import Parcel
from tests.communities.factories import CommunityFactory
from tests.facilities import lists as facilities
from tests.farmland import lists as fields

SHOTS = os.environ.get("LIST_SHOTS")


def shoot(page: Any, name: str) -> None:
    """A picture for the handbook, when asked for."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def upload(page: Any, address: str, path: Path, name: str) -> None:
    page.goto(f"{address}add/")
    page.set_input_files("input[name=file]", path)
    shoot(page, f"{name}-upload")
    with page.expect_navigation():
        page.click("button[data-busy]")


def test_lists_are_looked_at_and_applied(county: Any, desktop: Any, phone: Any, tmp_path: Path) -> None:
    community = CommunityFactory(name=facilities.HOME, township=county.township, latitude=30.272, longitude=109.488)
    fields.county(community)
    list_file, ledger = tmp_path / "公共设施登记表.xlsx", tmp_path / "承包地块台账.xlsx"
    list_file.write_bytes(facilities.messy()[0])
    ledger.write_bytes(fields.messy()[0])

    page = desktop(county.county)
    page.goto("/admin/facilities/facility/")
    page.click("a.aj-lt-btn:has-text('导入')")
    assert page.url.endswith("/admin/facilities/facilityimport/")
    upload(page, "/admin/facilities/facilityimport/", list_file, "facilities")
    page.click("nav.aj-tabs a:has-text('问题单元格')")
    assert "经度和纬度填反了" in page.inner_text("body")
    shoot(page, "facilities-faulty")
    page.click("nav.aj-tabs a:has-text('新增')")
    shoot(page, "facilities-new")
    small = phone(county.county)
    small.goto(page.url)
    shoot(small, "facilities-phone")
    if SHOTS:
        page.goto(page.url.partition("?")[0].replace("/change/", "/columns/"))
        shoot(page, "facilities-columns")
        page.go_back()
    with page.expect_navigation():
        page.click("#sheet-bar-inner button")
    assert Facility.objects.filter(name="青龙幼儿园").exists()
    shoot(page, "facilities-result")

    english = desktop(county.county, locale="en-GB")
    upload(english, "/admin/farmland/parcelimport/", ledger, "fields")
    english.click("nav.aj-tabs a:has-text('Faulty cells')")
    shoot(english, "fields-faulty")
    english.click("nav.aj-tabs a:has-text('New')")
    shoot(english, "fields-new")
    with english.expect_navigation():
        english.click("#sheet-bar-inner button")
    assert Parcel.objects.filter(name="门前田").exists()
    shoot(english, "fields-result")
