"""One household, one page, in a browser: tabs by keyboard, going back, a quick action, the phone."""

from apps.households.models import Presence


def open_file(page, household):
    page.goto(f"/admin/households/household/{household.pk}/change/")
    page.locator("#aj-tabbed").wait_for()


def test_tabs_by_keyboard_and_back(county, desktop):
    page = desktop(county.manager)
    open_file(page, county.households[0])
    page.locator("#aj-tab-overview").focus()
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    chosen = page.evaluate("document.activeElement.id")
    assert chosen != "aj-tab-overview"
    page.keyboard.press("Enter")
    page.wait_for_url("**/?tab=*")
    page.locator(f"#{chosen}[aria-selected='true']").wait_for()
    page.go_back()
    page.locator("#aj-tab-overview[aria-selected='true']").wait_for()
    assert page.evaluate("localStorage.getItem('htmx-history-cache')") is None, "no copy of a file stays behind"
    open_file(page, county.households[0])
    page.locator("#aj-tab-history").click()
    page.wait_for_url("**/?tab=history")
    page.reload()
    page.locator("#aj-tab-history[aria-selected='true']").wait_for()


def test_a_quick_action_without_leaving_the_page(county, desktop, watch):
    watch.allow("status of 422")
    household = county.households[0]
    page = desktop(county.manager)
    open_file(page, household)
    page.locator(".aj-menu > summary").click()
    page.locator(".aj-menu a[href$='/do/presence/']").click()
    dialog = page.locator("#aj-dialog[open]")
    dialog.locator("input[name=place]").fill("浙江温州")
    dialog.locator(".aj-send").click()
    dialog.locator(".errorlist").first.wait_for()
    assert dialog.locator("input[name=place]").input_value() == "浙江温州"
    dialog.locator("label", has_text="外出务工").click()
    dialog.locator(".aj-send").click()
    page.locator("#aj-said", has_text="外出务工").wait_for()
    assert page.locator("#aj-dialog[open]").count() == 0
    page.locator(".aj-concerns", has_text="浙江温州").wait_for()
    row = Presence.objects.get(household=household)
    assert (row.status, row.place) == ("migrant_work", "浙江温州")


def test_the_file_fits_a_telephone(county, phone):
    page = phone(county.manager)
    open_file(page, county.households[0])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_field_worker_opens_it_and_files_for_them(county, phone):
    page = phone(county.grid1)
    page.goto(f"/f/household/{county.households[0].pk}/")
    assert page.locator("h1", has_text="谭建国").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="替他们登记诉求").click()
    page.locator(".tile").first.click()
    assert page.locator("input[name=household]:checked").count() == 1
