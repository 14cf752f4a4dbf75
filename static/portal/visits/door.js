/* The door of the visits: a PIN is set, asked for, and forgotten after a pause; then the screens by their address, and at
   any moment how much is sent. Nothing personal stands in this page itself. */
(function (scope) {
  "use strict";
  const { page, word, show } = scope.AnjuScreens, vault = scope.AnjuVault, keeper = scope.AnjuKeeper, Sync = scope.AnjuSync;
  const PAUSE_MS = 600000, AGAIN_MS = 30000, OLD_MS = 3600000, PATIENCE_MS = 4000;
  const form = document.getElementById("pin"), bar = document.getElementById("sync"), back = document.getElementById("back");
  const told = document.getElementById("told"), fault = document.getElementById("pin-fault");
  let sending = false, answer = "", last = Date.now(), waitingFor = 0;

  /* ---- PIN ---- */
  function ask(isNew, why) {
    show("door");
    form.reset();
    form.dataset.mode = isNew ? "new" : "open";
    document.querySelectorAll("[data-mode-is]").forEach((each) => { each.hidden = each.dataset.modeIs !== form.dataset.mode; });
    form.again.required = isNew;
    told.textContent = why || "";
    told.hidden = !why;
    say("");
    form.dataset.ready = "yes";
  }
  function say(words) { fault.textContent = words; fault.hidden = !words; }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.classList.contains("busy")) return;
    form.classList.add("busy");
    try {
      await (form.dataset.mode === "new" ? setPin() : openWith(form.code.value));
    } finally {
      form.classList.remove("busy");
    }
  });
  async function setPin() {
    const pin = form.code.value, weak = vault.weak(pin);
    if (weak) return say(word(`pin_${weak}`));
    if (pin !== form.again.value) return say(word("pin_differs"));
    const device = AnjuOutbox.newId();
    let made;
    try {
      made = await Sync.register(device);
    } catch (error) {
      return say(word("needsSignal"));
    }
    if (made.kind === "login") return toLogin();
    if (made.kind !== "sent") return say(made.body.message || word("again"));
    await vault.create(pin, { device, days: made.body.days, tries: made.body.tries });
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    return enter();
  }
  async function openWith(pin) {
    const opened = await vault.unlock(pin);
    form.code.value = "";
    if (opened.kind === "wrong") return say(word("wrong", { n: opened.left }));
    if (opened.kind === "wiped") return begin();
    return enter();
  }
  async function enter() {
    form.reset();
    last = Date.now();
    await route();
    await sync(true);
  }
  async function lock(why) {
    await scope.AnjuVisit.close();
    forget();
    ask(false, word(why));
  }
  /* The key, and what was shown with it. */
  function forget() {
    vault.lock();
    [scope.AnjuVisit, scope.AnjuHome, scope.AnjuLists].forEach((screen) => screen.leave());
    bar.hidden = true;
  }
  const toLogin = () => { location.href = `${page.login}?next=${encodeURIComponent(location.pathname)}`; };

  /* ---- Screens ---- */
  async function route() {
    if (!vault.open()) return;
    const [what, id] = location.hash.slice(1).split("=");
    back.hidden = !what;
    if (what === "v") {
      back.href = await scope.AnjuVisit.open(id);
    } else if (what === "h") {
      back.href = "#";
      await scope.AnjuHome.open(id);
    } else await scope.AnjuLists.open();
    await showBar();
  }
  window.addEventListener("hashchange", route);

  /* ---- How much is sent ---- */
  async function showBar() {
    if (!vault.open()) { bar.hidden = true; return; }
    const items = await Sync.items(), pack = await vault.get("pack");
    const waiting = items.filter((item) => Sync.WAITING.includes(item.state)).length, refused = items.filter((item) => item.state === "refused").length;
    let tone = "ok", words = word("all");
    if (refused) { tone = "bad"; words = `${word("refused")} ${refused}`; }
    if (waiting) { tone = "wait"; words = `${answer === "login" ? word("enter") : word("kept")} ${waiting}`; }
    if (sending) words = word("sending");
    if (answer === "other") { tone = "bad"; words = word("other"); }
    bar.hidden = false;
    bar.className = `syncbar ${tone}`;
    bar.dataset.waiting = String(waiting);
    bar.querySelector("[data-words]").textContent = words;
    bar.querySelector("[data-as-of]").textContent = pack ? AnjuOutbox.clockOf(new Date(pack.made)) : "—";
    bar.querySelector("a").hidden = answer !== "login";
  }

  /* Sends what waits, then takes the newest pack; `fetch` asks for it although nothing was sent. */
  async function sync(fetchPack) {
    if (!vault.open()) return;
    if (sending || !navigator.onLine) { await showBar(); return; }
    sending = true;
    await showBar();
    try {
      answer = await Sync.send();
      const pack = await vault.get("pack"), mayAsk = ["sent", "nothing"].includes(answer);
      const old = !pack || Date.now() - pack.made > OLD_MS || pack.language !== document.documentElement.lang;
      if (mayAsk && (answer === "sent" || old || fetchPack)) answer = await Sync.download();
    } finally {
      sending = false;
    }
    if (answer === "wiped") { await begin(); return; }
    if (vault.open() && page.screen !== "visit" && !scope.AnjuHome.busy()) await route();
    await showBar();
    clearTimeout(waitingFor);
    if (Number(bar.dataset.waiting) && answer !== "login") waitingFor = setTimeout(sync, AGAIN_MS);
  }

  /* ---- Begin: may this phone still hold anything? ---- */
  async function begin() {
    forget();
    if (!vault.works()) { show("blocked"); return; }
    await Promise.race([keeper.tidy(page.contact, page.token), new Promise((done) => { setTimeout(done, PATIENCE_MS); })]);
    const found = await keeper.vault(), gone = await keeper.gone();
    ask(!found, found ? "" : gone ? word(`gone_${gone.why}`) : "");
  }
  keeper.onWiped(begin);
  window.addEventListener("online", () => sync());
  ["pointerdown", "keydown"].forEach((name) => document.addEventListener(name, () => { last = Date.now(); }));
  setInterval(() => { if (vault.open() && Date.now() - last > PAUSE_MS) lock("locked"); }, 20000);
  document.addEventListener("visibilitychange", async () => {
    if (document.hidden || !vault.open()) return;
    if (Date.now() - last > PAUSE_MS) { lock("locked"); return; }
    if ((await keeper.contact(page.contact, page.token)) !== "wiped") sync();
  });
  document.getElementById("refresh").addEventListener("click", () => sync(true));
  document.getElementById("lock").addEventListener("click", () => lock("lockedNow"));
  document.getElementById("empty").addEventListener("click", async (event) => {
    const found = await keeper.vault();
    if (!event.target.dataset.warned && found) { event.target.dataset.warned = "yes"; event.target.textContent = word("emptySure", { n: found.unsent }); return; }
    await keeper.wipe("again");
    await begin();
  });

  /* Nothing is lost unsaid: most often the phone's storage is full. */
  window.addEventListener("unhandledrejection", () => { document.getElementById("trouble").hidden = false; });

  scope.AnjuDoor = { sync, showBar };
  begin();
})(self);
