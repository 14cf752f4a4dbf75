/* Drawing from <template>: [data-f=name] gets its text (and hides when there is none), [data-if=name] shows or hides,
   [data-to=name] gets its address, [data-do=name] its deed. Words stand in data-word-… of the body. */
(function (scope) {
  "use strict";
  const page = document.body.dataset, SCREENS = ["blocked", "door", "list", "home", "visit"];

  /* word("left", { n: 3 }) → data-word-left with %(n)s filled in. */
  function word(name, values) {
    const key = `word${name[0].toUpperCase()}${name.slice(1)}`;
    return Object.entries(values || {}).reduce((words, [each, value]) => words.replace(`%(${each})s`, value), page[key] || "");
  }
  function fill(root, values, deeds) {
    root.querySelectorAll("[data-f]").forEach((each) => {
      const text = values[each.dataset.f];
      each.textContent = text ?? "";
      each.hidden = !text && text !== 0;
    });
    root.querySelectorAll("[data-if]").forEach((each) => { each.hidden = !values[each.dataset.if]; });
    root.querySelectorAll("[data-to]").forEach((each) => {
      const address = values[each.dataset.to];
      each.hidden = !address;
      if (address) each.setAttribute("href", address);
    });
    root.querySelectorAll("[data-tone]").forEach((each) => { each.className = `chip ${values[each.dataset.tone] || "flat"}`; });
    root.querySelectorAll("[data-do]").forEach((each) => {
      const act = deeds && deeds[each.dataset.do];
      each.hidden = !act;
      if (act) each.addEventListener(each.tagName === "FORM" ? "submit" : "click", (event) => { event.preventDefault(); act(event, each); });
    });
    return root;
  }
  function draw(name, values, deeds) {
    const found = document.getElementById(`t-${name}`).content.cloneNode(true);
    return fill(found, values || {}, deeds).firstElementChild;
  }
  function show(name) {
    SCREENS.forEach((each) => { document.getElementById(each).hidden = each !== name; });
    document.body.dataset.screen = name;
    window.scrollTo(0, 0);
  }
  const tel = (number) => (number ? "tel:" + number.replace(/[^\d+]/g, "") : "");

  /* Days as text, 2026-11-23, in the community's time. */
  const inChina = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" });
  const today = () => inChina.format(new Date());
  const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 86400000);
  const plus = (day, n) => new Date(Date.parse(day) + n * 86400000).toISOString().slice(0, 10);
  const endOfWeek = () => plus(today(), (7 - new Date(Date.parse(today())).getUTCDay()) % 7);
  const shown = (day) => new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "UTC", month: "short", day: "numeric", weekday: "short" }).format(Date.parse(day));

  /* How a day stands to today: { words, tone }. */
  function due(day) {
    const left = days(today(), day);
    if (left < 0) return { words: word("late", { n: -left }), tone: "late" };
    if (left === 0) return { words: word("today"), tone: "due" };
    return { words: shown(day), tone: "flat" };
  }
  /* Values of a form that are empty are left out; several of a name make a list. */
  function values(form) {
    const found = {};
    for (const [name, value] of new FormData(form).entries()) if (typeof value === "string" && value.trim()) found[name] = value.trim();
    return found;
  }

  scope.AnjuScreens = { page, word, fill, draw, show, tel, today, plus, endOfWeek, shown, due, values };
})(self);
