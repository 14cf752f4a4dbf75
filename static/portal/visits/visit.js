/* Filling in a visit: whom one met, the questionnaires one by one, what is to be done, photos and a signature.
   Every change is sealed on the phone at once; "Save" makes it ready to be sent. */
(function (scope) {
  "use strict";
  const { page, word, draw, show, values, plus, today } = scope.AnjuScreens, vault = scope.AnjuVault, Sync = scope.AnjuSync;
  const box = document.getElementById("visit"), SOON_MS = 300;
  let item = null, home = null, pack = null, handle = null, asked = "", stage = 0, timer = 0, saving = Promise.resolve();

  /* ---- Nothing typed is lost ---- */
  function changed() {
    page.unsaved = "yes";
    clearTimeout(timer);
    timer = setTimeout(flush, SOON_MS);
  }
  function flush() {
    clearTimeout(timer);
    timer = 0;
    if (!item || !box.firstChild || !vault.open()) return saving;
    read();
    const copy = structuredClone(item);
    saving = saving.then(() => vault.put(`item:${copy.id}`, copy)).then(() => { if (!timer) delete page.unsaved; });
    return saving;
  }
  function read() {
    const body = item.body;
    item.stage = stages()[stage];
    if (handle && asked) body.instruments[asked] = { ...body.instruments[asked], version: item.versions[asked], answers: handle.answers() };
    const form = box.querySelector("form");
    if (!form) return;
    const typed = values(form);
    if (form.dataset.stage === "who") {
      body.met = Array.from(form.querySelectorAll("[name=met]:checked"), (each) => Number(each.value));
      ["place", "present_status", "refused_why"].forEach((name) => { body[name] = typed[name] || ""; });
      item.more = Array.from(form.querySelectorAll("[name=more]:checked"), (each) => each.value);
    }
    if (form.dataset.stage === "why") body.why = typed.why || "";
    if (form.dataset.stage === "end") {
      body.note = typed.note || "";
      body.tasks = typed.text ? [{ kind: typed.kind, text: typed.text, due_on: typed.due_on }] : [];
    }
  }
  /* What is drawn belongs to this visit: it must not be read into the next, nor stay behind a locked door. */
  function leave() {
    clearTimeout(timer);
    box.replaceChildren();
    item = home = pack = handle = null;
    asked = "";
    stage = 0;
  }

  /* ---- Stages ---- */
  const due = () => (home.visit && home.visit.id === item.visit ? home.visit.instruments : item.due || []);
  const keys = () => Array.from(new Set([...due(), ...(item.more || []), ...Object.keys(item.versions)])).filter((key) => pack.current[key] || item.versions[key]);
  const corrects = () => item.what === "correct";
  const stages = () => corrects() ? [...Object.keys(item.versions), "why"] : ["who", ...(item.body.refused_why ? [] : keys()), "end"];

  async function go(to) {
    if (handle && to > stage && !handle.check()) return;
    await flush();
    const all = stages();
    stage = Math.max(0, Math.min(to, all.length - 1));
    handle = null; asked = "";
    const name = all[stage], drawn = draw("visit", {
      title: home.title, place: home.room, problem: item.problem || "", saves: word(`save_${item.what}`),
    }, { next: stage < all.length - 1 && (() => go(stage + 1)), before: stage > 0 && (() => go(stage - 1)), save: stage === all.length - 1 && save });
    drawn.querySelector(".steps").append(...all.map((one, n) => Object.assign(document.createElement("i"), { className: n <= stage ? "on" : "" })));
    box.replaceChildren(drawn);
    const place = drawn.querySelector("[data-stage-here]");
    if (name === "who") who(place);
    else if (name === "end") end(place);
    else if (name === "why") why(place);
    else await ask(place, name);
    page.stage = name;
    changed();
    window.scrollTo(0, 0);
  }
  function taps(form, name, choices, chosen, kind) {
    form.querySelector(`[data-taps=${name}]`).append(...choices.map(([value, text]) => {
      const tap = draw("tap", { text }), input = tap.querySelector("input");
      Object.assign(input, { type: kind, name, value, checked: [].concat(chosen || []).map(String).includes(String(value)) });
      return tap;
    }));
  }
  function who(place) {
    const form = draw("who", { more: Object.keys(pack.current).some((key) => !due().includes(key)) }), body = item.body;
    taps(form, "met", home.people.map((one) => [one.id, one.name]), body.met, "checkbox");
    taps(form, "place", pack.places, body.place || "home", "radio");
    taps(form, "present_status", pack.statuses, body.present_status || home.status, "radio");
    taps(form, "more", Object.keys(pack.current).filter((key) => !due().includes(key)).map((key) => [key, pack.names[key]]), item.more, "checkbox");
    form.refused_why.value = body.refused_why || "";
    place.append(form);
  }
  async function ask(place, key) {
    item.versions[key] = item.versions[key] || pack.current[key];
    const form = await vault.get(`form:${item.versions[key]}`);
    asked = key;
    place.append(draw("asked", { title: form.title, old: item.versions[key] !== pack.current[key] }));
    const holder = document.createElement("div"), before = item.body.instruments[key];
    holder.innerHTML = form.html;
    holder.querySelector("[data-instrument]").dataset.byScript = "yes";
    place.append(holder);
    handle = AnjuForm.attach(holder, {
      answers: before ? before.answers : home.prefills[key] || {}, members: home.people.map((one) => ({ key: one.id, name: one.name, note: one.words })), onchange: changed,
    });
    holder.querySelectorAll("[data-kind=photo]").forEach((field) => {
      const thumbs = Object.assign(document.createElement("ul"), { className: "thumbs" });
      field.append(thumbs);
      scope.AnjuShots.photos(field.querySelector("input[type=file]"), thumbs, item, field.dataset.path, () => photographed(field.dataset.path));
    });
  }
  /* The answer to a question for photos is their numbers; the pictures go by themselves. */
  function photographed(path) {
    const had = (item.had && item.had[asked][path]) || []; // of a correction: those that are with the visit already stay
    handle.photos[path] = [...had, ...item.shots.filter((shot) => shot.question === path).map((shot) => shot.id)];
    handle.show();
    changed();
  }
  function why(place) {
    const form = draw("why");
    form.why.value = item.body.why || "";
    place.append(form);
    photos(form);
  }
  function end(place) {
    const form = draw("end"), body = item.body, task = (body.tasks || [])[0] || {};
    form.note.value = body.note || "";
    form.text.value = task.text || "";
    form.due_on.min = today();
    form.due_on.value = task.due_on || plus(today(), 14);
    pack.task_kinds.forEach(([value, text]) => form.kind.append(new Option(text, value, false, value === task.kind)));
    place.append(form);
    const signed = scope.AnjuShots.pad(form.querySelector("canvas"), item, "", changed);
    form.querySelector("[data-again]").addEventListener("click", signed.again);
    photos(form);
  }
  /* Pictures of the visit that belong to no question. */
  function photos(form) {
    scope.AnjuShots.photos(form.querySelector("input[type=file]"), form.querySelector(".thumbs"), item, "", changed);
  }

  /* ---- Save ---- */
  async function save() {
    const form = box.querySelector("form[data-stage]");
    if (form && !form.reportValidity()) return;
    await scope.AnjuShots.settled();
    await flush();
    if (!item) return; // tapped twice
    item.body.started_at = new Date(item.started).toISOString();
    item.body.ended_at = new Date().toISOString();
    item.body.instruments = Object.fromEntries(Object.entries(item.body.instruments).filter(([key]) => stages().includes(key)));
    item.body.base = home.base || {};
    const done = { ...item, state: "ready", at: Date.now(), problem: "", code: "" };
    const kept = item;
    item = null;
    try {
      await Sync.keep(done);
    } catch (error) {
      item = kept;
      throw error;
    }
    leave();
    location.hash = "";
    scope.AnjuDoor.sync();
  }

  /* Resolves to where "back" leads. */
  async function open(id) {
    await close();
    pack = await vault.get("pack");
    item = await vault.get(`item:${id}`);
    home = pack && item && pack.households.find((each) => each.id === item.household);
    if (!home || item.state !== "draft") { leave(); location.hash = ""; return "#"; }
    item.body = { instruments: {}, tasks: [], met: [], ...item.body };
    item.versions = item.versions || {};
    item.due = due();
    show("visit");
    await go(Math.max(0, stages().indexOf(item.stage)));
    return `#h=${home.id}`;
  }
  /* Everything of it is sealed, and nothing of it shown any more. */
  async function close() {
    await scope.AnjuShots.settled();
    await flush();
    leave();
  }
  box.addEventListener("input", changed);
  box.addEventListener("change", changed);
  window.addEventListener("hashchange", () => { flush(); });
  window.addEventListener("pagehide", flush);

  scope.AnjuVisit = { open, close, leave };
})(self);
