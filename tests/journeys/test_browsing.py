"""The watched browser itself: people get in, and what a page does wrong is seen."""

from django.test import override_settings


def test_staff_log_in_through_the_page(county, desktop, browsing):
    page = desktop()
    browsing.log_in(page, county.manager)
    page.goto("/admin/")
    assert "/admin/" in page.url


def test_a_resident_needs_no_account(county, phone):
    page = phone()
    page.goto("/")
    assert county.community.name in page.inner_text("body")


def test_inline_script_and_other_hosts_are_seen(county, phone, watch):
    page = phone()
    page.goto("/")
    page.evaluate("""() => {
        const script = document.createElement('script'); script.textContent = '1';
        document.head.append(script);
        const image = document.createElement('img'); image.src = 'http://127.0.0.1:9/a.png';
        document.body.append(image);
    }""")
    page.wait_for_function("() => document.images[document.images.length - 1].complete")
    seen = "\n".join(watch.faults)
    watch.allow(".")
    assert "CSP violation: script-src" in seen
    assert "img-src" in seen


@override_settings(LANGUAGE_CODE="zh-hans")
def test_each_page_speaks_its_reader(county, phone):
    assert phone(locale="en-GB").goto("/").headers["content-language"] == "en"
    assert phone().goto("/").headers["content-language"] == "zh-hans"
