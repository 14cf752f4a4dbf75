/* The file of a household: dialogs over the page, tabs by keyboard, what was done said aloud. Without it all are plain links. */
(function () {
  "use strict";
  const dialog = document.getElementById("aj-dialog");
  if (!dialog) return;
  let opener = null, touched = false, quiet = 0;

  function close() {
    dialog.close();
  }
  function say(words) {
    const said = document.getElementById("aj-said");
    said.textContent = words;
    clearTimeout(quiet);
    quiet = setTimeout(() => { said.textContent = ""; }, 6000);
  }
  function leave(event) {
    if (touched && !window.confirm(dialog.dataset.leave)) event.preventDefault();
    else if (event.type === "click") { event.preventDefault(); close(); }
  }

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const asks = event.detail.elt;
    if (event.detail.target !== dialog || dialog.contains(asks)) return;
    opener = asks.closest(".aj-menu") ? asks.closest(".aj-menu").querySelector("summary") : asks;
  });
  // A form that comes back with what was wrong (422) is shown like any other answer.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === dialog && event.detail.xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== dialog) return;
    if (!dialog.open) { touched = false; dialog.showModal(); }
    const first = dialog.querySelector("[aria-invalid='true'], [autofocus]") || dialog.querySelector("input:not([type='hidden']), select, textarea");
    if (first) first.focus();
  });
  dialog.addEventListener("input", () => { touched = true; });
  dialog.addEventListener("cancel", leave);
  dialog.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) leave(event); });
  dialog.addEventListener("close", () => {
    dialog.replaceChildren();
    touched = false;
    if (opener && opener.isConnected) opener.focus();
  });
  // Tabs: arrows move, Enter opens; the address follows, and going back reads the page anew rather than from a copy
  // of personal data that the browser would keep.
  window.htmx.config.historyCacheSize = 0;
  window.htmx.config.refreshOnHistoryMiss = true;
  function tabs() {
    return [...document.querySelectorAll("#aj-tabbed [role='tab']")];
  }
  function rove(chosen) {
    tabs().forEach((tab) => { tab.tabIndex = tab === chosen ? 0 : -1; });
  }
  function roveSelected() {
    rove(tabs().find((tab) => tab.getAttribute("aria-selected") === "true"));
  }
  document.addEventListener("keydown", (event) => {
    const all = tabs(), at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    rove(next);
    next.focus();
  });
  document.body.addEventListener("htmx:afterSettle", roveSelected);
  roveSelected();

  // The menu closes when something was chosen, with Escape, and with a click elsewhere.
  document.addEventListener("click", (event) => {
    document.querySelectorAll(".aj-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target) || event.target.closest(".aj-menu a")) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll(".aj-menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });

  document.body.addEventListener("household-changed", (event) => {
    if (dialog.open) close();
    window.htmx.ajax("GET", window.location.href, { target: "#aj-file", select: "#aj-file", swap: "outerHTML" }).then(() => {
      const menu = document.querySelector(".aj-menu > summary");
      if (menu) menu.focus();
    });
    say(event.detail.said || "");
  });
})();
