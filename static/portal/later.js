/* Short forms that may wait for a signal: <form data-later data-title data-word-kept data-home>, its number in client_id.
   Without a script the form is simply sent. */
(function () {
  "use strict";
  const page = document.body.dataset;

  function begin(form) {
    const problem = form.querySelector("[data-problem]"), button = form.querySelector("button:not([type=button])");
    const fields = () => Array.from(new FormData(form).entries()).filter(([name]) => name !== "csrfmiddlewaretoken");
    const tell = (words) => { problem.textContent = words; problem.hidden = !words; if (words) problem.scrollIntoView({ block: "center" }); };

    async function sendNow() {
      let result;
      try {
        result = await AnjuOutbox.send(location.pathname, fields(), [], page.token, form.csrfmiddlewaretoken.value);
      } catch (error) {
        return keep(); // the signal went away half-way: the number of the form keeps it one
      }
      if (result.kind === "sent") location.href = result.body.url;
      else tell(result.body.message || AnjuOutbox.first(result.body.errors) || page.wordFailed);
      return undefined;
    }
    async function keep() {
      await AnjuOutbox.keep({ id: form.client_id.value, address: location.pathname, fields: fields(), title: form.dataset.title });
      const done = document.createElement("div"), word = document.createElement("h2"), back = document.createElement("a");
      done.className = "card ask";
      word.tabIndex = -1;
      word.textContent = form.dataset.wordKept;
      back.className = "button primary wide";
      back.href = form.dataset.home;
      back.textContent = form.dataset.wordHome;
      done.append(word, back);
      form.replaceWith(done);
      word.focus();
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (button.disabled) return;
      button.disabled = true;
      tell("");
      try {
        await (navigator.onLine ? sendNow() : keep());
      } finally {
        button.disabled = false;
      }
    });
    form.dataset.ready = "yes";
  }
  /* A page kept on the phone carries an old number; one that comes back from the outbox carries its own. */
  async function number(form) {
    const kept = new URLSearchParams(location.search).get("kept");
    const item = kept ? await AnjuOutbox.get(kept) : null;
    if (item && !item.sent) {
      item.fields.forEach(([name, value]) => fill(form, name, value));
      form.client_id.value = item.id;
    } else form.client_id.value = AnjuOutbox.newId();
    begin(form);
  }
  function fill(form, name, value) {
    form.querySelectorAll(`[name=${name}]`).forEach((one) => {
      if (one.type === "radio" || one.type === "checkbox") one.checked = one.value === value;
      else if (one.type !== "hidden") one.value = value;
    });
  }
  document.querySelectorAll("form[data-later]").forEach(number);
})();
