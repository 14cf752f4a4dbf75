"""The staff's pages for everybody: axe on every page, on the main ones in the dark too; all of it by keyboard alone."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.harness.walk import Side, furnish, routes

GRAVE = {"serious", "critical"}
# Rules that Unfold's own markup breaks where we cannot reach it: (rule, part of the selector): reason. None so far.
EXCEPTIONS: dict[tuple[str, str], str] = {}
AT_LEAST = {
    "admin:index", "admin:search", "admin:households_household_changelist", "admin:households_household_change",
    "admin:households_household_add", "admin:households_household_export",
    "admin:households_member_changelist", "admin:households_member_add",
    "admin:households_rosterimport_changelist", "admin:households_rosterimport_add",
    "admin:households_rosterimport_change", "admin:households_rosterimport_columns",
    "admin:complaints_complaint_changelist", "admin:complaints_complaint_change", "admin:complaints_complaint_add",
    "admin:reports_monthlyreport_changelist", "admin:reports_monthlyreport_change",
    "admin:reminders_message_changelist", "admin:communities_community_changelist",
    "admin:communities_community_add", "admin:communities_building_add", "admin:communities_dwelling_add",
    "admin:accounts_staff_changelist", "admin:accounts_staff_add", "admin:accounts_staff_change",
    "admin:accounts_accesslog_changelist", "admin:core_datedsetting_changelist",
}  # fmt: skip
PARTS = 6  # small enough that no process waits long for the last of them
ONLY_FAULTS = {"resultTypes": ["violations"]}
ONE_FOR_ALL = ("_delete", "_history", "_export", "_tools")
MORE = (
    "/admin/core/datedsetting/add/?key=communities.office_hours",
    "/admin/core/datedsetting/add/?key=complaints.clock.danger",
)


@pytest.fixture
def side(county):
    return furnish(Side(county.community, county.buildings[0], "晴晴标记"))


def faults_of(page, address, *, main=True):
    """What axe finds grave on the open page. On the main ones with the sidebar, and the contrast in dark too."""
    part = None if main else {"exclude": [["#nav-sidebar"]]}
    found = Axe().run(page, part, ONLY_FAULTS).response["violations"]
    if main:
        page.evaluate("""() => {
            document.documentElement.classList.add('dark');
            document.getAnimations().forEach((each) => each.finish());
        }""")
        found += Axe().run(page, options=ONLY_FAULTS | {"runOnly": ["color-contrast"]}).response["violations"]
    return [
        (address, rule["id"], node["target"], node["html"][:160])
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
        if not any(rule["id"] == name and part in str(node["target"]) for name, part in EXCEPTIONS)
    ]


def opened(page, address):
    """Open what stands at an address for this person: "page", "refused", or "nothing" that anybody could look at."""
    answer = page.context.request.get(address)
    if answer.status in {403, 404}:
        return "refused"
    elsewhere = urlsplit(answer.url).path != urlsplit(address).path  # a list may lead to its first view
    if elsewhere or answer.status != 200 or "<html" not in answer.text()[:2000]:
        return "nothing"
    page.route(lambda url: url == answer.url, lambda route: route.fulfill(response=answer), times=1)  # asked once
    page.goto(address)
    return "page"


def pages(side, part):
    """The share of the admin's addresses that is `part`; confirming, history, columns, export are one for all."""
    named = [route for route in routes() if route.name.startswith("admin:")]
    some = [route for route in named if not route.name.endswith(ONE_FOR_ALL) or route.name in AT_LEAST]
    return {route.name: route.url(side) for route in some[part::PARTS]}


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_of_the_admin_is_accessible(county, side, desktop, part):
    addresses = pages(side, part)
    faults, seen, left = [], set(), dict(addresses)
    for user in (county.manager, county.county, county.auditor):
        page = desktop(user)
        for name, address in list(left.items()):
            kind = opened(page, address)
            if kind == "page":
                seen.add(name)
                faults += faults_of(page, address, main=name in AT_LEAST)
            if kind != "refused":
                del left[name]
        for address in MORE[part::PARTS] if user == county.county else ():
            assert opened(page, address) == "page"
            faults += faults_of(page, address)
    assert not faults, "\n".join(map(str, faults))
    assert seen >= AT_LEAST & addresses.keys(), (AT_LEAST & addresses.keys()) - seen


def test_the_log_in_is_accessible(county, desktop):
    page = desktop()
    page.goto("/staff/login/")
    assert not faults_of(page, "log-in")


TO_REACH = """() => {
  const stops = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const all = document.querySelectorAll(stops);
  const wanted = [...all].filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0
    && !e.closest('details:not([open]) > :not(summary)') && !(e.type === 'radio' && !e.checked)
    && !e.matches('.simplebar-content-wrapper'));
  wanted.forEach((e) => { e.dataset.wanted = '1'; });
  return wanted.length;
}"""
HERE = """() => {
  const e = document.activeElement, seen = getComputedStyle(e);
  const again = e.dataset.reached === '1';
  e.dataset.reached = '1';
  const shown = (seen.outlineStyle !== 'none' && parseFloat(seen.outlineWidth) >= 2) || seen.boxShadow !== 'none'
    || e.matches('input[type=file], .simplebar-content-wrapper, iframe, body');
  return {again, shown, html: e.outerHTML.slice(0, 120)};
}"""
MISSED = """() => [...document.querySelectorAll('[data-wanted]:not([data-reached])')]
  .map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/complaints/complaint/", "/admin/households/household/", "/admin/households/member/add/"],
)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(county, side, desktop, address):
    page = desktop(county.manager)
    page.goto(address)
    page.wait_for_load_state("load")
    unseen, repeated = [], 0
    page.evaluate(TO_REACH)
    while repeated < 4:  # the parts of a date are several stops in one box
        page.keyboard.press("Tab")
        now = page.evaluate(HERE)
        repeated = repeated + 1 if now["again"] else 0
        if not now["shown"] and not now["again"]:
            unseen.append(now["html"])
    assert not unseen
    assert page.evaluate(MISSED) == []
