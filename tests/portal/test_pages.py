"""Every page of a resident: both languages, elder mode, no session, no inline script or style."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from apps.complaints.vocabulary import Category
from apps.portal.words import TILES
from tests.complaints.factories import ComplaintFactory
from tests.portal.conftest import send

INLINE = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", re.IGNORECASE)
OTHER_HOST = re.compile(r"""(?:src|href|action)=["']?(?:https?:)?//""")


def addresses(community, complaint):
    return [
        "/?all=1",
        f"/c/{community.slug}/",
        *(f"/c/{community.slug}/report/{category}/" for category in TILES),
        f"/c/{community.slug}/notice/",
        "/t/",
        f"/t/{complaint.tracking}/",
        "/offline/",
    ]


@pytest.mark.parametrize(("language", "word"), [("zh-CN,zh;q=0.9", "有事请说，我们来办"), ("en-GB,en", "Tell us")])
def test_the_browser_says_the_language(community, language, word):
    page = Client(headers={"accept-language": language}).get(f"/c/{community.slug}/")
    assert word in page.content.decode()


def test_other_languages_get_chinese(community):
    page = Client(headers={"accept-language": "fr-FR"}).get(f"/c/{community.slug}/")
    assert page.headers["Content-Language"] == "zh-hans"


def test_the_switch_outlasts_the_browser(community, phone):
    phone.get(f"/c/{community.slug}/")
    token = phone.cookies["csrftoken"].value
    phone.post("/i18n/setlang/", {"language": "en", "next": "/", "csrfmiddlewaretoken": token})
    assert "What is it about?" in phone.get(f"/c/{community.slug}/").content.decode()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("elder", ["0", "24", "40"])
def test_pages_are_whole_and_strict(community, county, language, elder):
    complaint = ComplaintFactory(building=county.building)
    browser = Client(headers={"accept-language": language})
    browser.cookies["anju_elder"] = elder
    for address in addresses(community, complaint):
        page = browser.get(address)
        assert page.status_code == 200, address
        html = page.content.decode()
        policy = page.headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy
        assert not INLINE.search(html), (address, INLINE.search(html))
        assert not OTHER_HOST.search(html), address
        assert (f'data-elder="{elder}"' in html) == (elder != "0")
        assert page.headers["Cache-Control"] == "private, no-cache"


def test_every_category_has_a_tile(community, phone):
    assert set(TILES) == set(Category.values)
    html = phone.get(f"/c/{community.slug}/").content.decode()
    for category in Category.values:
        assert f"/report/{category}/" in html
    assert "tel:07181234567" in html


def test_no_session_for_a_visitor(community, phone, form):
    send(phone, f"/c/{community.slug}/report/lift/", form)
    phone.get("/")
    assert "sessionid" not in phone.cookies
    assert not Session.objects.exists()


def test_the_community_is_remembered(community, phone):
    assert phone.get("/").status_code == 200
    phone.get(f"/c/{community.slug}/")
    assert phone.get("/").headers["Location"] == f"/c/{community.slug}/"
    assert phone.get("/?all=1").status_code == 200


@pytest.mark.parametrize("remembered", ["gone", "no such/../place", "%00"])
def test_a_community_that_is_gone_is_chosen_anew(community, phone, remembered):
    phone.cookies["anju_place"] = remembered
    page = phone.get("/")
    assert page.status_code == 200
    assert community.name in page.content.decode()


def test_an_unknown_place_or_category_is_not_found(community, phone):
    assert phone.get("/c/nowhere/").status_code == 404
    assert phone.get(f"/c/{community.slug}/report/nonsense/").status_code == 404


def test_elder_mode_by_its_switch(community, phone):
    phone.get(f"/c/{community.slug}/")
    token = phone.cookies["csrftoken"].value
    answer = phone.post("/preferences/", {"elder": "30", "next": "/t/", "csrfmiddlewaretoken": token})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/t/")
    assert 'data-elder="30"' in phone.get("/t/").content.decode()
    phone.post("/preferences/", {"elder": "999", "next": "https://evil.example/", "csrfmiddlewaretoken": token})
    assert phone.cookies["anju_elder"].value == "0"


def test_preferences_lead_nowhere_else(phone):
    phone.get("/?all=1")
    answer = phone.post(
        "/preferences/",
        {"elder": "24", "next": "//evil.example/", "csrfmiddlewaretoken": phone.cookies["csrftoken"].value},
    )
    assert answer.headers["Location"] == "/"


def test_forged_cookies_mean_nothing(community, county, phone):
    complaint = ComplaintFactory(building=county.building)
    phone.cookies["anju_mine"] = f"{complaint.tracking}:forged"
    phone.cookies["anju_device"] = "x:y:z"
    phone.cookies["anju_elder"] = "²"
    assert complaint.tracking[:4] not in phone.get(f"/c/{community.slug}/").content.decode()


def test_the_notice_carries_the_address_as_a_code(community, phone, settings):
    settings.PUBLIC_URL = "https://anju.example.gov.cn"
    html = phone.get(f"/c/{community.slug}/notice/").content.decode()
    assert "<svg" in html
    assert f"https://anju.example.gov.cn/c/{community.slug}/" in html
    assert "testserver/c/" not in html
    assert community.name in html


def test_no_community_yet(phone, db):
    assert "还没有建社区" in phone.get("/").content.decode()
