/* The driver's pages: lists kept on the phone, ticks that need no signal, and at any moment how much of it is sent. */
(function () {
  "use strict";
  const page = document.body.dataset;
  if (!page.owner || !window.indexedDB || !window.caches) return;
  const FINGER_MS = 500, { kept } = AnjuTicks;
  const STANDS = { board: "boarded", unboard: "booked", miss: "no_show", unmiss: "booked" };
  const AFTER = { begin_boarding: "boarding", depart: "under_way", finish: "done" };
  let lastTap = { at: 0 };

  const ofTrip = async () => (await AnjuTicks.all()).filter((tick) => tick.trip === page.trip);

  /* ---- The list as it stands: what was downloaded, and the ticks since ---- */
  async function draw() {
    const ticks = page.trip ? await ofTrip() : await AnjuTicks.all();
    AnjuTicks.bar(page, ticks, sending);
    if (!page.trip) return AnjuTicks.cards(page, ticks, (tick, card) => tick.trip === card.dataset.list);
    const known = standing(ticks);
    let boarded = 0, expected = 0;
    document.querySelectorAll("[data-booking]").forEach((row) => {
      const now = known.rows.get(row.dataset.booking) || { state: row.dataset.state, at: row.dataset.at };
      const riders = Number(row.dataset.riders);
      if (now.state === "boarded") boarded += riders;
      if (now.state === "booked") expected += riders;
      showRow(row, now);
    });
    const walked = Math.max(0, Number(page.walked) + known.walked);
    const free = Number(page.seats) - boarded - walked - expected;
    say("boarded", boarded + walked); say("expected", expected); say("free", Math.max(0, free)); say("walked", walked);
    document.querySelectorAll("[data-from]").forEach((form) => { form.hidden = !form.dataset.from.split(" ").includes(known.state); });
    document.querySelectorAll("[data-shown-in]").forEach((each) => { each.hidden = !each.dataset.shownIn.split(" ").includes(known.state); });
    document.querySelectorAll("[data-needs]").forEach((button) => { button.disabled = (button.dataset.needs === "free" ? free : walked) < 1; });
    document.querySelectorAll("[data-full]").forEach((words) => showWait(words.closest("[data-booking]"), words, known, free));
    showRefused(ticks);
    page.drawn = "yes";
    return undefined;
  }
  function standing(ticks) {
    const known = { state: page.state, rows: new Map(), walked: 0 };
    ticks.filter((tick) => tick.state === "kept" || (tick.state === "sent" && tick.read > Number(page.read))).forEach((tick) => {
      if (STANDS[tick.what]) known.rows.set(tick.booking, { state: STANDS[tick.what], at: tick.at });
      if (tick.what === "walk_on") known.walked += tick.riders;
      if (tick.what === "walk_off") known.walked -= tick.riders;
      if (tick.what === "step" && AFTER[tick.step]) known.state = AFTER[tick.step];
    });
    return known;
  }
  function showRow(row, now) {
    const on = now.state === "boarded", gone = now.state === "no_show";
    const [board, miss] = row.querySelectorAll("form");
    press(board, on, "unboard", "board");
    if (miss) { press(miss, gone, "unmiss", "miss"); miss.hidden = on; }
    row.classList.toggle("on", on);
    row.classList.toggle("gone", gone);
    row.querySelectorAll("[data-show]").forEach((each) => { each.hidden = each.dataset.show !== now.state; });
    row.querySelector("[data-when]").textContent = on && now.at ? AnjuOutbox.clockOf(new Date(now.at)) : "";
  }
  function press(form, pressed, back, on) {
    form.querySelector("button").setAttribute("aria-pressed", String(pressed));
    form.querySelector("[name=what]").value = pressed ? back : on;
  }
  /* Who waits can be taken along once seats are free. */
  function showWait(row, words, known, free) {
    const now = known.rows.get(row.dataset.booking), full = !now && free < Number(row.dataset.riders);
    row.querySelector("button").disabled = full;
    words.hidden = !full;
  }
  function showRefused(ticks) {
    const who = (tick) => document.querySelector(`[data-booking="${tick.booking}"] strong`)?.textContent;
    AnjuTicks.refusals(page, ticks, who, draw);
  }
  function say(name, number) {
    document.querySelectorAll(`[data-say=${name}]`).forEach((each) => { each.textContent = String(number); });
  }

  /* ---- Ticks ---- */
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.hasAttribute("data-logout")) return logOut(event, form);
    if (!form.hasAttribute("data-tick")) return undefined;
    event.preventDefault();
    const now = Date.now();
    if (form.dataset.tick !== "again" && lastTap.form === form && now - lastTap.at < FINGER_MS) return undefined; // one tap of an unsteady finger
    lastTap = { form, at: now };
    await AnjuTicks.add(page.trip, page.address, told(form));
    form.querySelectorAll("textarea").forEach((each) => { each.value = ""; });
    const open = form.closest("details");
    if (open) open.open = false;
    await draw();
    return sync();
  });
  function told(form) {
    const what = {};
    new FormData(form).forEach((value, name) => { if (name !== "csrfmiddlewaretoken" && name !== "id") what[name] = value; });
    ["riders", "minutes"].forEach((name) => { if (name in what) what[name] = Number(what[name]); });
    return what;
  }

  /* ---- Sending, and a fresh list after it ---- */
  /* The newest list onto the page and into the phone. Without a signal the one that is here stays. */
  async function refresh() {
    const found = await AnjuTicks.fresh(location.pathname);
    if (!found) return;
    const list = document.getElementById("list"), fresh = found.getElementById("list");
    if (!list || !fresh || list.contains(document.activeElement?.closest("details") || null)) return;
    ["read", "state", "seats", "walked"].forEach((name) => { page[name] = found.body.dataset[name]; });
    list.replaceWith(fresh);
  }
  async function download() {
    if (!navigator.onLine) return;
    const cards = Array.from(document.querySelectorAll("[data-list]"));
    await AnjuTicks.tidy(cards.map((card) => card.dataset.list));
    await AnjuTicks.load(page, cards.map((card) => card.getAttribute("href")), draw);
  }
  const { now: sending, sync } = AnjuTicks.sender(page, AnjuTicks.all, draw, refresh);

  /* ---- Log-out: nothing of the lists stays on the phone, and nothing unsent goes unsaid ---- */
  async function logOut(event, form) {
    event.preventDefault();
    const warning = document.getElementById("logout-warning");
    if (!navigator.onLine) { warning.textContent = page.wordNoLogout; warning.hidden = false; return; }
    await AnjuTicks.send(page.token);
    const waiting = kept(await AnjuTicks.all()).length;
    if (waiting && !form.dataset.warned) {
      form.dataset.warned = "yes";
      warning.textContent = `${page.wordLose} ${waiting}`;
      warning.hidden = false;
      return;
    }
    await AnjuTicks.wipe();
    form.submit();
  }

  async function begin() {
    await AnjuTicks.own(page.owner);
    await draw();
    if (page.trip && navigator.onLine && AnjuTicks.stale(page)) { await refresh(); await draw(); }
    if (!page.trip) await download();
    await sync();
  }
  begin();
})();
