/* The form of a report: one step at a time, small photos, nothing lost, and kept on the phone when there is no signal. */
(function () {
  "use strict";
  const form = document.getElementById("report");
  if (!form) return;
  const words = form.dataset, page = document.body.dataset;
  const STEPS = ["where", "what", "send"], MOST = Number(words.photos);
  const DRAFT = "anju:draft:" + location.pathname, LAST = "anju:last:" + (location.pathname.match(/^\/(?:c|f\/file)\/([\w-]+)/) || [])[1];
  const TEXTS = ["place", "text", "name", "phone"], PICKS = ["building", "unit", "spot", "phrase"];
  const fileInput = form.querySelector("#photos"), thumbs = form.querySelector("#thumbs"), submit = form.querySelector("#submit");
  const problem = form.querySelector("#problem");
  let photos = [], sending = false, keptItem = null;

  /* ---- Steps ---- */
  const canHide = window.CSS && CSS.supports && CSS.supports("selector(:has(a))");
  function stepNow() {
    const named = location.hash.slice(1);
    return STEPS.includes(named) ? named : STEPS[Number(words.open) - 1];
  }
  function showStep(focus) {
    const now = stepNow();
    if (!canHide) STEPS.forEach((name) => { document.getElementById(name).hidden = name !== now; });
    if (now === "send") summarise();
    if (focus) {
      window.scrollTo(0, 0);
      document.getElementById(now + "-title").focus({ preventScroll: true });
    }
  }
  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-next], [data-back]");
    if (!link) return;
    if (link.dataset.next === "what" && !hasPlace()) {
      event.preventDefault();
      fail("building", words.wordWhere);
    }
  });
  /* Enter goes on to the next step; only the last one sends. */
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || event.target.name === "household_q") return;
    event.preventDefault();
    document.getElementById(stepNow()).querySelector(".bar .primary").click();
  });
  window.addEventListener("hashchange", () => showStep(true));

  function hasPlace() {
    clear("building");
    return Boolean(value("building") || value("household") || value("spot") || value("place") || !form.querySelector("[name=building]"));
  }

  /* ---- Fields ---- */
  const every = (name) => Array.from(form.querySelectorAll(`[name=${name}]`));
  function value(name) {
    const found = every(name);
    if (!found.length) return "";
    if (found[0].type === "radio") return (found.find((one) => one.checked) || { value: "" }).value;
    return found[0].value.trim();
  }
  function wordsOf(name) {
    const found = every(name);
    if (found.length && found[0].tagName === "SELECT") return found[0].value ? found[0].selectedOptions[0].textContent : "";
    return found.filter((one) => one.checked).map((one) => one.parentElement.textContent.trim()).join("，");
  }
  function limitUnits() {
    const select = form.querySelector("select[name=building]");
    const chosen = select ? select.selectedOptions[0] : every("building").find((one) => one.checked);
    const units = chosen ? Number(chosen.dataset.units || 0) : 0;
    every("unit").forEach((one) => {
      const fits = !units || Number(one.value) <= units;
      one.parentElement.hidden = !fits;
      if (!fits) one.checked = false;
    });
    const box = form.querySelector("#units");
    if (box) box.hidden = units === 1;
  }
  /* Where exactly is optional: a second tap takes it back. Not so the building, which may stand chosen from the last time. */
  let before = null;
  form.addEventListener("pointerdown", (event) => { before = event.target.name === "spot" && event.target.checked ? event.target : null; });
  form.addEventListener("click", (event) => {
    if (before && event.target === before) { event.target.checked = false; before = null; changed(); }
  });
  form.addEventListener("input", (event) => { if (event.target.name) clear(event.target.name); changed(); });

  function changed() { limitUnits(); saveDraft(); }

  function summarise() {
    const where = [wordsOf("building"), wordsOf("unit"), wordsOf("spot"), value("place")].filter(Boolean).join(" ");
    const what = [wordsOf("phrase"), value("text")].filter(Boolean).join("\n");
    const count = photos.length + every("kept").length;
    const say = (name, text) => { form.querySelector(`[data-sum=${name}]`).textContent = text || words.wordNothing; };
    say("where", where); say("what", what); say("photos", count ? String(count) : "");
    form.querySelector("#summary").hidden = false;
  }

  /* ---- Nothing typed is lost ---- */
  function saveDraft() {
    try { sessionStorage.setItem(DRAFT, JSON.stringify(draftNow())); } catch (error) { /* private mode: the page itself still holds it */ }
  }
  function draftNow() {
    const draft = { id: form.client_id.value };
    TEXTS.forEach((name) => { draft[name] = value(name); });
    PICKS.forEach((name) => { draft[name] = every(name).filter((one) => one.checked || (one.tagName === "SELECT" && one.value)).map((one) => one.value); });
    return draft;
  }
  function fill(draft) {
    TEXTS.forEach((name) => { if (draft[name] && form[name]) form[name].value = draft[name]; });
    PICKS.forEach((name) => every(name).forEach((one) => {
      if (one.tagName === "SELECT") one.value = (draft[name] || [])[0] || "";
      else one.checked = (draft[name] || []).includes(one.value);
    }));
  }
  function readDraft() {
    try { return JSON.parse(sessionStorage.getItem(DRAFT) || "null"); } catch (error) { return null; }
  }
  function forget() {
    sessionStorage.removeItem(DRAFT);
    form.client_id.value = AnjuOutbox.newId();
  }
  async function begin() {
    const kept = new URLSearchParams(location.search).get("kept");
    keptItem = kept ? await AnjuOutbox.get(kept) : null;
    if (keptItem && !keptItem.sent) {
      fill(keptItem.draft);
      form.client_id.value = keptItem.id;
      photos = keptItem.photos.map((blob) => ({ blob, url: URL.createObjectURL(blob) }));
      showThumbs();
      if (keptItem.problem) tell(keptItem.problem);
    } else if (form.querySelector(".error:not([hidden])") || !problem.hidden) {
      saveDraft(); // the server sent the form back with everything in it
    } else {
      const draft = readDraft();
      form.client_id.value = draft ? draft.id : AnjuOutbox.newId(); // a page kept on the phone carries an old number
      if (draft) fill(draft);
      else if (!value("building")) fillLast();
    }
    limitUnits();
    showStep(false);
    form.dataset.ready = "yes";
  }
  /* Most people report from where they live: what was chosen last stands ready, plain to see. */
  function fillLast() {
    try { fill(JSON.parse(localStorage.getItem(LAST) || "{}")); } catch (error) { /* nothing remembered */ }
  }
  function rememberPlace() {
    const last = {};
    ["building", "unit"].forEach((name) => { last[name] = value(name) ? [value(name)] : []; });
    try { localStorage.setItem(LAST, JSON.stringify(last)); } catch (error) { /* full or forbidden */ }
  }

  /* ---- Photos ---- */
  fileInput.addEventListener("change", async () => {
    clear("photos");
    const chosen = Array.from(fileInput.files);
    fileInput.value = "";
    const room = MOST - photos.length - every("kept").length;
    if (chosen.length > room) fail("photos", words.wordFull, true);
    for (const file of chosen.slice(0, Math.max(room, 0))) {
      const blob = await AnjuPhoto.small(file);
      photos.push({ blob, url: URL.createObjectURL(blob) });
    }
    showThumbs();
  });
  function showThumbs() {
    thumbs.replaceChildren(...photos.map((photo, index) => {
      const line = document.createElement("li"), image = document.createElement("img"), button = document.createElement("button");
      image.src = photo.url;
      image.alt = `${words.wordPhoto} ${index + 1}`;
      button.type = "button";
      button.setAttribute("aria-label", words.wordRemove);
      button.addEventListener("click", () => {
        URL.revokeObjectURL(photo.url);
        photos = photos.filter((one) => one !== photo);
        clear("photos");
        showThumbs();
      });
      line.append(image, button);
      return line;
    }));
    form.querySelector(".pick").hidden = photos.length + every("kept").length >= MOST;
  }

  /* ---- Errors ---- */
  function clear(name) {
    const place = document.getElementById("error-" + name);
    if (place) { place.hidden = true; place.textContent = ""; }
    every(name).forEach((one) => one.removeAttribute("aria-invalid"));
  }
  function fail(name, message, stay) {
    const place = document.getElementById("error-" + name);
    if (!place) return tell(message);
    place.textContent = Array.isArray(message) ? message.join(" ") : message;
    place.hidden = false;
    every(name).forEach((one) => one.setAttribute("aria-invalid", "true"));
    if (!stay) place.scrollIntoView({ block: "center" });
    return undefined;
  }
  function tell(message) {
    problem.textContent = message;
    problem.hidden = !message;
    if (message) window.scrollTo(0, 0);
  }

  /* ---- Sending ---- */
  form.addEventListener("submit", async (event) => {
    if (event.submitter && event.submitter.name === "find") return; // household.js
    event.preventDefault();
    if (sending) return;
    busy(true);
    tell("");
    rememberPlace();
    try {
      if (!navigator.onLine) return await keep();
      await sendNow();
    } finally {
      busy(false);
    }
  });
  function busy(on) {
    sending = on;
    form.classList.toggle("busy", on);
    submit.disabled = on;
    submit.lastChild.textContent = on ? words.wordBusy : submitWord;
  }
  const submitWord = submit.lastChild.textContent;

  const fields = () => Array.from(new FormData(form).entries()).filter(([name]) => !["photos", "csrfmiddlewaretoken"].includes(name));
  const blobs = () => photos.map((photo) => photo.blob);
  const address = location.pathname;

  async function sendNow() {
    let result;
    try {
      result = await AnjuOutbox.send(address, fields(), blobs(), page.token, form.csrfmiddlewaretoken.value);
    } catch (error) {
      return keep(); // the signal went away half-way: the number of the form keeps it one report
    }
    if (result.kind === "sent") {
      if (keptItem) await AnjuOutbox.remove(keptItem.id);
      forget();
      location.href = result.body.url;
      return undefined;
    }
    if (result.kind === "login") return keep();
    if (result.kind === "later") return tell(result.body.message || words.wordAgain);
    const errors = result.body.errors || {};
    Object.entries(errors).forEach(([name, message]) => fail(name, message));
    if (result.body.message || !Object.keys(errors).length) tell(result.body.message || words.wordAgain);
    const step = STEPS[(result.body.step || 3) - 1];
    if (step !== stepNow()) location.hash = step;
    return undefined;
  }

  async function keep() {
    const where = [wordsOf("building"), wordsOf("unit"), wordsOf("spot"), value("place")].filter(Boolean).join(" ");
    await AnjuOutbox.keep({
      id: form.client_id.value, address, fields: fields(), photos: blobs(),
      draft: draftNow(), title: [words.title, where].filter(Boolean).join(" · "),
    });
    forget();
    const done = document.createElement("div");
    done.className = "card";
    const word = document.createElement("h1");
    word.tabIndex = -1;
    word.textContent = words.wordKept;
    const back = document.createElement("a");
    back.className = "button primary wide";
    back.href = words.home;
    back.textContent = document.querySelector(".back").getAttribute("aria-label");
    done.append(word, back);
    form.replaceWith(done);
    word.focus();
  }

  window.addEventListener("pageshow", (event) => { if (event.persisted) { forget(); } });
  begin();
})();
