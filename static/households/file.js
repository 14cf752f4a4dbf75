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
    if (event.detail.target === dialog && !dialog.contains(event.detail.elt)) opener = event.detail.elt;
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
  document.body.addEventListener("household-changed", (event) => {
    if (dialog.open) close();
    window.htmx.ajax("GET", window.location.href, { target: "#aj-file", select: "#aj-file", swap: "outerHTML" });
    say(event.detail.said || "");
  });
})();
