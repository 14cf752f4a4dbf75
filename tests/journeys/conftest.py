"""Fixtures of the browser journeys: `desktop(user)` and `phone(user=None)` open pages against the live server.

A journey asks for `county` (a small county with its staff) and one of the two page factories:

    def test_something(county, desktop, phone):
        page = desktop(county.manager)
        page.goto("/admin/")

Everything in this folder carries the marker `browser` and runs on committed data (transactional).
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import handlers
from playwright.sync_api import Browser, Page

from tests.accounts.factories import PASSWORD
from tests.journeys.browsing import DESKTOP, PHONE, Browsing, Watch, browser
from tests.journeys.county import County, make_county

HERE = Path(__file__).parent
OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    """One browser a test process; contexts are made anew for every test."""
    with browser() as launched:
        yield launched


@pytest.fixture(scope="session", autouse=True)
def kept_files() -> Iterator[None]:
    """Browsers keep static files as they do in production, instead of asking for each of them on every page."""

    def serve(*args: Any, **kwargs: Any) -> Any:
        response = handlers_serve(*args, **kwargs)
        response["Cache-Control"] = "max-age=600"
        return response

    handlers_serve = handlers.serve
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handlers, "serve", serve)
        yield


@pytest.fixture
def browsing(chromium_browser: Browser, transactional_db: None, live_server: Any) -> Iterator[Browsing]:
    """Pages of one test; at its end all are closed and what they did wrong fails the test."""
    opened = Browsing(chromium_browser, live_server.url, PASSWORD, Watch(urlsplit(live_server.url).netloc))
    yield opened
    opened.close()
    assert not opened.watch.unexpected(), "\n".join(opened.watch.unexpected())


@pytest.fixture
def watch(browsing: Browsing) -> Watch:
    """To allow a fault that the test provokes: watch.allow("status of 429")."""
    return browsing.watch


@pytest.fixture
def desktop(browsing: Browsing) -> OpenPage:
    """desktop(user=None, locale="zh-CN"): a page at 1440 × 900."""
    return lambda user=None, **options: browsing.open(DESKTOP, user, **options)


@pytest.fixture
def phone(browsing: Browsing) -> OpenPage:
    """phone(user=None, locale="zh-CN"): a touch page at 390 × 844."""
    return lambda user=None, **options: browsing.open(PHONE, user, **options)


@pytest.fixture
def county(transactional_db: None) -> County:
    """The small county; see tests/journeys/county.py."""
    return make_county()
