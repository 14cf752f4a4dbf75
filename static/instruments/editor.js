/* The editor of questionnaires: lines that are added, moved and taken out, answers to choose from for each condition, and
   only the fields that belong to the kind of question. Without it every field stands there and a blank line at the end. */
(function () {
  "use strict";
  const WITH_CHOICES = ["choose_one", "choose_many"], NUMBERS = ["integer", "decimal", "money", "calculated"];
  const NO_ANSWER = ["answered", "unanswered"], MANY = ["includes", "excludes"], COMPARED = ["more", "less", "at_least", "at_most"];

  function empty(row) {
    return ["of", "formula", "zh", "en", "points", "when", "answer"].every((name) => {
      const cell = row.querySelector(`[data-cell='${name}']`);
      return !cell || !cell.value;
    });
  }

  function rows(box) {
    const list = box.querySelector("[data-rows-list]"), blank = box.querySelector("[data-rows-blank]");
    function ready(row) {
      row.querySelector("[data-rows-acts]").hidden = false;
      if (box.classList.contains("ie-rows-conditions")) condition(row);
    }
    [...list.children].forEach(ready);
    if (list.children.length > 1 || box.classList.contains("ie-rows-conditions")) {
      if (empty(list.lastElementChild)) list.lastElementChild.remove();
    }
    box.querySelector("[data-rows-plain]").hidden = true;
    const add = box.querySelector("[data-rows-add]");
    add.hidden = false;
    add.addEventListener("click", () => {
      list.append(blank.content.cloneNode(true));
      ready(list.lastElementChild);
      list.lastElementChild.querySelector("[data-cell]").focus();
      told();
    });
    list.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]");
      if (!act) return;
      const row = act.closest("[data-row]"), next = row.nextElementSibling, before = row.previousElementSibling;
      if (act.dataset.act === "up" && before) list.insertBefore(row, before);
      if (act.dataset.act === "down" && next) list.insertBefore(next, row);
      if (act.dataset.act === "drop") row.remove();
      if (act.isConnected) act.focus();
      else ((next || before || box).querySelector("[data-act='drop']") || add).focus();
      told();
    });
    function told() { box.dispatchEvent(new CustomEvent("lines", { bubbles: true })); }
  }

  /* One condition: the comparisons that suit the question, and its answers to choose from instead of a blank. */
  function condition(row) {
    const [when, how, answer] = ["when", "how", "answer"].map((name) => row.querySelector(`[data-cell='${name}']`));
    const choose = document.createElement("select");
    choose.setAttribute("aria-label", answer.closest("label").querySelector("span").textContent);
    answer.after(choose);
    choose.addEventListener("change", () => { answer.value = choose.value; });
    function suits(option, kind) {
      if (MANY.includes(option.value)) return kind === "choose_many";
      if (kind === "choose_many" && ["is", "is_not"].includes(option.value)) return false;
      return COMPARED.includes(option.value) ? NUMBERS.includes(kind) : true;
    }
    function refresh() {
      const chosen = when.selectedOptions[0], kind = chosen ? chosen.dataset.kind : "";
      const answers = chosen && chosen.dataset.answers ? chosen.dataset.answers.split("\n") : [];
      [...how.options].forEach((option) => {
        const held = option.selected && Boolean(answer.value);
        option.hidden = option.disabled = Boolean(kind) && !suits(option, kind) && !held;
      });
      if (how.selectedOptions[0].disabled) how.value = [...how.options].find((option) => !option.disabled).value;
      const needed = !NO_ANSWER.includes(how.value);
      const known = answers.includes(answer.value) || answer.value === "";
      choose.replaceChildren(new Option("—", ""), ...answers.map((words) => new Option(words, words)));
      if (known) choose.value = answer.value;
      else choose.append(new Option(answer.value, answer.value, true, true));
      choose.hidden = !(needed && answers.length);
      answer.hidden = !(needed && !answers.length);
    }
    when.addEventListener("change", () => { answer.value = ""; refresh(); });
    how.addEventListener("change", refresh);
    refresh();
  }

  function kinds(form) {
    const kind = form.querySelector("select[name='kind']");
    if (!kind) return;
    const shown = {
      choices: () => WITH_CHOICES.includes(kind.value),
      calculate: () => kind.value === "calculated",
      low: () => NUMBERS.includes(kind.value) && kind.value !== "calculated",
      high: () => NUMBERS.includes(kind.value) && kind.value !== "calculated",
      unit_zh: () => NUMBERS.includes(kind.value),
      unit_en: () => NUMBERS.includes(kind.value),
    };
    function refresh() {
      Object.entries(shown).forEach(([name, wanted]) => {
        const held = form.querySelector(`[data-of='${name}'], [data-lines='${name}']`);
        const typed = held && [...held.querySelectorAll("input")].some((input) => input.value);
        if (held) held.hidden = !wanted() && !(typed && held.querySelector(".errorlist"));
      });
    }
    kind.addEventListener("change", refresh);
    refresh();
  }

  /* “All or one of them” is a question only where there are several. */
  function joins(form) {
    const join = form.querySelector("[data-of='join']"), list = form.querySelector("[data-lines='conditions'] [data-rows-list]");
    if (!join || !list) return;
    function refresh() { join.hidden = list.children.length < 2; }
    form.addEventListener("lines", refresh);
    refresh();
  }

  document.querySelectorAll("[data-editor]").forEach((form) => {
    form.querySelectorAll("[data-rows]").forEach(rows);
    kinds(form);
    joins(form);
  });
})();
