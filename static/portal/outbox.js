/* Reports that wait on the phone for a signal. Used by the pages and by the service worker alike.
   Each carries the number (client_id) its form was opened with: however often it is sent, it becomes one complaint. */
(function (scope) {
  "use strict";
  const LIMIT_MS = 45000;

  /* A store on the phone. `keys` says how its items are told apart, as IndexedDB takes it. */
  function shelf(name, store, keys) {
    function open() {
      return new Promise((resolve, reject) => {
        const request = indexedDB.open(name, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(store, keys);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    }
    async function within(mode, work) {
      const db = await open();
      try {
        return await new Promise((resolve, reject) => {
          const transaction = db.transaction(store, mode, { durability: mode === "readwrite" ? "strict" : "default" });
          const request = work(transaction.objectStore(store));
          transaction.oncomplete = () => resolve(request.result);
          transaction.onerror = transaction.onabort = () => reject(transaction.error);
        });
      } finally {
        db.close();
      }
    }
    return {
      all: () => within("readonly", (items) => items.getAll()),
      get: (id) => within("readonly", (items) => items.get(id)),
      put: (item) => within("readwrite", (items) => items.put(item)),
      patch: (id, values) => within("readwrite", (items) => change(items, id, values)),
      keys: () => within("readonly", (items) => items.getAllKeys()),
      remove: (id) => within("readwrite", (items) => items.delete(id)),
      clear: () => within("readwrite", (items) => items.clear()),
    };
  }
  /* Changes what is there and makes nothing anew, whoever takes it away meanwhile. */
  function change(items, id, values) {
    const found = items.get(id);
    found.onsuccess = () => { if (found.result) items.put({ ...found.result, ...values }); };
    return found;
  }
  const { all, get, put, remove } = shelf("anju", "outbox", { keyPath: "id" });

  /* A number made on the phone: however often its holder is sent, it counts once. */
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64; bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  const here = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "numeric", minute: "2-digit" });
  const clockOf = (moment) => here.format(moment).replace(/^0/, "");

  /* Ask the browser to wake the worker when there is a signal, where it can. */
  function wake(tag) {
    if (!("serviceWorker" in navigator)) return;
    navigator.serviceWorker.ready.then((worker) => worker.sync && worker.sync.register(tag)).catch(() => {});
  }

  /* Keep what was written until there is a signal. */
  async function keep(item) {
    await put({ photos: [], draft: {}, at: clockOf(new Date()), ...item });
    wake("outbox");
  }

  async function freshToken(address) {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) throw new Error("no token");
    return (await answer.json()).token;
  }

  /* Resolves to { kind, body }: sent, refused (the form must be changed), later (try again), login. Throws when there is no signal. */
  async function post(address, fields, photos, token) {
    const form = new FormData();
    fields.forEach(([name, value]) => form.append(name, value));
    photos.forEach((photo, n) => form.append("photos", photo, `photo-${n + 1}.jpg`));
    const ender = new AbortController();
    const timer = setTimeout(() => ender.abort(), LIMIT_MS);
    let answer;
    try {
      answer = await fetch(address, {
        method: "POST", body: form, credentials: "same-origin", redirect: "manual", signal: ender.signal,
        headers: { Accept: "application/json", "X-CSRFToken": token },
      });
    } finally {
      clearTimeout(timer);
    }
    if (answer.type === "opaqueredirect") return { kind: "login", body: {} };
    if (answer.status === 401) return { kind: "login", body: {} };
    const json = (answer.headers.get("Content-Type") || "").includes("application/json");
    const body = json ? await answer.json() : {};
    if (answer.status === 201) return { kind: "sent", body };
    if (answer.status === 403 && !json) return { kind: "token", body };
    if (answer.status === 429 || answer.status >= 500) return { kind: "later", body };
    return { kind: "refused", body };
  }

  async function send(address, fields, photos, tokenAddress, token) {
    let result = await post(address, fields, photos, token || (await freshToken(tokenAddress)));
    if (result.kind === "token") result = await post(address, fields, photos, await freshToken(tokenAddress));
    return result.kind === "token" ? { kind: "later", body: result.body } : result;
  }

  async function sendOne(item, tokenAddress) {
    const result = await send(item.address, item.fields, item.photos, tokenAddress);
    if (result.kind === "sent") {
      item.sent = { code: result.body.code, url: result.body.url, words: result.body.words };
      item.fields = []; item.photos = [];
    }
    item.problem = result.kind === "refused" || result.kind === "later" ? result.body.message || first(result.body.errors) : "";
    item.refused = result.kind === "refused";
    item.login = result.kind === "login";
    await put(item);
  }

  function first(errors) {
    const found = Object.values(errors || {})[0];
    return Array.isArray(found) ? found[0] : found || "";
  }

  /* One at a time over all tabs and the worker, where the browser knows how to ask for that. */
  async function sendAll(tokenAddress) {
    const run = async () => {
      for (const item of await all()) {
        if (item.sent || item.refused) continue;
        try {
          await sendOne(item, tokenAddress);
        } catch (error) {
          return false; // no signal: the next chance comes
        }
      }
      return true;
    };
    return scope.navigator && navigator.locks ? navigator.locks.request("anju-outbox", run) : run();
  }

  scope.AnjuOutbox = { all, get, put, remove, keep, send, sendAll, shelf, newId, wake, clockOf, first };
})(self);
