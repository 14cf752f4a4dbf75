/* Brings the form of a questionnaire to life: what is asked, limits, members, scores, one step at a time.
   AnjuForm.attach(element, {answers, members, onchange}) for a form that a script inserts; forms in a page attach themselves. */
(function (scope) {
  "use strict";
  const { prepare, judge, NUMBERS } = scope.AnjuJudge;
  const attached = new WeakMap();

  const say = (words, values) => words.replace(/%\((\w+)\)[sd]/g, (_all, name) => values[name]);
  const plain = (value) => (typeof value === "number" ? Number(value.toFixed(2)).toLocaleString("en-US") : String(value));
  const bound = (value) => (typeof value === "number" && Math.abs(value) < 10000 ? String(value) : plain(value)); // a year has no comma
  const today = () => { const now = new Date(); return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10); };

  class Form {
    constructor(element, options) {
      const data = JSON.parse(element.querySelector("script[type='application/json']").textContent);
      this.element = element;
      this.words = data.words;
      this.language = data.language;
      this.made = prepare(data.definition);
      this.onchange = options.onchange || null;
      this.touched = new Set();
      this.photos = {};
      if (options.members) this.addMembers(options.members);
      if (options.answers) this.write(options.answers);
      element.querySelectorAll("[data-sign]").forEach((canvas) => this.sign(canvas));
      element.addEventListener("input", (event) => this.changed(event));
      element.addEventListener("change", (event) => this.changed(event));
      element.addEventListener("click", (event) => this.clicked(event));
      if (element.hasAttribute("data-steps")) this.steps = scope.AnjuSteps.begin(this);
      this.show();
    }

    /* ---- Members ---- */
    addMembers(members) {
      this.element.querySelectorAll("[data-repeat]").forEach((repeat) => {
        const blank = repeat.querySelector("template[data-blank]"), known = new Set(Array.from(repeat.querySelectorAll("[data-row]"), (row) => row.dataset.row));
        members.filter((member) => !known.has(String(member.key))).forEach((member) => {
          const row = blank.content.firstElementChild.cloneNode(true), key = String(member.key), path = repeat.dataset.path;
          row.dataset.row = key;
          row.querySelector("[data-who]").textContent = member.name;
          row.querySelector("[data-who-note]").textContent = member.note || "";
          row.querySelector("input[type='hidden']").value = key;
          row.querySelectorAll("*").forEach((node) => ["name", "id", "for", "data-path"].forEach((attribute) => {
            const held = node.getAttribute(attribute);
            if (held && held.includes(`${path}.0.`)) node.setAttribute(attribute, held.replace(`${path}.0.`, `${path}.${key}.`));
          }));
          repeat.insertBefore(row, blank);
        });
        repeat.querySelector("[data-nobody]").hidden = Boolean(repeat.querySelector("[data-row]"));
      });
    }

    /* ---- Reading and writing ---- */
    place(path) { return this.element.querySelector(`[data-path="${path}"]`); }
    inputs(path) { const place = this.place(path); return place ? Array.from(place.querySelectorAll("input, textarea")) : []; }
    read(question, path) {
      const inputs = this.inputs(path);
      if (question.kind === "choose_many") return inputs.filter((one) => one.checked).map((one) => one.value);
      if (question.kind === "photo") return this.photos[path] || Array.from((inputs[0] && inputs[0].files) || [], (file) => file.name);
      if (inputs.length && inputs[0].type === "radio") return (inputs.find((one) => one.checked) || { value: null }).value;
      const typed = inputs.length ? inputs[0].value.trim() : "";
      if (!typed) return null;
      if (!NUMBERS.includes(question.kind)) return typed;
      const tidy = typed.normalize("NFKC").replace(/,/g, "");
      return /^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)$/.test(tidy) ? Number(tidy) : typed;
    }
    everything() {
      const found = {};
      this.made.definition.groups.forEach((group) => group.questions.forEach((question) => {
        if (question.kind !== "repeat") { found[question.key] = this.read(question, question.key); return; }
        const rows = this.place(question.key) ? Array.from(this.place(question.key).querySelectorAll("[data-row]")) : [];
        found[question.key] = rows.map((row) => {
          const member = row.dataset.row, one = { member: /^[0-9]+$/.test(member) ? Number(member) : member };
          question.questions.forEach((inner) => { one[inner.key] = this.read(inner, `${question.key}.${member}.${inner.key}`); });
          return one;
        });
      }));
      return found;
    }
    write(answers) {
      Object.entries(answers).forEach(([key, value]) => {
        const question = this.made.byKey.get(key);
        if (!question) return;
        if (question.kind !== "repeat") { this.put(question, key, value); return; }
        (value || []).forEach((row) => question.questions.forEach((inner) => {
          if (inner.key in row) this.put(inner, `${key}.${row.member}.${inner.key}`, row[inner.key]);
        }));
      });
    }
    put(question, path, value) {
      if (question.kind === "photo") { this.photos[path] = value || []; return; }
      const inputs = this.inputs(path), chosen = (Array.isArray(value) ? value : [value]).map(String);
      inputs.forEach((input) => {
        if (input.type === "radio" || input.type === "checkbox") input.checked = chosen.includes(input.value);
        else input.value = value === null || value === undefined ? "" : String(value);
      });
    }

    /* ---- What happens ---- */
    changed(event) {
      const place = event.target.closest("[data-path]");
      if (!place) return;
      const known = place.querySelector("[data-known]");
      if (known) known.hidden = true;
      if (event.type === "change") this.touched.add(place.dataset.path);
      if (event.target.type === "file") delete this.photos[place.dataset.path];
      this.show();
      if (this.onchange) this.onchange(this.answers());
    }
    clicked(event) {
      /* A chosen answer that is tapped again is taken back. */
      const input = event.target;
      if (input.type !== "radio") return;
      if (input.dataset.was) {
        input.checked = false;
        delete input.dataset.was;
        input.dispatchEvent(new Event("change", { bubbles: true }));
        return;
      }
      this.inputs(input.closest("[data-path]").dataset.path).forEach((one) => { delete one.dataset.was; });
      input.dataset.was = "1";
    }

    show() {
      const verdict = judge(this.made, this.everything(), today());
      this.verdict = verdict;
      this.element.querySelectorAll("[data-path]").forEach((place) => { place.hidden = !verdict.relevant.has(place.dataset.path); });
      verdict.calculated.forEach((value, path) => {
        const output = this.place(path).querySelector("[data-output]");
        if (output) output.textContent = value === null ? this.words.missing : plain(value);
      });
      this.element.querySelectorAll("[data-group]").forEach((group) => { group.dataset.empty = group.querySelector("[data-path]:not([hidden])") ? "" : "1"; });
      const faults = new Map(verdict.faults.map((fault) => [fault.key, fault]));
      this.element.querySelectorAll(".iq-question").forEach((place) => this.tell(place, faults.get(place.dataset.path)));
      scope.AnjuScores.show(this, verdict.scores);
      this.progress();
      if (this.steps) this.steps.show();
    }
    tell(place, fault) {
      const line = place.querySelector("[data-fault]"), shown = fault && this.touched.has(place.dataset.path) && !place.hidden;
      if (!line) return;
      line.textContent = shown ? this.wordsOf(fault) : "";
      line.hidden = !shown;
      place.classList.toggle("iq-wrong", Boolean(shown));
      place.querySelectorAll("input, textarea").forEach((input) => input.toggleAttribute("aria-invalid", Boolean(shown)));
    }
    wordsOf(fault) {
      const own = fault.message && (this.language.startsWith("en") ? fault.message.en || fault.message["zh-hans"] : fault.message["zh-hans"] || fault.message.en);
      return own || say(this.words[fault.code], { low: bound(fault.low), high: bound(fault.high), count: plain(fault.count) });
    }
    progress() {
      const box = this.element.querySelector("[data-progress]"), asked = Array.from(this.verdict.relevant).filter((path) => {
        const question = this.made.byKey.get(path.split(".").pop());
        return question && !["note", "calculated", "repeat"].includes(question.kind);
      });
      const done = asked.length - this.verdict.missing.length;
      box.hidden = !asked.length;
      box.querySelector("progress").value = asked.length ? (done / asked.length) * 100 : 0;
      box.querySelector("[data-progress-words]").textContent = say(this.words.answered, { done, count: asked.length });
    }

    /* ---- Signature ---- */
    sign(canvas) {
      const held = canvas.parentElement.querySelector("input[type='hidden']"), pen = canvas.getContext("2d");
      const begin = () => { pen.fillStyle = "#fff"; pen.fillRect(0, 0, canvas.width, canvas.height); pen.lineWidth = 3; pen.lineCap = "round"; pen.strokeStyle = "#1f2924"; };
      const at = (event) => { const box = canvas.getBoundingClientRect(); return [((event.clientX - box.left) / box.width) * canvas.width, ((event.clientY - box.top) / box.height) * canvas.height]; };
      let drawing = false;
      begin();
      if (held.value.startsWith("data:image/png;base64,")) { const known = new Image(); known.onload = () => pen.drawImage(known, 0, 0); known.src = held.value; }
      canvas.addEventListener("pointerdown", (event) => { drawing = true; canvas.setPointerCapture(event.pointerId); pen.beginPath(); pen.moveTo(...at(event)); event.preventDefault(); });
      canvas.addEventListener("pointermove", (event) => { if (drawing) { pen.lineTo(...at(event)); pen.stroke(); } });
      canvas.addEventListener("pointerup", () => { if (drawing) { drawing = false; held.value = canvas.toDataURL("image/png"); held.dispatchEvent(new Event("change", { bubbles: true })); } });
      canvas.parentElement.querySelector("[data-sign-again]").addEventListener("click", () => { begin(); held.value = ""; held.dispatchEvent(new Event("change", { bubbles: true })); });
    }

    /* ---- For the page ---- */
    answers() { return this.verdict.kept(); }
    faults() { return this.verdict.faults.map((fault) => ({ key: fault.key, code: fault.code, message: this.wordsOf(fault) })); }
    missing() { return this.verdict.missing; }
    scores() { return this.verdict.scores; }
    files() { return Object.fromEntries(Array.from(this.element.querySelectorAll("[data-kind='photo']"), (place) => [place.dataset.path, Array.from(place.querySelector("input").files)]).filter(([, files]) => files.length)); }
    /* Whether nothing was answered: on a page of several questionnaires such a one was not filled in. */
    blank() {
      const nobody = (value) => Array.isArray(value) && value.every((row) => row && typeof row === "object" && Object.keys(row).every((key) => key === "member"));
      return Object.values(this.answers()).every(nobody);
    }
    /* Shows all faults and goes to the first; true where there is none. */
    check() {
      this.verdict.faults.forEach((fault) => this.touched.add(fault.key));
      this.show();
      if (!this.verdict.faults.length) return true;
      this.focus(this.verdict.faults[0].key);
      return false;
    }
    focus(path) {
      const place = this.place(path);
      if (!place) return;
      if (this.steps) this.steps.go(place.closest("[data-group]").dataset.group);
      (place.querySelector("input:not([type='hidden']), textarea, canvas") || place).focus({ preventScroll: true });
      place.scrollIntoView({ block: "center" });
    }
  }

  function attach(element, options = {}) {
    const root = element.matches("[data-instrument]") ? element : element.querySelector("[data-instrument]");
    if (!attached.has(root)) attached.set(root, new Form(root, options));
    return attached.get(root);
  }
  /* The answer that a page was left with stands there again when one comes back: forms attach after the browser restored them. */
  window.addEventListener("pageshow", () => document.querySelectorAll("[data-instrument]:not([data-by-script])").forEach((root) => attach(root).show()));
  document.addEventListener("submit", (event) => {
    const forms = Array.from(event.target.querySelectorAll("[data-instrument]"), (root) => attach(root));
    const asked = event.target.hasAttribute("data-blank-allowed") ? forms.filter((form) => !form.blank()) : forms;
    if (!asked.every((form) => form.check())) event.preventDefault();
  });

  scope.AnjuForm = { attach };
})(self);
