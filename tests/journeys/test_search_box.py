"""The search box on top of every staff page, by keyboard alone."""


def test_the_search_box_by_keyboard(county, desktop):
    page = desktop(county.manager)
    page.goto("/admin/")
    page.keyboard.press("/")
    box = page.locator(".aj-search input[name=q]")
    assert box.evaluate("box => box === document.activeElement")
    found = page.locator(".aj-found")
    page.keyboard.type(county.households[0].code)
    found.locator("a").first.wait_for()
    page.keyboard.press("Escape")
    found.wait_for(state="hidden")
    assert box.input_value() == county.households[0].code, "closing keeps what was typed"
    page.keyboard.press("ArrowDown")
    assert found.is_visible()
    assert found.locator("a:focus").count() == 1, "the first hit is entered at once"
    page.keyboard.press("ArrowUp")
    assert box.evaluate("box => box === document.activeElement")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/household/{county.households[0].pk}/change/")
