/* What was ticked on a list, kept on the phone from the first tap. Used by the driver's boarding list, by a field worker's
   lists of meetings and competitions, and by the service worker.
   Each tick carries a number made here: however often it is sent, it counts once. */
(function (scope) {
  "use strict";
  const LISTS = "anju-lists", OURS = ["n", "trip", "address", "state", "problem", "read"]; // what stays on the phone
  const AGAIN_MS = 20000, STALE_MS = 60000;
  const shelf = scope.AnjuOutbox.shelf("anju-ticks", "ticks", { keyPath: "n", autoIncrement: true });

  /* Resolves when the tick is safe on the phone, in the order of the taps. */
  async function add(trip, address, what) {
    await shelf.put({ id: scope.AnjuOutbox.newId(), trip, address, at: new Date().toISOString(), state: "kept", ...what });
    scope.AnjuOutbox.wake("ticks");
  }

  /* Sends what is kept, trip by trip; resolves to sent, offline, login or later. Sent ones stay until their trip is over:
     a list that was downloaded before them is still true with them. */
  async function send(token) {
    const run = async () => {
      const kept = (await shelf.all()).filter((tick) => tick.state === "kept");
      for (const address of new Set(kept.map((tick) => tick.address))) {
        const kind = await sendTrip(address, kept.filter((tick) => tick.address === address), token);
        if (kind !== "sent") return kind;
      }
      return "sent";
    };
    return scope.navigator && navigator.locks ? navigator.locks.request("anju-ticks", run) : run();
  }

  async function sendTrip(address, ticks, token) {
    const told = ticks.map((tick) => Object.fromEntries(Object.entries(tick).filter(([name]) => !OURS.includes(name))));
    let result;
    try {
      result = await scope.AnjuOutbox.send(address, [["ticks", JSON.stringify(told)], ["now", new Date().toISOString()]], [], token);
    } catch (error) {
      return "offline";
    }
    if (result.kind !== "sent") return result.kind === "login" ? "login" : "later";
    const answers = new Map(result.body.results.map((each) => [each.id, each]));
    for (const tick of ticks) {
      const answer = answers.get(tick.id);
      if (!answer) continue;
      await shelf.put({ ...tick, state: answer.ok ? "sent" : "refused", problem: answer.message, read: result.body.read });
    }
    return "sent";
  }

  const tripOf = (path) => (path.match(/^\/d\/(\d+)\/$/) || [])[1];
  /* Lists and ticks of trips (or meetings, `nameOf` a list's address) that are over leave the phone; what was not sent stays. */
  async function tidy(trips, nameOf = tripOf) {
    for (const tick of await shelf.all()) {
      if (tick.state === "sent" && !trips.includes(tick.trip)) await shelf.remove(tick.n);
    }
    const cache = await caches.open(LISTS);
    for (const request of await cache.keys()) {
      const trip = nameOf(new URL(request.url).pathname);
      if (trip && !trips.includes(trip)) await cache.delete(request);
    }
  }

  /* The newest copy of a list, kept on the phone; null without a signal or a log-in. */
  async function keep(address) {
    let answer;
    try {
      answer = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    } catch (error) {
      return null;
    }
    if (!answer.ok || answer.redirected) return null;
    await (await caches.open(LISTS)).put(address, answer.clone());
    return answer;
  }
  async function fresh(address) {
    const answer = await keep(address);
    return answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  /* Another person's lists are not this one's. */
  async function own(name) {
    if (localStorage.getItem("anju:driver") === name) return;
    await caches.delete(LISTS);
    localStorage.setItem("anju:driver", name);
  }

  const kept = (ticks) => ticks.filter((tick) => tick.state === "kept");
  /* At any moment: how much of what was tapped is sent. `page` has the words. */
  function bar(page, ticks, { sending, needsLogin }) {
    const line = document.getElementById("sync"), waiting = kept(ticks).length;
    const refused = ticks.filter((tick) => tick.state === "refused").length;
    let tone = "ok", words = page.wordAll;
    if (refused) { tone = "bad"; words = `${page.wordRefused} ${refused}`; }
    if (waiting) { tone = "wait"; words = `${needsLogin ? page.wordEnter : page.wordKept} ${waiting}`; }
    if (waiting && sending) words = page.wordSending;
    line.className = `syncbar ${tone}`;
    line.querySelector("[data-words]").textContent = words;
    line.querySelector("[data-as-of]").textContent = scope.AnjuOutbox.clockOf(new Date(Number(page.read)));
    line.querySelector("a").hidden = !(waiting && needsLogin);
  }
  /* What could not be entered, each with a button that takes it away. `nameOf` a tick, `then` draw again. */
  function refusals(page, ticks, nameOf, then) {
    const box = document.getElementById("refused"), refused = ticks.filter((tick) => tick.state === "refused");
    box.hidden = !refused.length;
    box.querySelector("ul").replaceChildren(...refused.map((tick) => {
      const line = document.createElement("li"), drop = document.createElement("button");
      line.className = "row";
      line.textContent = [nameOf(tick), scope.AnjuOutbox.clockOf(new Date(tick.at)), tick.problem].filter(Boolean).join(" · ");
      drop.type = "button";
      drop.className = "button ghost";
      drop.textContent = page.wordSeen;
      drop.addEventListener("click", async () => { await shelf.remove(tick.n); then(); });
      line.append(drop);
      return line;
    }));
  }

  /* The cards of lists: which lists are on the phone, and how many taps of each are not sent. `of(tick, card)`: of this card. */
  async function cards(page, ticks, of) {
    const cache = await caches.open(LISTS), unsent = kept(ticks);
    for (const card of document.querySelectorAll("[data-list]")) {
      const waiting = unsent.filter((tick) => of(tick, card)).length;
      card.querySelector("[data-here]").hidden = !(await cache.match(card.getAttribute("href")));
      card.querySelector("[data-waiting]").hidden = !waiting;
      card.querySelector("[data-waiting] b").textContent = String(waiting);
    }
    page.drawn = "yes";
  }
  /* Loads this page and the lists onto the phone, as far as there is a signal; then draws. */
  async function load(page, lists, draw) {
    for (const address of [location.pathname, ...lists]) {
      if (!(await keep(address)) && !navigator.onLine) return;
    }
    await draw();
    page.lists = "yes";
  }
  /* Whether a page may be older than its list: it came from the phone, or has stood open. */
  const stale = (page) => !navigator.serviceWorker || !navigator.serviceWorker.controller || Date.now() - Number(page.read) > STALE_MS;
  /* Sends what a page noted whenever there is a signal. `ticks()` are those of the page, `draw()` shows how it stands, and
     `refresh()` takes the newest list. Gives `now` for the bar, and `sync` to send at once. */
  function sender(page, ticks, draw, refresh) {
    const now = { sending: false, needsLogin: false };
    async function sync() {
      if (now.sending || !navigator.onLine) return draw();
      if (!kept(await ticks()).length) return undefined;
      now.sending = true;
      await draw();
      const kind = await send(page.token);
      now.sending = false;
      now.needsLogin = kind === "login";
      await draw();
      if (kind === "sent") { await refresh(); await draw(); }
      if (kept(await ticks()).length) setTimeout(sync, kind === "sent" ? 0 : AGAIN_MS);
      return undefined;
    }
    scope.addEventListener("online", sync);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) sync(); });
    return { now, sync };
  }

  async function wipe() {
    await caches.delete(LISTS);
    await shelf.clear();
  }

  scope.AnjuTicks = { LISTS, all: shelf.all, remove: shelf.remove, add, send, tidy, keep, fresh, own, kept, bar, refusals, cards, load, stale, sender, wipe };
})(self);
