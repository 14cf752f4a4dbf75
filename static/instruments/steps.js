/* One group at a time, with the browser's own way back; and scores with their parts. Both serve instruments/form.js. */
(function (scope) {
  "use strict";
  const say = (words, values) => words.replace(/%\((\w+)\)[sd]/g, (_all, name) => values[name]);
  const plain = (value) => Number(value.toFixed(value < 10 ? 2 : 0)).toLocaleString("en-US");

  class Steps {
    constructor(form) {
      this.form = form;
      this.groups = Array.from(form.element.querySelectorAll("[data-group]"));
      const kept = history.state && history.state.iq;
      this.now = this.groups.some((group) => group.dataset.group === kept) ? kept : this.groups[0].dataset.group;
      this.moves = form.element.querySelector("[data-moves]");
      this.back = this.moves.querySelector("[data-back]");
      this.next = this.moves.querySelector("[data-next]");
      this.back.textContent = form.words.back;
      this.next.textContent = form.words.next;
      this.moves.hidden = false;
      this.back.addEventListener("click", () => history.back());
      this.next.addEventListener("click", () => this.forward());
      window.addEventListener("popstate", (event) => this.turn((event.state && event.state.iq) || this.groups[0].dataset.group));
    }
    open() { return this.groups.filter((group) => !group.dataset.empty); }
    forward() {
      const here = this.groups.find((group) => group.dataset.group === this.now);
      const wrong = this.form.verdict.faults.find((fault) => here.contains(this.form.place(fault.key)));
      if (wrong) {
        here.querySelectorAll("[data-path]").forEach((place) => this.form.touched.add(place.dataset.path));
        this.form.show();
        this.form.focus(wrong.key);
        return;
      }
      const open = this.open(), after = open[open.indexOf(here) + 1];
      if (after) this.go(after.dataset.group);
    }
    go(name) {
      if (name === this.now) return;
      history.pushState({ iq: name }, "");
      this.turn(name);
    }
    turn(name) {
      if (!this.groups.some((group) => group.dataset.group === name)) return;
      this.now = name;
      this.show();
      const heading = this.groups.find((group) => group.dataset.group === name).querySelector(".iq-heading");
      this.form.element.scrollIntoView({ block: "start" });
      if (heading) heading.focus({ preventScroll: true });
    }
    show() {
      const open = this.open(), at = open.findIndex((group) => group.dataset.group === this.now);
      this.groups.forEach((group) => { group.hidden = group.dataset.group !== this.now; });
      this.back.hidden = at <= 0;
      this.next.hidden = at === open.length - 1;
      this.form.element.toggleAttribute("data-last", at === open.length - 1);
      const words = this.form.element.querySelector("[data-progress-words]");
      words.textContent = `${say(this.form.words.step, { number: at + 1, count: open.length })} · ${words.textContent}`;
    }
  }

  function wordsOf(form, said = {}) {
    return form.language.startsWith("en") ? said.en || said["zh-hans"] || "" : said["zh-hans"] || said.en || "";
  }
  function labelOf(form, part) {
    return wordsOf(form, part.label || (part.asks.length && form.made.byKey.get(part.asks[0]).label));
  }
  function line(form, part, scale) {
    const item = document.createElement("li"), name = document.createElement("span"), bar = document.createElement("progress"), value = document.createElement("span");
    name.textContent = labelOf(form, part);
    value.textContent = part.value === null ? form.words.missing : plain(part.value);
    bar.max = 100;
    bar.value = part.position === null ? 0 : part.position;
    bar.className = "iq-bar";
    bar.setAttribute("aria-label", name.textContent);
    item.append(...(scale ? [name, bar, value] : [name, value]));
    item.classList.toggle("iq-sum", !scale);
    item.classList.toggle("iq-unknown", part.value === null);
    return item;
  }
  function showScores(form, scores) {
    const box = form.element.querySelector("[data-scores]");
    if (!box) return;
    let any = false;
    box.querySelectorAll("[data-score]").forEach((place) => {
      const score = scores[place.dataset.score], known = score.parts.some((part) => part.value !== null);
      place.hidden = !known;
      any = any || known;
      const value = score.value === null ? form.words.missing : score.high === null ? `${plain(score.value)} ${wordsOf(form, score.unit)}`.trim() : say(form.words.of, { value: plain(Math.round(score.value)), high: plain(score.high) });
      const gaps = score.missing.length ? ` · ${say(form.words.parts_missing, { count: score.missing.length })}` : "";
      place.querySelector("[data-value]").textContent = value + gaps;
      place.querySelector("[data-parts]").replaceChildren(...score.parts.map((part) => line(form, part, score.high !== null)));
    });
    box.hidden = !any;
  }

  scope.AnjuSteps = { begin: (form) => new Steps(form) };
  scope.AnjuScores = { show: showScores };
})(self);
