/* The pack comes down, what was done goes up: in batches, each item by its number, each answered for itself.
   Only while the PIN is given: without the key there is nothing to send. */
(function (scope) {
  "use strict";
  const BATCH = 10, vault = scope.AnjuVault, { meta, wipe } = scope.AnjuKeeper, page = document.body.dataset;
  const WAITING = ["ready", "pictures"];

  const items = async () => (await vault.all("item:")).sort((one, other) => one.at - other.at);
  async function keep(item) {
    await vault.put(`item:${item.id}`, item);
    await count();
  }
  /* How many are not sent yet: the one figure that also a locked phone knows, for the warning at log-out. */
  async function count() {
    const waiting = (await items()).filter((item) => WAITING.includes(item.state) || item.state === "refused").length;
    await meta.patch("vault", { unsent: waiting });
    return waiting;
  }
  async function drop(item) {
    for (const shot of item.shots || []) await vault.removePicture(shot.id);
    await vault.remove(`item:${item.id}`);
    await count();
  }

  /* What was never tried to be sent may be changed; resolves to whether it is a draft again. */
  async function reopen(id) {
    const open = async () => {
      const item = await vault.get(`item:${id}`);
      if (!item || item.state !== "ready" || item.tried) return false;
      await keep({ ...item, state: "draft" });
      return true;
    };
    return navigator.locks ? navigator.locks.request("anju-visits", open) : open();
  }

  async function register(device) {
    const maker = navigator.userAgentData ? navigator.userAgentData.platform : (navigator.userAgent.match(/Android|iPhone|iPad|HarmonyOS/) || [""])[0];
    return AnjuOutbox.send(page.register, [["device", device], ["name", [page.phone, maker].filter(Boolean).join(" ")]], [], page.token);
  }

  /* Resolves to fresh, login, offline, wiped or later. */
  async function download() {
    let answer;
    try {
      answer = await fetch(page.pack, { credentials: "same-origin", cache: "no-store", redirect: "manual", headers: { Accept: "application/json", "X-Device": vault.device() } });
    } catch (error) {
      return "offline";
    }
    if (answer.type === "opaqueredirect" || answer.status === 401) return "login";
    const body = (answer.headers.get("Content-Type") || "").includes("application/json") ? await answer.json() : {};
    if (!answer.ok) return refused(body.code);
    if (!vault.open()) return "later";
    const { forms, ...pack } = body;
    for (const [hash, form] of Object.entries(forms)) await vault.put(`form:${hash}`, form);
    await vault.put("pack", pack);
    await meta.patch("vault", { contact: Date.now(), days: pack.days, most: pack.tries });
    await tidy(pack);
    return "fresh";
  }
  async function refused(code) {
    if (code === "device_revoked") { await wipe("revoked"); return "wiped"; }
    if (code === "device_unknown") { await register(vault.device()); return "later"; }
    return code === "others_device" ? "other" : "later";
  }
  /* What is sent is in the new pack; forms of older versions stay as long as something was begun in them. */
  async function tidy(pack) {
    const left = [];
    for (const item of await items()) {
      if (item.state === "sent" && !item.lost && item.sentAt < pack.made) await drop(item);
      else left.push(item);
    }
    const needed = new Set([...Object.values(pack.current), ...left.flatMap((item) => Object.values(item.versions || {}))]);
    for (const id of await scope.AnjuKeeper.sealed.keys()) {
      if (id.startsWith("form:") && !needed.has(id.slice(5))) await vault.remove(id);
    }
  }

  /* Resolves to sent, nothing, login, offline, wiped, other or later. One at a time over all tabs. */
  function send() {
    return navigator.locks ? navigator.locks.request("anju-visits", sendNow) : sendNow();
  }
  async function sendNow() {
    const ready = (await items()).filter((item) => item.state === "ready");
    for (let at = 0; at < ready.length; at += BATCH) {
      const kind = await sendBatch(ready.slice(at, at + BATCH));
      if (kind !== "sent") return kind;
    }
    let some = ready.length > 0;
    for (const item of (await items()).filter((one) => one.state === "pictures")) {
      const kind = await sendPictures(item);
      if (kind !== "sent") return kind;
      some = true;
    }
    return some ? "sent" : "nothing";
  }
  async function sendBatch(batch) {
    const told = batch.map((item) => ({ id: item.id, what: item.what, household: item.household, visit: item.visit, task: item.task, at: new Date(item.at).toISOString(), ...item.body }));
    for (const item of batch) await keep({ ...item, tried: true });
    const answer = await post(page.sync, [["items", JSON.stringify(told)]], []);
    if (answer.kind !== "sent") return answer.kind;
    for (const item of batch) {
      const result = answer.body.results.find((each) => each.id === item.id);
      if (!result || !vault.open()) continue;
      const fine = result.result !== "refused";
      const state = fine ? ((item.shots || []).length ? "pictures" : "sent") : "refused";
      await keep({ ...item, tried: false, state, problem: result.message, code: result.code, sentAt: answer.body.read });
    }
    return "sent";
  }
  async function sendPictures(item) {
    for (const shot of item.shots) {
      if (shot.sent) continue;
      const blob = await vault.picture(shot.id);
      if (blob) {
        const answer = await post(page.photo, [["item", item.id], ["visit", item.visit || ""], ["photo", shot.id], ["what", shot.what], ["question", shot.question || ""]], [blob]);
        if (answer.kind !== "sent") return answer.kind;
        if (answer.body.result === "refused") item.lost = answer.body.message;
      }
      shot.sent = true;
      await keep(item);
      await vault.removePicture(shot.id);
    }
    await keep({ ...item, state: "sent", body: {} });
    return "sent";
  }
  async function post(address, fields, photos) {
    let answer;
    try {
      answer = await AnjuOutbox.send(address, [["device", vault.device()], ...fields], photos, page.token);
    } catch (error) {
      return { kind: "offline" };
    }
    if (answer.kind !== "refused") return answer;
    return { kind: await refused(answer.body.code), body: answer.body };
  }

  scope.AnjuSync = { WAITING, items, keep, drop, count, reopen, register, download, send };
})(self);
