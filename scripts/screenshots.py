"""`make screenshots`: the pictures of README.md, taken with the system's Chromium from the demo data.

Takes the database as it is (services running, demo data loaded), starts a server of its own, and writes docs/images/.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

import django  # noqa: E402

django.setup()

from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from demo.plan import PASSWORD  # noqa: E402
from tests.journeys.browsing import DESKTOP, FLAGS, PHONE, chromium  # noqa: E402

IMAGES = ROOT / "docs" / "images"
PAPER = {"viewport": {"width": 794, "height": 1123}}  # A4 at 96 dots an inch
COLOURS = 128  # of the palette that keeps each picture small
Step = Callable[[Page], None]


def first_link(pattern: str) -> Step:
    """Follow the first link of the page whose address matches."""
    return lambda page: page.goto(page.locator(f"a[href*='{pattern}']").first.get_attribute("href") or "/")


def largest_household(page: Page) -> None:
    """Open the household of the list that has most members."""
    rows = page.locator("tr:has(a[href*='/change/'])")
    sizes = [max((int(cell) for cell in row.split("\t") if cell.strip().isdigit()), default=0)
             for row in rows.all_inner_texts()]  # fmt: skip
    page.goto(rows.nth(sizes.index(max(sizes))).locator("a").first.get_attribute("href") or "/")


def leaving(page: Page) -> None:
    """A departure being entered, with what it will change."""
    page.locator(".aj-menu > summary").click()
    page.locator(".aj-menu a[href$='/do/departure/']").click()
    dialog = page.locator("#aj-dialog[open]")
    dialog.locator(".aj-lines").wait_for()
    dialog.evaluate("dialog => dialog.scrollTo(0, dialog.scrollHeight)")


def finding(page: Page) -> None:
    """Somebody being looked for by the beginning of the pinyin."""
    page.keyboard.press("/")
    page.keyboard.type("xiang")
    page.locator(".aj-found a").first.wait_for()


SHOTS: dict[str, tuple[dict, str, str, list[Step]]] = {
    "staff-today": (DESKTOP, "manager", "/admin/", []),
    "staff-households": (DESKTOP, "manager", "/admin/households/household/", []),
    "staff-household": (DESKTOP, "manager", "/admin/households/household/", [largest_household]),
    "staff-event": (DESKTOP, "manager", "/admin/households/household/", [largest_household, leaving]),
    "staff-finding": (DESKTOP, "manager", "/admin/households/household/", [finding]),
    "staff-duplicates": (DESKTOP, "manager", "/admin/households/likelypair/", [first_link("/change/")]),
    "staff-person": (
        DESKTOP,
        "manager",
        "/admin/households/household/",
        [largest_household, first_link("/member/'][href*='/change/")],
    ),
    "roster-faulty": (DESKTOP, "manager", "/admin/households/rosterimport/", [first_link("/change/")]),
    "complaint": (DESKTOP, "manager", "/admin/complaints/complaint/?state=in_progress", [first_link("/change/")]),
    "staff-complaints": (DESKTOP, "manager", "/admin/complaints/complaint/", []),
    "report": (DESKTOP, "manager", "/admin/reports/monthlyreport/", [first_link("/change/")]),
    "staff-report": (DESKTOP, "township", "/admin/reports/monthlyreport/", [first_link("/change/")]),
    "staff-garden-round": (
        DESKTOP,
        "county",
        "/admin/gardens/gardenround/?state=allocation",
        [first_link("/gardenround/'][href*='/change/")],
    ),
    "staff-garden-draft": (
        DESKTOP,
        "county",
        "/admin/gardens/gardenround/?state=allocation",
        [first_link("/gardenround/'][href*='/change/"), first_link("?beside=lottery")],
    ),
    "phone-home": (PHONE, "", "/c/qingchuan/", []),
    "phone-report": (PHONE, "", "/c/qingchuan/report/damage/", []),
    "residents-notice": (PAPER, "", "/c/qingchuan/notice/", []),
    "phone-field": (PHONE, "grid1", "/f/", []),
}


def main() -> None:
    wanted = set(sys.argv[1:]) or set(SHOTS)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = start(port)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
            for name in SHOTS:
                if name in wanted:
                    shoot(browser, port, name)
            browser.close()
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def start(port: int) -> subprocess.Popen[bytes]:
    """The product on a port of its own."""
    server = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "config.wsgi:application", "--no-ws", "--log-level",
            "warning", "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", "4",
        ],
        env={"DJANGO_SETTINGS_MODULE": "config.settings.dev", **os.environ}, cwd=ROOT, start_new_session=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/staff/login/")
            connection.getresponse()
            return server
        except OSError:
            time.sleep(0.3)
    raise SystemExit("The server did not start.")


def shoot(browser: Browser, port: int, name: str) -> None:
    device, user, path, steps = SHOTS[name]
    context = browser.new_context(
        **device, locale="zh-CN", timezone_id="Asia/Shanghai", base_url=f"http://127.0.0.1:{port}"
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    if user:
        page.goto("/staff/login/")
        page.fill("input[name=username]", user)
        page.fill("input[name=password]", PASSWORD)
        with page.expect_navigation():
            page.press("input[name=password]", "Enter")
    page.goto(path)
    for step in steps:
        step(page)
    page.wait_for_load_state("networkidle")
    target = IMAGES / f"{name}.png"
    IMAGES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target)
    context.close()
    shrink(target, wide=1200 if device is DESKTOP else 390)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB")


def shrink(path: Path, *, wide: int) -> None:
    """A small palette picture: flat pages lose nothing by it."""
    image = Image.open(path).convert("RGB")
    image = image.resize((wide, round(image.height * wide / image.width)), Image.Resampling.LANCZOS)
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
