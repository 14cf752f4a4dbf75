/* One household of the pack: whom to call, who lives there, why to go; and the steps that need no form. */
(function (scope) {
  "use strict";
  const { word, draw, show, tel, today, plus, due, values } = scope.AnjuScreens, Sync = scope.AnjuSync, vault = scope.AnjuVault;
  const box = document.getElementById("home");

  const fresh = (what, home, more) => ({ id: AnjuOutbox.newId(), at: Date.now(), what, household: home.id, title: home.title, room: home.room, state: "ready", body: {}, shots: [], ...more });

  async function take(item) {
    await Sync.keep(item);
    location.hash = "";
    scope.AnjuDoor.sync();
  }
  /* What could not be entered or sent. `here`: its household is still in the list. */
  function waiting(item, here) {
    const deeds = {};
    const problem = item.lost ? word("lost", { why: item.lost }) : here ? item.problem : [item.problem, word("elsewhere")].filter(Boolean).join(" ");
    if (item.lost) deeds.seen = () => away(item);
    else deeds.drop = () => away(item);
    if (item.state === "refused") {
      if (item.what === "record" && here) deeds.change = () => begin(item);
      deeds.again = () => take({ ...item, state: "ready", problem: "" });
      if (item.code === "wrong_state" && item.visit) deeds.extra = () => take({ ...item, state: "ready", visit: null, problem: "" });
    }
    return draw("waiting", { title: [item.title, item.room].filter(Boolean).join(" · "), what: word(`what_${item.what}`), problem }, deeds);
  }
  async function away(item) {
    await Sync.drop(item);
    await scope.AnjuLists.open();
    await scope.AnjuDoor.showBar();
  }
  /* The answers of the visit that was made last, to be put right in the version in which they were asked. */
  function correction(home) {
    const told = Object.entries(home.made.answers);
    return fresh("correct", home, {
      visit: home.made.id, had: Object.fromEntries(told.map(([key, each]) => [key, each.answers])), versions: Object.fromEntries(told.map(([key, each]) => [key, each.version])), started: Date.now(),
      body: { instruments: Object.fromEntries(told.map(([key, each]) => [key, { version: each.version, of: each.of, answers: each.answers }])) },
    });
  }
  async function begin(item) {
    await vault.put(`item:${item.id}`, { ...item, state: "draft" });
    location.hash = `v=${item.id}`;
  }

  function person(one) {
    const line = draw("person", { name: one.name, words: one.words });
    one.health.forEach((state) => line.append(draw("ill", { state })));
    return line;
  }
  function task(one, home, colleagues) {
    const stands = due(one.due_on);
    const line = draw("task", { text: one.text, kind: one.kind, whose: one.whose && word("whose", { name: one.whose }), due: stands.words, tone: stands.tone, steps: one.steps.length }, {
      ...Object.fromEntries(one.steps.map((step) => [step, (event, form) => take(fresh(`task_${step}`, home, { task: one.id, body: values(form) }))])),
    });
    const picks = Array.from(line.querySelectorAll("[data-pick]"), (button) => [button, line.querySelector(`form[data-do=${button.dataset.pick}]`)]);
    const pick = (chosen) => picks.forEach(([button, form]) => {
      form.hidden = form !== chosen || !form.hidden;
      button.setAttribute("aria-expanded", String(!form.hidden));
    });
    picks.forEach(([button, form]) => { button.hidden = form.hidden; button.addEventListener("click", () => pick(form)); });
    pick(null);
    const day = line.querySelector("[name=due_on]"), owner = line.querySelector("[name=owner]");
    day.min = today();
    day.value = plus(one.due_on > today() ? one.due_on : today(), 7);
    owner.append(...colleagues.map(([key, name]) => new Option(name, key)));
    return line;
  }
  async function open(id) {
    const pack = await vault.get("pack"), home = pack && pack.households.find((each) => each.id === Number(id));
    if (!home) { location.hash = ""; return; }
    const items = await Sync.items(), mine = items.filter((item) => item.household === home.id);
    const begun = mine.find((item) => item.what === "record" && ["draft", "refused"].includes(item.state));
    const unsent = mine.find((item) => item.what === "record" && item.state === "ready" && !item.tried);
    const correcting = mine.find((item) => item.what === "correct" && item.state !== "sent");
    const sent = mine.some((item) => item.what === "record" && ["ready", "pictures", "sent"].includes(item.state));
    const visit = !sent && home.visit, stands = visit && due(visit.due_on), may = (step) => visit && visit.steps.includes(step);
    const drawn = draw("home", {
      title: home.title, room: home.room || word("nowhere"), code: home.code, facts: home.facts.join("\n"),
      due: stands && stands.words, tone: stands && stands.tone, why: visit && visit.why, last: home.last, contact: home.contact, call: tel(home.call),
      phone: home.phone, none: !visit && !begun, sent, go: begun ? word("goOn") : word("begin"), extra: !visit && !begun, tasks: home.tasks.length,
      online: home.url, reached: home.reached, correct: home.made && word("correct", { day: home.made.day }),
    }, {
      start: begun || may("record") || !home.visit || sent ? () => begin(begun || fresh("record", home, { visit: visit ? visit.id : null, started: Date.now() })) : null,
      not_met: may("not_met") && ((event, form) => take(fresh("not_met", home, { visit: visit.id, body: values(form) }))),
      change: unsent && (async () => ((await Sync.reopen(unsent.id)) ? begin(unsent) : open(id))),
      correct: home.made && !unsent && (!correcting || ["draft", "refused"].includes(correcting.state)) && (() => begin(correcting || correction(home))),
      shift: may("shift") && ((event, form) => take(fresh("shift", home, { visit: visit.id, body: values(form) }))),
    });
    drawn.querySelectorAll("[data-hold]").forEach((each) => { each.hidden = !may(each.dataset.hold); });
    drawn.querySelector("[data-people]").append(...home.people.map(person));
    drawn.querySelector("[data-tasks]").append(...home.tasks.filter((one) => !mine.some((item) => item.task === one.id)).map((one) => task(one, home, (pack.colleagues || {})[home.community] || [])));
    const day = drawn.querySelector("[name=due_on]");
    day.min = today();
    day.value = plus(visit && visit.due_on > today() ? visit.due_on : today(), 7);
    box.replaceChildren(drawn);
    show("home");
  }

  const leave = () => box.replaceChildren();
  /* Something is being typed here: what comes in meanwhile is shown later. */
  const busy = () => !box.hidden && Boolean(box.querySelector("details[open], .task form:not([hidden])"));

  scope.AnjuHome = { open, waiting, leave, busy };
})(self);
