"""The manager's first page: find a person, open the file, have the number shown for a reason."""

import re

from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, id_number


def test_from_today_to_a_household(county, desktop):
    household = HouseholdFactory(community=county.community, code="T00417")
    member = MemberFactory(community=county.community, name="曾小明")
    member.set_id_number(id_number(417))
    member.save()
    MembershipFactory(household=household, member=member)

    page = desktop(county.manager)
    page.goto("/admin/")
    assert page.locator(".aj-kpi").count() >= 4
    page.keyboard.press("/")
    page.keyboard.type("zxm")
    page.locator(".aj-found a", has_text="曾小明").click()
    page.wait_for_url(re.compile(rf"/household/{household.pk}/change/"))

    assert member.id_number not in page.content()
    page.get_by_role("button", name="显示").click()
    page.locator("input[name=reason]").fill("核对户口本")
    page.locator(".aj-reveal").get_by_role("button", name="显示").click()
    page.locator(".aj-revealed").wait_for()
    assert page.locator(".aj-revealed").inner_text() == member.id_number


def test_lists_fit_a_telephone(county, phone):
    page = phone(county.manager)
    for address in ("/admin/", "/admin/households/household/", "/admin/communities/building/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
