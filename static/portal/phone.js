/* What every phone page does when scripts run; without them the pages work too, with a reload more. */
(function () {
  "use strict";
  const body = document.body, root = document.documentElement, words = body.dataset;
  const PAGES = "anju-pages";

  /* Elder mode and size at once, without a signal too; a page kept on the phone shows what the cookie says now. */
  const elderCookie = () => (document.cookie.match(/(?:^|; )anju_elder=(\d+)/) || [])[1] || "0";
  function showElder(size) {
    if (size === "0") root.removeAttribute("data-elder");
    else root.setAttribute("data-elder", size);
    document.querySelectorAll("#sizes button").forEach((b) => b.setAttribute("aria-pressed", String(b.value === size)));
  }
  if ((root.dataset.elder || "0") !== elderCookie()) showElder(elderCookie());
  const sizes = document.getElementById("sizes");
  if (sizes) {
    sizes.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      event.preventDefault();
      const secure = location.protocol === "https:" ? "; Secure" : "";
      document.cookie = `anju_elder=${button.value}; Path=/; Max-Age=34560000; SameSite=Lax${secure}`;
      showElder(button.value);
    });
  }
  /* Pages kept in another language or size must not come back. */
  document.querySelectorAll("#language, #elder").forEach((form) => {
    form.addEventListener("submit", () => { if (window.caches) caches.delete(PAGES); });
    const next = form.querySelector("[name=next]");
    if (next) form.addEventListener("submit", () => { next.value += location.hash; });
  });

  /* Read aloud */
  const read = document.getElementById("read");
  if (read && window.speechSynthesis && window.SpeechSynthesisUtterance) {
    const label = read.querySelector("span"), word = label.textContent;
    const stop = () => { speechSynthesis.cancel(); label.textContent = word; };
    read.hidden = false;
    read.addEventListener("click", () => {
      if (label.textContent !== word) return stop();
      const said = new SpeechSynthesisUtterance(readable());
      said.lang = root.lang === "en" ? "en" : "zh-CN";
      said.rate = 0.9;
      said.onend = said.onerror = stop;
      label.textContent = words.wordStop;
      speechSynthesis.speak(said);
    });
    window.addEventListener("pagehide", stop);
  }
  function readable() {
    const parts = document.querySelectorAll("main h1, main h2, main p, main legend, main .label, main .tile span, main .tap span, main strong, main .button, main .chip, main dt, main dd");
    const seen = Array.from(parts).filter((e) => e.offsetParent !== null && !e.closest("[aria-hidden]") && !e.closest(".foot"));
    const whole = seen.filter((e) => !seen.some((other) => other !== e && other.contains(e)));
    return whole.map((e) => e.textContent.replace(/\s+/g, " ").trim()).filter(Boolean).join("。");
  }

  /* The signal */
  const net = document.getElementById("net");
  const showNet = () => { net.hidden = navigator.onLine; };
  window.addEventListener("online", () => { showNet(); sync(); });
  window.addEventListener("offline", showNet);
  showNet();

  /* Forms that open without a signal */
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(words.worker).then(() => navigator.serviceWorker.ready).then(keepForms).catch(() => {});
  }
  async function keepForms() {
    if (!words.keep || !navigator.onLine || !window.caches) return;
    const cache = await caches.open(PAGES);
    for (const address of [location.pathname, ...words.keep.trim().split(/\s+/)]) {
      if (await cache.match(address)) continue; // later visits refresh it
      const answer = await fetch(address, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) await cache.put(address, answer);
    }
    body.dataset.kept = "yes";
  }

  /* What waits, and sending it */
  const outbox = document.getElementById("outbox");
  async function sync() {
    if (!window.indexedDB) return;
    let items = await AnjuOutbox.all();
    if (items.some((item) => !item.sent && !item.refused) && navigator.onLine) {
      show(items, true);
      await AnjuOutbox.sendAll(words.token);
      items = await AnjuOutbox.all();
    }
    show(items, false);
    if (items.some((item) => !item.sent && !item.refused)) setTimeout(sync, 30000);
  }
  function show(items, sending) {
    if (!outbox) return;
    outbox.hidden = !items.length;
    outbox.querySelector("ul").replaceChildren(...items.map((item) => row(item, sending)));
  }
  function row(item, sending) {
    const line = make("li", "card" + (item.sent ? " sent" : ""));
    const title = make("strong", "", item.title);
    const state = make("p", "sub", stateOf(item, sending));
    line.append(title, state);
    if (item.sent) {
      const link = make("a", "number", item.sent.code);
      link.href = item.sent.url;
      link.addEventListener("click", () => AnjuOutbox.remove(item.id));
      line.append(link);
      return line;
    }
    const buttons = make("p", "buttons");
    if (item.login) {
      const login = make("a", "button primary", words.wordLogin);
      login.href = "/staff/login/?next=" + encodeURIComponent(location.pathname);
      buttons.append(login);
    }
    const change = make("a", "button ghost", words.wordChange);
    change.href = item.address + "?kept=" + encodeURIComponent(item.id);
    const drop = make("button", "button ghost", words.wordDiscard);
    drop.type = "button";
    drop.addEventListener("click", () => discard(item, line));
    buttons.append(change, drop);
    line.append(buttons);
    return line;
  }
  function stateOf(item, sending) {
    if (item.sent) return item.sent.words || words.wordSent;
    if (item.problem) return `${words.wordFailed} ${item.problem}`;
    if (item.login) return words.wordFailed;
    return sending ? words.wordSending : `${words.wordWaiting} · ${item.at}`;
  }
  async function discard(item, line) {
    await AnjuOutbox.remove(item.id);
    const undo = make("button", "button ghost", words.wordUndo);
    undo.type = "button";
    undo.addEventListener("click", async () => { await AnjuOutbox.put(item); sync(); });
    line.replaceChildren(make("p", "sub", words.wordDiscarded), undo);
  }
  function make(tag, kind, text) {
    const element = document.createElement(tag);
    if (kind) element.className = kind;
    if (text) element.textContent = text;
    return element;
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) sync(); });
  sync();

  const print = document.getElementById("print");
  if (print) { print.hidden = false; print.addEventListener("click", () => window.print()); }
})();
