/* What is on the phone is sealed: PIN → PBKDF2 → a key that opens the data key → AES-GCM. The data key lives in the
   memory of the open page only. What is stored carries nothing readable but random numbers and times. */
(function (scope) {
  "use strict";
  const ITERATIONS = 600000, LEAST = 6, utf8 = new TextEncoder(), plain = new TextDecoder();
  const { meta, sealed, pictures, vault, wipe } = scope.AnjuKeeper;
  const random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));
  let key = null, device = "";

  const works = () => Boolean(window.crypto && crypto.subtle && window.indexedDB && window.isSecureContext);

  /* "" or why a PIN is not taken: short, digits, simple. */
  function weak(pin) {
    if (pin.length < LEAST) return "short";
    if (/\D/.test(pin)) return "digits";
    const steps = new Set(Array.from(pin.slice(1), (digit, n) => (Number(digit) - Number(pin[n]) + 10) % 10));
    return steps.size === 1 && [0, 1, 9].includes([...steps][0]) ? "simple" : "";
  }

  async function keyOf(pin, salt, iterations) {
    const typed = await crypto.subtle.importKey("raw", utf8.encode(pin), "PBKDF2", false, ["deriveKey"]);
    const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
    return crypto.subtle.deriveKey(way, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }
  const dataKey = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

  async function create(pin, made) {
    const salt = random(16), iv = random(12), raw = random(32);
    const lock = await keyOf(pin, salt, ITERATIONS);
    const wrapped = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8.encode(made.device) }, lock, raw);
    key = await dataKey(raw);
    raw.fill(0);
    device = made.device;
    await sealed.clear();
    await pictures.clear();
    await meta.put({ id: "vault", device, salt, iv, wrapped, iterations: ITERATIONS, tries: 0, unsent: 0, days: made.days, most: made.tries, contact: Date.now() });
    await meta.remove("gone");
  }

  /* Resolves to { kind }: open, wrong (with how many tries are left), wiped. A try counts before it is made. */
  async function unlock(pin) {
    const found = await vault();
    if (!found) return { kind: "wiped" };
    await meta.patch("vault", { tries: found.tries + 1 });
    let raw;
    try {
      const lock = await keyOf(pin, found.salt, found.iterations);
      raw = await crypto.subtle.decrypt({ name: "AES-GCM", iv: found.iv, additionalData: utf8.encode(found.device) }, lock, found.wrapped);
    } catch (error) {
      const left = found.most - found.tries - 1;
      if (left > 0) return { kind: "wrong", left };
      await wipe("pins");
      return { kind: "wiped" };
    }
    key = await dataKey(raw);
    device = found.device;
    await meta.patch("vault", { tries: 0 });
    return { kind: "open" };
  }
  function lock() { key = null; }

  const way = (id, iv) => ({ name: "AES-GCM", iv, additionalData: utf8.encode(`${device} ${id}`) });
  async function seal(shelf, id, bytes, more) {
    const iv = random(12);
    await shelf.put({ id, iv, body: await crypto.subtle.encrypt(way(id, iv), key, bytes), ...more });
  }
  const unseal = (record) => crypto.subtle.decrypt(way(record.id, record.iv), key, record.body);

  const put = (id, value) => seal(sealed, id, utf8.encode(JSON.stringify(value)));
  async function get(id) {
    const record = await sealed.get(id);
    return record && JSON.parse(plain.decode(await unseal(record)));
  }
  /* What has a number that begins so, such as "item:". */
  async function all(start) {
    const ids = (await sealed.keys()).filter((id) => id.startsWith(start));
    return Promise.all(ids.map(get));
  }
  const putPicture = async (id, blob) => seal(pictures, id, await blob.arrayBuffer(), { type: blob.type });
  async function picture(id) {
    const record = await pictures.get(id);
    return record && new Blob([await unseal(record)], { type: record.type });
  }

  scope.AnjuVault = {
    works, weak, create, unlock, lock, put, get, all, picture, putPicture,
    open: () => key !== null, device: () => device, remove: sealed.remove, removePicture: pictures.remove,
  };
})(self);
