/* Meetings, activities and competitions in the field: who came, and a judge's marks, kept on the phone from the tap on. */
(function () {
  "use strict";
  const page = document.body.dataset;
  if (!page.owner || !window.indexedDB || !window.caches) return;
  const FINGER_MS = 400, MOST = 20, HERE = location.pathname;
  const listOf = (path) => (path.startsWith("/f/life/") && path !== "/f/life/" ? path : "");
  const board = document.getElementById("list"), door = document.getElementById("door");
  let lastTap = 0, tapped = false;

  const mine = async () => (await AnjuTicks.all()).filter((tick) => (board ? tick.trip === HERE : listOf(tick.trip)));
  const after = (ticks) => ticks.filter((tick) => tick.state === "kept" || (tick.state === "sent" && tick.read > Number(page.read)));
  const say = (name, number) => document.querySelectorAll(`[data-say=${name}]`).forEach((each) => { each.textContent = String(number); });

  /* ---- The list as it stands: what was downloaded, and the taps since ---- */
  async function draw() {
    const ticks = await mine();
    AnjuTicks.bar(page, ticks, now);
    AnjuTicks.refusals(page, ticks, (tick) => tick.door, draw);
    if (!board) return AnjuTicks.cards(page, ticks, (tick, card) => tick.trip.startsWith(card.getAttribute("href")));
    drawHomes(after(ticks));
    drawDoors(after(ticks));
    page.drawn = "yes";
    return undefined;
  }
  function drawHomes(ticks) {
    const rows = Array.from(document.querySelectorAll("[data-home]"));
    const came = new Map(rows.map((row) => [row.dataset.home, Number(row.dataset.came)]));
    ticks.forEach((tick) => { if (tick.household) came.set(tick.household, Number(tick.people)); });
    rows.forEach((row) => showHome(row, came.get(row.dataset.home)));
    const people = rows.map((row) => came.get(row.dataset.home));
    say("homes", people.filter(Boolean).length);
    say("people", people.reduce((sum, each) => sum + each, 0));
  }
  function showHome(row, people) {
    row.classList.toggle("good", people > 0);
    row.dataset.now = people;
    row.querySelectorAll("[data-change], [data-count]").forEach((each) => { each.hidden = !people; });
    row.querySelectorAll("[data-first]").forEach((each) => { each.hidden = people > 0; });
    row.querySelectorAll("[data-count]").forEach((each) => { each.textContent = people; });
    row.querySelectorAll("[data-change='1']").forEach((each) => { each.disabled = people >= MOST; });
  }
  function drawDoors(ticks) {
    if (!door) return;
    const wanted = new Set(Array.from(door.querySelectorAll("[name^=mark_]"), (each) => each.name)).size;
    let done = 0;
    document.querySelectorAll("a[data-entry]").forEach((link) => {
      const given = JSON.parse(link.dataset.given);
      ticks.filter((tick) => tick.entry === link.dataset.entry).forEach((tick) => Object.assign(given, marksOf(tick)));
      const marked = Object.keys(given).length >= wanted;
      link.dataset.now = JSON.stringify(given);
      link.querySelector("[data-marked]").hidden = !marked;
      link.querySelector("[data-to-mark]").hidden = marked;
      if (marked) done += 1;
    });
    say("done", done);
  }
  const marksOf = (tick) => Object.fromEntries(Object.entries(tick).filter(([name]) => name.startsWith("mark_")));

  /* ---- A door opens on the page itself, so that it needs no signal ---- */
  function openDoor() {
    const link = document.querySelector(`a[data-entry="${location.hash.slice(2)}"]`);
    if (!door) return;
    door.hidden = !link;
    document.getElementById("doors").hidden = Boolean(link);
    if (!link) return;
    const form = door.querySelector("form"), given = JSON.parse(link.dataset.now || link.dataset.given);
    form.reset();
    form.dataset.entry = link.dataset.entry;
    form.dataset.door = door.querySelector("h1").textContent = link.querySelector("strong").textContent;
    Object.entries(given).forEach(([name, value]) => form.querySelectorAll(`[name=${name}]`).forEach((each) => {
      if (each.type === "radio") each.checked = each.value === String(value); else each.value = value;
    }));
    window.scrollTo(0, 0);
    door.querySelector("h1").focus();
  }
  function closeDoor() {
    const link = document.querySelector(`a[data-entry="${location.hash.slice(2)}"]`);
    if (tapped) history.back(); else location.hash = "";
    tapped = false;
    if (link) setTimeout(() => link.scrollIntoView({ block: "center" }), 0);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-entry]"), back = event.target.closest("a.back");
    if (link) { event.preventDefault(); tapped = true; location.hash = `e${link.dataset.entry}`; }
    if (back && door && !door.hidden) { event.preventDefault(); closeDoor(); }
  });
  window.addEventListener("hashchange", openDoor);

  /* ---- Taps ---- */
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-tick")) return undefined;
    event.preventDefault();
    if (Date.now() - lastTap < FINGER_MS && !event.submitter?.dataset.change) return undefined; // one tap of an unsteady finger
    lastTap = Date.now();
    await AnjuTicks.add(HERE, page.address, { by: page.owner, ...(form.hasAttribute("data-marks") ? marks(form) : people(form, event.submitter)) });
    await draw();
    if (form.hasAttribute("data-marks")) closeDoor();
    return sync();
  });
  function marks(form) {
    return { what: "marks", entry: form.dataset.entry, door: form.dataset.door, ...Object.fromEntries(new FormData(form)) };
  }
  function people(form, button) {
    const row = form.closest("[data-home]"), step = Number(button?.dataset.change || 0);
    const number = step ? Number(row.dataset.now) + step : Number(button.value);
    const what = { what: "came", noun: page.noun, of: page.of, household: row.dataset.home, door: row.querySelector("strong").textContent };
    return { ...what, people: Math.max(0, Math.min(MOST, number)) };
  }

  /* ---- Sending, and a fresh list after it ---- */
  /* The newest list onto the page and into the phone. Without a signal the one that is here stays. */
  async function refresh() {
    const found = await AnjuTicks.fresh(HERE), list = document.getElementById("list"), fresh = found?.getElementById("list");
    if (!list || !fresh) return;
    page.read = found.body.dataset.read;
    list.replaceChildren(...fresh.childNodes);
  }
  async function download() {
    if (!navigator.onLine) return;
    const more = document.querySelector("[data-also]"), cards = Array.from(document.querySelectorAll("[data-list]"));
    const lists = [...cards.map((card) => card.getAttribute("href")), ...(more ? more.dataset.also.trim().split(/\s+/) : [])].filter(Boolean);
    await AnjuTicks.tidy(lists, listOf);
    await AnjuTicks.load(page, lists, draw);
  }
  const { now, sync } = AnjuTicks.sender(page, mine, draw, refresh);

  async function begin() {
    await AnjuTicks.own(page.owner);
    await draw();
    openDoor();
    if (board && navigator.onLine && AnjuTicks.stale(page)) { await refresh(); await draw(); }
    if (!board) await download();
    await sync();
  }
  begin();
})();
