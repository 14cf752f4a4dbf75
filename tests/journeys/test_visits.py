"""The worker's phone without a signal, in a real browser with a profile of its own on the disk.

Ten visits are filled in, the browser is killed, opened again and sends twice; a lost phone tells nothing, and
empties itself.
"""

import os
import signal
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from apps.accounts.actions import device_revoke
from apps.accounts.models import FieldDevice
from apps.core import clock
from apps.followups.models import Answer, Task, Visit, VisitPhoto
from apps.followups.vocabulary import Shot
from apps.instruments.actions import draft_begin, instrument_make, version_publish
from apps.instruments.models import Instrument
from tests.followups.factories import CaseloadFactory, VisitFactory
from tests.journeys.browsing import FLAGS, PHONE, Browsing, chromium
from tests.journeys.county import County, household

PIN, VISITS, NOTE = "246813", 10, "老人说屋顶还好"
LEAKS = {"key": "leaks", "kind": "yes_no", "label": {"zh-hans": "漏水吗", "en": "Does it leak"}, "required": True}
WHERE = {
    "key": "where", "kind": "text", "label": {"zh-hans": "哪里", "en": "Where"}, "relevant": "${leaks} = 'yes'",
}  # fmt: skip
HOME = {"key": "home", "label": {"zh-hans": "住房", "en": "Home"}, "questions": [LEAKS, WHERE]}
ASKED: dict[str, Any] = {"title": {"zh-hans": "住得怎么样", "en": "How they live"}, "groups": [HOME]}


@pytest.fixture
def caseload(county: County) -> County:
    """Ten households of grid1 with a visit due today, and a questionnaire to ask there."""
    made = instrument_make(by=county.county, key="living", name="住得怎么样")
    version_publish(version=draft_begin(instrument=made, by=county.county, content=ASKED), by=county.county)
    for index in range(VISITS):
        home = household(county.buildings[index % 3], 10 + index)
        CaseloadFactory(household=home, worker=county.grid1)
        VisitFactory(household=home, worker=county.grid1, due_on=clock.today(), instruments=["living"])
    return county


@pytest.fixture
def phones(chromium_browser: Browser, browsing: Browsing, caseload: County, tmp_path: Path) -> Iterator[Any]:
    """A phone of grid1 with its profile on the disk: `open()` starts its browser, `kill()` ends it at once."""
    phone = Phone(chromium_browser, browsing, tmp_path / "profile", caseload.grid1)
    yield phone
    phone.kill()


class Phone:
    """One browser with one profile."""

    def __init__(self, browser: Browser, browsing: Browsing, profile: Path, worker: Any) -> None:
        self.browser, self.browsing, self.profile, self.worker = browser, browsing, profile, worker
        self.context: BrowserContext | None = None

    def open(self, *, offline: bool = False) -> Page:
        """Start it, logged in; without a signal where asked."""
        self.context = self.browser.browser_type.launch_persistent_context(
            self.profile, executable_path=chromium(), args=[*FLAGS], locale="zh-CN", timezone_id="Asia/Shanghai",
            base_url=self.browsing.base_url, offline=offline, **PHONE,
        )  # fmt: skip
        self.context.set_default_timeout(30_000)
        self.browsing.watch.attach(self.context)
        self.context.add_cookies([self.browsing._session(self.worker)])
        page = self.context.new_page()
        page.goto("/f/visits/")
        page.wait_for_selector("#pin[data-ready]")
        return page

    def kill(self) -> None:
        """End it as a phone ends that runs out of power: nothing is told to the page."""
        if self.context is None:
            return
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = entry.read_bytes().split(b"\0")
            except OSError:
                continue
            if f"--user-data-dir={self.profile}".encode() in words:
                os.kill(int(entry.parent.name), signal.SIGKILL)
        self.context = None


def set_pin(page: Page) -> None:
    page.fill("#code", PIN)
    page.fill("#again", PIN)
    page.tap("#pin .primary:visible")
    page.wait_for_selector(f"body[data-drawn='{VISITS}']", state="attached")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.wait_for_selector("body[data-kept]", state="attached")


def unlock(page: Page) -> None:
    page.fill("#code", PIN)
    page.tap("#pin .primary:visible")
    page.wait_for_selector("#list:not([hidden])")


def begin(page: Page, index: int) -> None:
    """The first visit of the list, up to the answers of its questionnaire."""
    page.tap("#groups .card.visit a.grow >> nth=0")
    page.tap("[data-do=start]")
    page.locator("label.tap:has([name=met])").first.tap()
    page.tap("[data-do=next]")
    page.locator(f"input[name=leaks][value={'yes' if index % 2 else 'no'}] + span").tap()
    assert page.locator("[name=where]").is_visible() == bool(index % 2)


def finish(page: Page, photo: bytes, index: int) -> None:
    """A photo for each; a note, a task and a signature for the first."""
    page.tap("[data-do=next]")
    assert page.input_value("[name=note]") == page.input_value("[name=text]") == ""
    if index == 0:
        page.fill("[name=note]", NOTE)
        page.fill("[name=text]", "带上户口本")
        sign(page)
    page.set_input_files("#photos", [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo}])
    page.wait_for_selector(".thumbs img")
    page.tap("[data-do=save]")
    page.wait_for_selector(f"#sync[data-waiting='{index + 1}']")


def sign(page: Page) -> None:
    pad = page.locator("canvas.sign")
    pad.scroll_into_view_if_needed()
    box: Any = pad.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 90, steps=4)
    page.mouse.up()
    page.wait_for_selector("body:not([data-unsaved])")


def a_photo() -> bytes:
    out = BytesIO()
    Image.effect_noise((320, 240), 40).convert("RGB").save(out, "JPEG")
    return out.getvalue()


# What a phone does that never heard the answer to the first time.
SEND_AGAIN = """async (items) => {
  for (const item of Object.values(items)) await AnjuSync.keep({ ...item, state: "ready" });
  return AnjuSync.send();
}"""


def test_ten_visits_without_a_signal_survive_a_killed_browser(phones: Any, caseload: County, watch: Any) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 422")
    page = phones.open()
    set_pin(page)
    phones.context.set_offline(True)
    photo = a_photo()
    for index in range(VISITS - 1):
        begin(page, index)
        finish(page, photo, index)
    begin(page, VISITS - 1)
    page.fill("[name=where]", "厨房")
    page.wait_for_selector("body:not([data-unsaved])")
    assert not Visit.objects.done().exists()

    phones.kill()  # in the middle of the tenth
    page = phones.open(offline=True)
    unlock(page)
    page.wait_for_selector(f"#sync[data-waiting='{VISITS - 1}']")
    page.tap("#groups .card.visit a.grow >> nth=0")
    page.tap("[data-do=start]")
    page.wait_for_selector("body[data-stage=living]")  # where it was left
    assert page.input_value("[name=where]") == "厨房"
    finish(page, photo, VISITS - 1)
    changed = ASKED | {"title": {"zh-hans": "新的问卷", "en": "New"}}
    made = Instrument.objects.get(key="living")
    version_publish(version=draft_begin(instrument=made, by=caseload.county, content=changed), by=caseload.county)
    items = page.evaluate("async () => Object.fromEntries((await AnjuSync.items()).map((item) => [item.id, item]))")

    phones.context.set_offline(False)
    page.wait_for_selector("#sync.ok[data-waiting='0']", timeout=60_000)
    again = page.evaluate(SEND_AGAIN, items)
    assert again in ("sent", "nothing")
    assert Visit.objects.done().count() == VISITS
    assert VisitPhoto.objects.filter(what=Shot.PHOTO).count() == VISITS
    assert VisitPhoto.objects.filter(what=Shot.SIGNATURE).count() == 1
    assert list(Visit.objects.done().exclude(note="").values_list("note", flat=True)) == [NOTE]  # of one, not of all
    assert Task.objects.count() == 1
    assert set(Visit.objects.done().values_list("met__len", flat=True)) == {1}
    old = Answer.objects.select_related("version")
    assert {answer.version.number for answer in old} == {1}  # the version in which they were asked
    assert sum(answer.answers.get("leaks") == "yes" for answer in old) == VISITS // 2


# Everything that scripts keep on this phone, as text: stores of all databases, caches and the local storage.
KEPT = """async () => {
  const text = (value) => JSON.stringify(value, (key, each) => each instanceof ArrayBuffer || ArrayBuffer.isView(each)
    ? new TextDecoder().decode(each) : each);
  let found = text({ ...localStorage }) + text({ ...sessionStorage });
  for (const { name } of await indexedDB.databases()) {
    const ask = indexedDB.open(name);
    const db = await new Promise((done) => { ask.onsuccess = () => done(ask.result); });
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store).getAll();
      found += text(await new Promise((done) => { all.onsuccess = () => done(all.result); }));
    }
    db.close();
  }
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys())
    found += await (await (await caches.open(name)).match(request)).text();
  return found;
}"""


def on_the_disk(profile: Path, words: str) -> list[str]:
    """Files of the profile in which the words stand, in either of the encodings that browsers use."""
    needles = (words.encode(), words.encode("utf-16-le"))
    files = [path for path in profile.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(needle in path.read_bytes() for needle in needles)]


def test_a_lost_phone_tells_nothing_and_empties_itself(phones: Any, caseload: County, watch: Any) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    name = "向长清"
    page = phones.open()
    page.fill("#code", "123456")
    page.tap("#pin .primary:visible")
    assert "容易猜" in page.inner_text("#pin-fault:visible")
    set_pin(page)
    assert name in page.inner_text("#groups")
    page.evaluate("Date.now = ((real) => () => real() + 11 * 60000)(Date.now)")  # it lay on the table meanwhile
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_selector("#told:not([hidden])")
    assert name not in page.content()
    kept = page.evaluate(KEPT)
    assert len(kept) > 1000
    assert name not in kept
    phones.kill()
    assert on_the_disk(phones.profile, name) == []

    page = phones.open(offline=True)
    for left in range(2):
        page.fill("#code", f"97531{left}")
        page.tap("#pin .primary:visible")
        page.wait_for_selector("#pin-fault:not([hidden])")
    phones.kill()
    device_revoke(device=FieldDevice.objects.get(), by=caseload.manager, why="在班车上丢了")
    page = phones.open()
    _empties_itself(page, "吊销")
    sizes = page.evaluate("async () => [await AnjuKeeper.vault(), (await AnjuKeeper.sealed.keys()).length]")
    assert sizes == [None, 0]
    assert FieldDevice.objects.get().wiped_why == "revoked"

    phones.kill()
    _logs_out(phones)
    phones.kill()
    page = phones.open()
    _empties_itself(page, "退出")

    set_pin(page)  # the phone was found; later it lies in a drawer
    page.evaluate("async () => AnjuKeeper.meta.patch('vault', { contact: Date.now() - 8 * 86400000 })")
    page.reload()
    _empties_itself(page, "太久没有联网")

    set_pin(page)
    page.reload()
    for wrong in range(5):
        page.wait_for_selector("#pin:not(.busy)")
        page.fill("#code", f"86420{wrong}")
        page.tap("#pin .primary:visible")
        page.wait_for_selector("#pin:not(.busy)")
    _empties_itself(page, "输错太多次")
    assert page.evaluate("async () => (await AnjuKeeper.sealed.keys()).length") == 0


def _empties_itself(page: Page, why: str) -> None:
    """It holds nothing any more, and says why."""
    page.wait_for_selector("#told:not([hidden])")
    assert why in page.inner_text("#told")


def _logs_out(phones: Any) -> None:
    """Logged in anew, with something that was refused: logging out says what would be lost, and asks twice."""
    page = phones.open()
    set_pin(page)
    page.evaluate("AnjuSync.keep({ id: 'x', at: 1, what: 'record', household: 0, state: 'refused', body: {} })")
    page.goto("/f/")
    page.tap("form[data-leave] button")
    assert page.inner_text("#logout-warning:visible").endswith("1")  # says what would be lost
    page.tap("form[data-leave] button")
    page.wait_for_url("**/staff/login/**")
