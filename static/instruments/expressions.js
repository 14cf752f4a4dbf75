/* The value of an expression, the same as in Python (apps/instruments/form/expressions/evaluate.py). null is "not known" and never 0. */
(function (scope) {
  "use strict";
  const NUMBER = /^-?[0-9]+(\.[0-9]+)?$/, DAY = /^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$/, WHOLE_BELOW = 1e15;

  const finite = (value) => (Number.isFinite(value) ? value : null);
  const empty = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);
  const truth = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

  function number(value) {
    if (typeof value === "boolean") return value ? 1 : 0;
    if (typeof value === "number") return value;
    if (typeof value !== "string") return null;
    if (NUMBER.test(value)) return finite(Number(value));
    if (!DAY.test(value)) return null;
    const [year, month, day] = value.split("-").map(Number), found = new Date(Date.UTC(year, month - 1, day));
    return found.getUTCMonth() === month - 1 && found.getUTCDate() === day ? found.getTime() / 86400000 : null;
  }
  function text(value) {
    if (typeof value === "string") return value;
    if (typeof value === "boolean") return value ? "true" : "false";
    if (typeof value === "number") return Number.isInteger(value) && Math.abs(value) < WHOLE_BELOW ? String(value) : "";
    return Array.isArray(value) ? value.map(text).join(" ") : "";
  }
  function equal(left, right) {
    if (empty(left) || empty(right)) return empty(left) && empty(right);
    if ([left, right].some((side) => typeof side === "boolean" || typeof side === "number")) {
      const first = number(left);
      return first !== null && first === number(right);
    }
    return text(left) === text(right);
  }
  const compared = (holds) => (left, right) => {
    const first = number(left), second = number(right);
    return first !== null && second !== null && holds(first, second);
  };
  const reckoned = (reckon) => (left, right) => {
    const first = number(left), second = number(right);
    return first === null || second === null ? null : finite(reckon(first, second));
  };
  const ofOne = (reckon) => (value) => {
    const found = number(value);
    return found === null ? null : finite(reckon(found));
  };
  const listed = (value) => (Array.isArray(value) ? value : [value]);
  const flat = (value) => (Array.isArray(value) ? value.flat() : empty(value) ? [] : [value]);
  function allKnown(values) {
    const found = values.map(number);
    return found.includes(null) ? null : found;
  }
  function sum(value) {
    const known = allKnown(listed(value));
    return known === null ? null : finite(known.reduce((total, each) => total + each, 0));
  }
  const extreme = (pick) => (...values) => {
    const known = allKnown(values.flatMap(listed));
    return known && known.length ? pick(...known) : null;
  };
  function round(value, digits = 0) {
    const found = number(value), places = number(digits);
    if (found === null || places === null || !Number.isInteger(places) || places < 0 || places > 6) return null;
    const scaled = finite(found * 10 ** places);
    return scaled === null ? null : Math.floor(scaled + 0.5) / 10 ** places;
  }
  function coalesce(...values) {
    const found = values.find((value) => !empty(value));
    return found === undefined ? null : found;
  }

  const OPERATIONS = {
    "or": (left, right) => truth(left) || truth(right),
    "and": (left, right) => truth(left) && truth(right),
    "=": equal,
    "!=": (left, right) => !equal(left, right),
    "<": compared((left, right) => left < right),
    "<=": compared((left, right) => left <= right),
    ">": compared((left, right) => left > right),
    ">=": compared((left, right) => left >= right),
    "+": reckoned((left, right) => left + right),
    "-": reckoned((left, right) => left - right),
    "*": reckoned((left, right) => left * right),
    "div": reckoned((left, right) => left / right),
    "mod": reckoned((left, right) => left % right),
    "neg": ofOne((value) => -value),
    "abs": ofOne(Math.abs),
    "int": ofOne(Math.trunc),
    "number": number,
    "not": (value) => !truth(value),
    "true": () => true,
    "false": () => false,
    "if": (condition, then, otherwise) => (truth(condition) ? then : otherwise),
    "selected": (value, key) => flat(value).some((each) => !empty(each) && text(each) === text(key)),
    "count-selected": (value) => flat(value).length,
    "count": (value) => listed(value).filter((each) => !empty(each)).length,
    "sum": sum,
    "min": extreme(Math.min),
    "max": extreme(Math.max),
    "coalesce": coalesce,
    "round": round,
    "string-length": (value) => Array.from(text(value)).length,
  };

  /* `env`: today, own(), value(key), score(key). */
  function evaluate(tree, env) {
    const [head, ...rest] = tree;
    if (head === "lit") return rest[0];
    if (head === "ref") return env.value(rest[0]);
    if (head === "self") return env.own();
    if (head === "score") return env.score(rest[0][1]);
    if (head === "today") return env.today;
    return OPERATIONS[head](...rest.map((each) => evaluate(each, env)));
  }
  function references(tree) {
    if (!tree || tree[0] === "lit") return [];
    return tree[0] === "ref" ? [tree[1]] : tree.slice(1).flatMap(references);
  }

  scope.AnjuExpressions = { evaluate, truth, number, empty, references };
})(self);
