/* To visit today and this week, and all my households, by building. */
(function (scope) {
  "use strict";
  const { page, word, draw, show, tel, today, endOfWeek, due } = scope.AnjuScreens, Sync = scope.AnjuSync;
  const box = document.getElementById("list"), groups = document.getElementById("groups"), search = document.getElementById("search"), waiting = document.getElementById("waiting");
  let chosen = "today", pack = null, items = [];

  const isToday = (home) => home.visit && home.visit.due_on <= today();
  const isThisWeek = (home) => home.visit && home.visit.due_on <= endOfWeek();
  const itemOf = (home) => items.find((item) => item.household === home.id && ["record", "correct"].includes(item.what) && item.state !== "sent");
  const isDone = (home) => items.some((item) => item.household === home.id && item.what === "record" && ["ready", "pictures", "sent"].includes(item.state));

  function rows() {
    if (chosen === "all") return pack.households.filter(fits);
    return pack.households.filter((home) => !isDone(home) && (chosen === "today" ? isToday(home) : isThisWeek(home)));
  }
  function fits(home) {
    const typed = search.value.trim().toLowerCase();
    return !typed || home.find.includes(typed);
  }
  function row(home) {
    const begun = itemOf(home), stands = home.visit && due(home.visit.due_on);
    return draw("row", {
      title: home.title, place: home.room, why: home.visit ? home.visit.why : "", url: `#h=${home.id}`, call: tel(home.call),
      due: stands && !isDone(home) ? stands.words : "", tone: stands && stands.tone, begun: begun && begun.state === "draft",
      waiting: begun && Sync.WAITING.includes(begun.state), refused: begun && begun.state === "refused",
    });
  }
  function byBuilding(found) {
    const parts = new Map();
    found.forEach((home) => parts.set(home.building, [...(parts.get(home.building) || []), home]));
    return Array.from(parts, ([building, homes]) => {
      const part = draw("group", { building: building || word("nowhere"), n: homes.length });
      const order = (home) => (chosen === "all" ? "" : home.visit.due_on);
      homes.sort((one, other) => order(one).localeCompare(order(other)));
      part.querySelector("[data-rows]").append(...homes.map(row));
      return part;
    });
  }
  function showWaiting() {
    const here = (item) => pack.households.some((home) => home.id === item.household);
    const found = items.filter((item) => item.state === "refused" || item.lost || (item.state === "draft" && !here(item)));
    const cards = found.map((item) => scope.AnjuHome.waiting(item, here(item)));
    if (pack.left_out) cards.unshift(draw("left-out", { n: word("left_out", { n: pack.left_out }) }));
    if (pack.clashes) cards.unshift(draw("clashes", { n: word("clashes", { n: pack.clashes }), clashes: page.clashes }));
    waiting.replaceChildren(...cards);
    waiting.hidden = !cards.length;
  }
  function draws() {
    const sizes = { today: 0, week: 0, all: pack.households.length };
    pack.households.filter((home) => !isDone(home)).forEach((home) => { sizes.today += isToday(home) ? 1 : 0; sizes.week += isThisWeek(home) ? 1 : 0; });
    box.querySelectorAll("[data-choose]").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.choose === chosen));
      button.querySelector("b").textContent = String(sizes[button.dataset.choose]);
    });
    search.parentElement.hidden = chosen !== "all";
    showWaiting();
    const found = rows();
    groups.replaceChildren(...byBuilding(found));
    box.querySelectorAll("[data-empty]").forEach((each) => { each.hidden = Boolean(found.length) || each.dataset.empty !== (pack.households.length ? chosen : "none"); });
    document.body.dataset.drawn = String(found.length);
  }
  async function open() {
    pack = await scope.AnjuVault.get("pack");
    items = await Sync.items();
    show("list");
    if (pack) draws();
  }
  function leave() {
    pack = null;
    items = [];
    search.value = "";
    groups.replaceChildren();
    waiting.replaceChildren();
  }
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose]");
    if (button && pack) { chosen = button.dataset.choose; draws(); }
  });
  search.addEventListener("input", () => draws());

  scope.AnjuLists = { open, leave };
})(self);
