/* The judge of answers in the browser: the same verdict as apps/instruments/form/judge.py. Knows no page. */
(function (scope) {
  "use strict";
  const { evaluate, truth, number, empty, references } = scope.AnjuExpressions;
  const NUMBERS = ["integer", "decimal", "money"], SHOWN = ["note", "calculated"], MEMBER = "member", LARGEST = 1e15;
  const DAY = /^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$/, PHONE = /^\+?[0-9][0-9 -]{4,19}$/, SIGNATURE = /^data:image\/png;base64,[A-Za-z0-9+/=]{20,120000}$/, LONGEST = 2000;
  const answered = (question) => !SHOWN.includes(question.kind);

  /* A definition with what is asked about it often. */
  function prepare(definition) {
    const byKey = new Map(), repeatOf = new Map(), groupOf = new Map(), order = [];
    const add = (question, group, repeat) => {
      byKey.set(question.key, question);
      groupOf.set(question.key, group);
      if (repeat) repeatOf.set(question.key, repeat);
      order.push(question);
      (question.questions || []).forEach((inner) => add(inner, group, question));
    };
    (definition.groups || []).forEach((group) => group.questions.forEach((question) => add(question, group, null)));
    return { definition, byKey, repeatOf, groupOf, order };
  }

  function worth(question, value) {
    if (question.kind === "yes_no" && !question.choices) return value === "yes" ? 1 : value === "no" ? 0 : null;
    const worths = new Map((question.choices || []).map((choice) => [choice.key, choice.score === undefined ? null : choice.score]));
    const found = (Array.isArray(value) ? value : [value]).map((each) => (worths.has(each) ? worths.get(each) : null));
    return !found.length || found.includes(null) ? null : found.reduce((total, each) => total + each, 0);
  }

  /* What is asked, and what expressions see. */
  function fill(made, answers, today) {
    const memo = new Map();
    const seen = (question, row) => ({
      today,
      own: () => (question ? value(question, row) : null),
      value: (key) => over(key, question, row, value),
      score: (key) => over(key, question, row, (asked, inRow) => worth(asked, value(asked, inRow))),
    });
    function over(key, from, row, read) {
      const question = made.byKey.get(key), repeat = made.repeatOf.get(key);
      if (question.kind === "repeat") return rows(question);
      if (!repeat) return read(question, null);
      if (row && from && made.repeatOf.get(from.key) === repeat) return read(question, row);
      return rows(repeat).filter((each) => asked(question, each)).map((each) => read(question, each));
    }
    function asked(question, row) {
      let known = memo.get(question.key);
      if (!known) memo.set(question.key, (known = new Map()));
      if (!known.has(row)) known.set(row, isAsked(question, row));
      return known.get(row);
    }
    function isAsked(question, row) {
      const repeat = made.repeatOf.get(question.key), group = made.groupOf.get(question.key);
      if (repeat && !asked(repeat, null)) return false;
      if (!repeat && group.relevant && !truth(evaluate(group.relevant, seen(null, null)))) return false;
      return !question.relevant || truth(evaluate(question.relevant, seen(question, row)));
    }
    function value(question, row) {
      if (!asked(question, row)) return null;
      if (question.calculate) return evaluate(question.calculate, seen(question, row));
      const given = (row || answers)[question.key];
      return given === undefined ? null : given;
    }
    function rows(repeat) {
      const given = asked(repeat, null) ? answers[repeat.key] : null;
      return Array.isArray(given) ? given : [];
    }
    function places() {
      const found = [];
      made.order.forEach((question) => {
        const repeat = made.repeatOf.get(question.key);
        if (!repeat) {
          if (asked(question, null)) found.push({ path: question.key, question, row: null });
          return;
        }
        rows(repeat).forEach((row) => {
          if (asked(question, row)) found.push({ path: `${repeat.key}.${row[MEMBER]}.${question.key}`, question, row });
        });
      });
      return found;
    }
    return { asked, value, rows, places, constrained: (question, row) => truth(evaluate(question.constraint, seen(question, row))), computed: (tree) => evaluate(tree, seen(null, null)) };
  }

  function numberFits(question, value) {
    if (typeof value !== "number" || !(Math.abs(value) <= LARGEST)) return { code: "not_a_number" };
    if (question.kind === "integer" && !Number.isInteger(value)) return { code: "not_whole" };
    if (question.low !== undefined && value < question.low) return { code: "too_low", low: question.low };
    if (question.high !== undefined && value > question.high) return { code: "too_high", high: question.high };
    return null;
  }
  function fits(question, value) {
    if (NUMBERS.includes(question.kind)) return numberFits(question, value);
    if (question.kind === "yes_no") return value === "yes" || value === "no" ? null : { code: "not_a_choice" };
    if (question.kind === "choose_one" || question.kind === "choose_many") {
      const known = question.choices.map((choice) => choice.key), many = question.kind === "choose_many";
      const good = many === Array.isArray(value) && (many ? value : [value]).every((each) => known.includes(each));
      return good ? null : { code: "not_a_choice" };
    }
    if (question.kind === "repeat" || question.kind === "photo") return Array.isArray(value) ? null : { code: "invalid" };
    if (typeof value !== "string") return { code: "invalid" };
    if (question.kind === "date" && (!DAY.test(value) || number(value) === null)) return { code: "not_a_date" };
    if (question.kind === "phone" && !PHONE.test(value)) return { code: "not_a_phone" };
    if (question.kind === "signature" && !SIGNATURE.test(value)) return { code: "invalid" };
    return question.kind === "text" && Array.from(value).length > LONGEST ? { code: "too_long", count: LONGEST } : null;
  }
  function faultOf(filled, { path, question, row }) {
    if (!answered(question)) return null;
    const value = filled.value(question, row);
    if (empty(value)) return question.required ? { key: path, code: "required" } : null;
    const fault = fits(question, value);
    if (fault) return { key: path, ...fault };
    return question.constraint && !filled.constrained(question, row) ? { key: path, code: "constraint", message: question.constraint_message } : null;
  }

  function scored(filled, score, unanswered) {
    const parts = (score.parts || []).map((part) => partOf(filled, part, unanswered)).filter(Boolean);
    const known = parts.filter((part) => part.value !== null), mean = score.method !== "sum";
    let value = null;
    if (mean && known.length && 2 * known.length >= parts.length) {
      const total = known.reduce((sum, part) => sum + part.weight, 0);
      value = known.reduce((sum, part) => sum + part.position * part.weight, 0) / total;
    } else if (!mean && known.length && known.length === parts.length) {
      value = known.reduce((sum, part) => sum + part.value, 0);
    }
    return { key: score.key, unit: score.unit, value, low: mean ? 0 : null, high: mean ? 100 : null, parts, missing: parts.filter((part) => part.value === null).map((part) => part.key) };
  }
  function partOf(filled, part, unanswered) {
    const value = number(filled.computed(part.value)), asks = references(part.value);
    if (value === null && !asks.some((key) => unanswered.has(key))) return null;
    const position = value === null ? null : Math.min(Math.max(((value - part.low) / (part.high - part.low)) * 100, 0), 100);
    return { key: part.key, label: part.label, asks, value, low: part.low, high: part.high, position, weight: part.weight === undefined ? 1 : part.weight };
  }

  /* The verdict: relevant (Set of paths), faults, missing, scores, and the values of calculated questions by path. */
  function judge(made, answers, today) {
    const filled = fill(made, answers, today), places = filled.places();
    const blank = places.filter(({ question, row }) => question.kind !== "note" && question.kind !== "repeat" && empty(filled.value(question, row)));
    const unanswered = new Set(blank.map(({ question }) => question.key));
    const scores = {};
    (made.definition.scores || []).forEach((score) => { scores[score.key] = scored(filled, score, unanswered); });
    const calculated = places.filter(({ question }) => question.calculate);
    return {
      relevant: new Set(places.map((place) => place.path)),
      faults: places.map((place) => faultOf(filled, place)).filter(Boolean),
      missing: blank.filter(({ question }) => answered(question)).map((place) => place.path),
      calculated: new Map(calculated.map(({ path, question, row }) => [path, filled.value(question, row)])),
      scores,
      kept: () => keep(made, filled),
    };
  }
  /* The answers without those that are empty or were not to be asked, as posting.tidy does it. */
  function keep(made, filled) {
    const kept = {};
    made.order.filter((question) => answered(question) && !made.repeatOf.has(question.key)).forEach((question) => {
      const value = question.kind === "repeat" ? keptRows(filled, question) : filled.value(question, null);
      if (!empty(value)) kept[question.key] = value;
    });
    return kept;
  }
  function keptRows(filled, repeat) {
    return filled.rows(repeat).map((row) => {
      const one = { [MEMBER]: row[MEMBER] };
      repeat.questions.filter(answered).forEach((inner) => {
        const value = filled.value(inner, row);
        if (!empty(value)) one[inner.key] = value;
      });
      return one;
    }).filter((row) => Object.keys(row).length > 1);
  }

  scope.AnjuJudge = { prepare, judge, NUMBERS };
})(self);
