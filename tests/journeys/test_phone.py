"""The phone pages in a real browser: by taps alone, without a signal, without scripts, in large letters."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.complaints.actions import complaint_accept, complaint_assign, complaint_submit
from apps.complaints.models import Complaint
from apps.complaints.photos import photo_add
from apps.portal.places import forget_places
from tests.portal.pictures import picture

FORM = "/c/qingchuan/report/lift/"
SENT = "**/t/*-*/"


@pytest.fixture(autouse=True)
def _fresh_places():
    forget_places()


def tap(page, name, index=0):
    page.locator(f"label.tap:has([name={name}])").nth(index).tap()


def fill_by_taps(page):
    """Where and what, to the last step."""
    page.wait_for_selector("#report[data-ready]")
    tap(page, "building", 1)
    tap(page, "unit", 1)
    page.tap("[data-next=what]")
    tap(page, "phrase", 0)
    page.tap("[data-next=send]")


def keep_forms(page):
    """Open the community's page until the phone holds the forms."""
    page.goto("/c/qingchuan/")
    page.wait_for_selector("body[data-kept]", state="attached")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def test_a_report_by_taps_alone(county, phone):
    page = phone()
    page.goto("/")
    page.tap(f"text={county.community.name}")
    page.tap("text=电梯")
    fill_by_taps(page)
    assert "2栋" in page.inner_text("[data-sum=where]")
    page.tap("#submit")
    page.wait_for_url(SENT)
    complaint = Complaint.objects.get()
    assert (complaint.building, complaint.unit, complaint.text) == (county.buildings[1], 2, "电梯停了")
    assert str(complaint) in page.inner_text(".number")
    page.goto("/c/qingchuan/")
    assert str(complaint) in page.inner_text("main")


def test_back_and_reload_lose_nothing(county, phone):
    page = phone()
    page.goto(FORM)
    fill_by_taps(page)
    page.fill("#phone", "13812345678")
    page.go_back()
    page.fill("#text", "从昨天开始")
    page.go_back()
    assert page.is_visible("#where")
    page.reload()
    page.wait_for_selector("#report[data-ready]")
    assert page.locator("[name=building]").nth(1).is_checked()
    page.tap("[data-next=what]")
    assert page.input_value("#text") == "从昨天开始"
    page.tap("[data-next=send]")
    assert page.input_value("#phone") == "13812345678"


def test_a_photo_is_made_small_on_the_phone(county, phone):
    page = phone()
    page.goto(FORM)
    page.wait_for_selector("#report[data-ready]")
    tap(page, "building")
    page.tap("[data-next=what]")
    files = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": picture((3000, 2000))} for n in range(4)]
    page.set_input_files("#photos", files)
    page.wait_for_selector("#thumbs li:nth-child(3)")
    assert "最多 3 张" in page.inner_text("#error-photos")
    page.locator("#thumbs button").first.tap()
    page.wait_for_selector("#thumbs li:nth-child(3)", state="detached")
    page.tap("[data-next=send]")
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.tap("#submit")
    page.wait_for_url(SENT)
    assert len(sent.value.post_data_buffer or b"") < 400_000
    assert Complaint.objects.get().photos.count() == 2
    page.wait_for_function("() => [...document.querySelectorAll('.thumbs img')].every((i) => i.naturalWidth > 0)")


def test_a_bad_photo_keeps_the_form(county, phone, watch):
    watch.allow("status of 422")
    page = phone()
    page.goto(FORM)
    fill_by_taps(page)
    page.go_back()
    page.set_input_files("#photos", [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"not a photo"}])
    page.wait_for_selector("#thumbs li")
    page.tap("[data-next=send]")
    page.tap("#submit")
    page.wait_for_selector("#error-photos:visible")
    assert page.is_visible("#what")
    page.locator("#thumbs button").first.tap()
    page.tap("[data-next=send]")
    page.tap("#submit")
    page.wait_for_url(SENT)
    assert Complaint.objects.get().unit == 2


def test_without_a_signal_it_waits_and_is_sent_once(county, phone, watch):
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    page = phone()
    keep_forms(page)
    page.context.set_offline(True)
    page.goto(FORM)
    page.wait_for_selector("#net:visible")
    fill_by_taps(page)
    page.tap("#submit")
    page.wait_for_selector("text=已存在手机里")
    assert not Complaint.objects.exists()
    page.goto("/c/qingchuan/")
    page.wait_for_selector("#outbox:visible")
    assert "2栋" in page.inner_text("#outbox")
    page.context.set_offline(False)
    page.wait_for_selector("#outbox .sent")
    assert str(Complaint.objects.get()) in page.inner_text("#outbox .number")
    page.reload()
    page.wait_for_selector("#outbox .sent")
    page.locator("#outbox .number").tap()
    page.wait_for_url(SENT)
    assert Complaint.objects.count() == 1


def test_what_waits_can_be_changed_before_it_goes(county, phone, watch):
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    page = phone()
    keep_forms(page)
    page.context.set_offline(True)
    page.goto(FORM)
    fill_by_taps(page)
    page.tap("#submit")
    page.wait_for_selector("text=已存在手机里")
    page.goto("/c/qingchuan/")
    page.tap("#outbox a.ghost")
    page.wait_for_selector("#report[data-ready]")
    assert page.locator("[name=building]").nth(1).is_checked()
    tap(page, "building", 2)
    page.tap("[data-next=what]")
    page.tap("[data-next=send]")
    page.tap("#submit")
    page.wait_for_selector("text=已存在手机里")
    page.goto("/c/qingchuan/")
    page.wait_for_selector("#outbox li")
    assert page.locator("#outbox li").count() == 1
    page.context.set_offline(False)
    page.wait_for_selector("#outbox .sent")
    assert Complaint.objects.get().building == county.buildings[2]


def test_an_answer_that_never_came_back_makes_no_second_complaint(county, phone, watch):
    watch.allow("ERR_FAILED")
    page = phone(service_workers="block")
    page.goto(FORM)
    fill_by_taps(page)

    def pass_on(route):
        route.continue_()

    def lose_the_answer(route):
        route.fetch()  # the server has it …
        route.abort()  # … and the phone never hears so

    page.route(
        f"**{FORM}", lambda route: lose_the_answer(route) if route.request.method == "POST" else route.continue_()
    )
    page.tap("#submit")
    page.wait_for_selector("text=已存在手机里")
    assert Complaint.objects.count() == 1
    page.unroute_all()
    page.goto("/c/qingchuan/")
    page.wait_for_selector("#outbox .sent")
    assert str(Complaint.objects.get()) in page.inner_text("#outbox")


def test_an_impatient_finger(county, phone):
    page = phone()
    page.goto(FORM)
    fill_by_taps(page)
    page.locator("#submit").dblclick()
    page.wait_for_url(SENT)
    assert Complaint.objects.count() == 1


def test_a_second_report_is_a_second_one(county, phone):
    page = phone()
    for _n in range(2):
        page.goto(FORM)
        fill_by_taps(page)
        page.tap("#submit")
        page.wait_for_url(SENT)
    assert Complaint.objects.count() == 2


def test_it_all_works_without_scripts(county, phone, watch):
    watch.allow("status of 422")
    page = phone(java_script_enabled=False)
    page.goto("/c/qingchuan/")
    page.tap("text=电梯")
    tap(page, "building", 0)
    page.locator("#where .primary").tap()
    assert page.is_visible("#what")
    assert not page.is_visible("#where")
    page.fill("#text", "停了两天")
    page.locator("#what .primary").tap()
    page.fill("#phone", "ab")
    page.tap("#submit")
    page.wait_for_selector("#error-phone:visible")
    assert page.input_value("#phone") == "ab"
    page.fill("#phone", "")
    page.tap("#submit")
    page.wait_for_url(SENT)
    assert Complaint.objects.get().text == "停了两天"
    page.goto("/t/?code=" + str(Complaint.objects.get()).lower())
    assert "停了两天" in page.inner_text("main")


def test_larger_letters_at_once(county, phone):
    page = phone()
    page.goto("/c/qingchuan/")
    page.tap("#elder button")
    page.wait_for_selector("html[data-elder='24']")
    page.tap("#sizes button:nth-child(2)")
    page.wait_for_selector("html[data-elder='30']")
    size = page.evaluate("() => getComputedStyle(document.body).fontSize")
    assert size == "30px"
    page.goto(FORM)
    assert page.get_attribute("html", "data-elder") == "30"


@pytest.fixture
def complaint(county):
    """One in hand, with a photo, as grid1 and the resident see it."""
    found, _made = complaint_submit(
        community=county.community,
        category="damage",
        channel="phone_page",
        building=county.buildings[0],
        unit=1,
        text="楼道灯坏了，晚上老人看不见路",
        reporter_name="向长清",
        reporter_phone="13812345678",
    )
    complaint_accept(complaint=found, by=county.manager)
    complaint_assign(complaint=found, by=county.manager, handler=county.grid1)
    photo_add(complaint=found, upload=SimpleUploadedFile("a.jpg", picture()))
    return found


def public_pages(complaint):
    return [
        "/?all=1",
        "/c/qingchuan/",
        FORM,
        FORM + "#what",
        FORM + "#send",
        "/c/qingchuan/report/danger/",
        "/t/",
        f"/t/{complaint}/",
        "/t/2222-3333/",
        "/c/qingchuan/notice/",
        "/offline/",
    ]


def field_pages(complaint):
    return ["/f/", f"/f/complaints/{complaint.pk}/", "/f/file/", "/f/file/qingchuan/waste/", "/f/inbox/"]


@pytest.mark.parametrize(("locale", "elder"), [("zh-CN", "0"), ("en-GB", "0"), ("zh-CN", "24")])
def test_pages_are_accessible(county, complaint, phone, watch, locale, elder):
    watch.allow("status of 404")
    faults = []
    for user, addresses in ((None, public_pages(complaint)), (county.grid1, field_pages(complaint))):
        page = phone(user, locale=locale)
        if elder != "0" and user:
            page.goto("/f/")
            page.context.add_cookies([{"name": "anju_elder", "value": elder, "url": page.url}])
        if elder != "0" and not user:
            page.goto("/?all=1")
            with page.expect_navigation():
                page.tap("#elder button")
        for address in addresses:
            page.goto(address)
            open_all(page)
            found = Axe().run(page, options={"resultTypes": ["violations"]})
            faults += [
                (address, each["id"], [n["html"] for n in each["nodes"]]) for each in found.response["violations"]
            ]
    assert not faults, faults


def read_as(page, elder):
    page.goto("/offline/")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.context.add_cookies([{"name": "anju_elder", "value": elder, "url": page.url.removesuffix("offline/")}])


def open_all(page):
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")


@pytest.mark.parametrize(("locale", "elder"), [("zh-CN", "0"), ("en-GB", "0"), ("zh-CN", "24"), ("en-GB", "40")])
def test_nothing_scrolls_sideways_and_targets_are_big(county, complaint, phone, watch, locale, elder):
    watch.allow("status of 404")
    county.community.name = "晴川河畔易地扶贫搬迁集中安置示范小区二期工程"
    county.community.save()
    wide, small = [], []
    page = phone(county.grid1, locale=locale)
    read_as(page, elder)
    for address in public_pages(complaint) + field_pages(complaint):
        page.goto(address)
        open_all(page)
        for width in (360, 390, 768):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append((address, width))
            small += [(address, width, name) for name in page.evaluate(SMALL_TARGETS, 48 if elder == "0" else 60)]
    assert not wide
    assert not small


SMALL_TARGETS = """(least) => [...document.querySelectorAll('a, button, input:not([type=hidden]), select')]
  .filter((e) => e.offsetParent !== null && !e.closest('p.sub, .trap, .thumbs, .skip') && !e.matches('.file'))
  .filter((e) => e.getBoundingClientRect().height < least - 0.6)
  .map((e) => e.outerHTML.slice(0, 90) + ' ' + e.getBoundingClientRect().height)"""


def test_a_grid_worker_deals_with_it(county, complaint, phone, watch):
    watch.allow("status of 409")
    page = phone(county.grid1)
    page.goto("/f/")
    page.tap("text=楼道灯坏了")
    page.tap("details:has([name=reason]) summary")
    tap(page, "reason")
    page.tap("details:has([name=reason]) button")
    page.wait_for_selector("text=向长清")
    assert page.get_attribute(".card.call a", "href") == "tel:13812345678"
    page.tap("details:has(#resolve-why) summary")
    page.tap("details:has(#resolve-why) button")
    page.wait_for_selector("[role=alert]:visible")
    page.fill("#resolve-why", "灯泡已换")
    page.tap("details:has(#resolve-why) button")
    page.wait_for_selector("text=灯泡已换")
    complaint.refresh_from_db()
    assert complaint.state == "resolved"


def test_one_is_filed_for_a_neighbour_at_the_door(county, phone):
    page = phone(county.grid1)
    page.goto("/f/")
    page.tap(".tabs >> text=代办")
    page.tap("text=垃圾卫生")
    page.wait_for_selector("#report[data-ready]")
    page.fill("#household_q", "谭建国")
    page.tap("#find")
    page.wait_for_selector("[name=household]", state="attached")
    page.tap("[data-next=what]")
    tap(page, "phrase", 0)
    page.tap("[data-next=send]")
    page.tap("#submit")
    page.wait_for_url("**/f/filed/*/")
    complaint = Complaint.objects.get()
    assert str(complaint) in page.inner_text(".number")
    assert (complaint.channel, complaint.filed_by, complaint.household) == (
        "at_the_door",
        county.grid1,
        county.households[0],
    )
    assert complaint.building == county.buildings[0]
