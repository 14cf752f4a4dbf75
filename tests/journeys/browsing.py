"""A real browser on our pages, watched: console errors, policy violations and calls to other hosts fail the test."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.harness.people import BACKEND

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
# Reported by the page itself, because a violation in a worker or a report-only policy never reaches the console.
VIOLATIONS = (
    "document.addEventListener('securitypolicyviolation',"
    " e => console.error('CSP violation: ' + e.violatedDirective + ' ' + e.blockedURI))"
)


def chromium() -> str:
    """The system's Chromium. Raises RuntimeError where there is none: a browser test never passes unrun."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not found:
        raise RuntimeError("No Chromium found. Install one (make install-test does), or name it in CHROMIUM=/path.")
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """One headless browser. Playwright keeps an event loop in this thread, at which Django must not take fright."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            launched = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
            try:
                yield launched
            finally:
                launched.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@dataclass
class Watch:
    """What pages did that they should not have done; `allow` names what a test provokes on purpose."""

    host: str
    faults: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Do not count faults that match, e.g. allow("status of 429") in a test of the rate limit."""
        self.allowed.append(pattern)

    def unexpected(self) -> list[str]:
        """The faults that no pattern allows."""
        return [f for f in self.faults if not any(re.search(pattern, f) for pattern in self.allowed)]

    def attach(self, context: BrowserContext) -> None:
        """Watch every page of a context from now on."""
        context.add_init_script(VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.faults.append(f"call to another host: {request.url}")


@dataclass
class Browsing:
    """Opens pages for people; every page of one test is watched, and each person has a context of their own."""

    browser: Browser
    base_url: str
    password: str
    watch: Watch
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, device: dict[str, Any], user: Any = None, *, locale: str = "zh-CN", **options: Any) -> Page:
        """A fresh page on a device, logged in as the Staff `user` where one is given."""
        context = self.browser.new_context(
            **device, locale=locale, timezone_id="Asia/Shanghai", base_url=self.base_url, **options
        )
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        self.watch.attach(context)
        if user is not None:
            context.add_cookies([self._session(user)])
        return context.new_page()

    def _session(self, user: Any) -> Any:
        """The cookie of a session as log-in leaves it; journeys in which log-in is the matter call log_in()."""
        client = Client()
        client.force_login(user, backend=BACKEND)
        name = settings.SESSION_COOKIE_NAME
        return {"name": name, "value": client.cookies[name].value, "url": self.base_url, "httpOnly": True}

    def log_in(self, page: Page, user: Any) -> None:
        """Through the log-in page, as people do; `user` is a Staff or a user name."""
        page.goto("/staff/login/")
        page.fill("input[name=username]", getattr(user, "username", user))
        page.fill("input[name=password]", self.password)
        with page.expect_navigation():
            page.press("input[name=password]", "Enter")
        assert "/staff/login" not in page.url, page.inner_text("body")

    def close(self) -> None:
        """Close all contexts; their requests end before the database is emptied."""
        for context in self.contexts:
            context.close()
        self.contexts.clear()
