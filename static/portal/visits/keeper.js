/* Whether households may stay on this phone. Used by the field pages and by the service worker alike: whatever page is
   opened, a revoked phone empties itself at its next contact, and one without contact after some days. Holds no key and
   reads no plain text; apps/accounts FieldDevice is the other side. */
(function (scope) {
  "use strict";
  const DAY_MS = 86400000, SAID = "anju-vault";
  const { shelf, send } = scope.AnjuOutbox;
  const meta = shelf("anju-vault", "meta", { keyPath: "id" });
  const sealed = shelf("anju-sealed", "items", { keyPath: "id" });
  const pictures = shelf("anju-pictures", "items", { keyPath: "id" });
  const vault = () => meta.get("vault"), gone = () => meta.get("gone");

  /* The key goes first: without it the rest is noise, even if the phone dies here. */
  async function wipe(why) {
    const found = await vault();
    if (found) await meta.put({ id: "gone", device: found.device, why, told: false });
    await meta.remove("vault");
    await sealed.clear();
    await pictures.clear();
    if (found && scope.BroadcastChannel) {
      const channel = new BroadcastChannel(SAID);
      channel.postMessage(why);
      channel.close();
    }
  }
  function onWiped(act) {
    if (scope.BroadcastChannel) new BroadcastChannel(SAID).onmessage = (event) => act(event.data);
  }

  const tooOld = (found) => Math.abs(Date.now() - found.contact) > found.days * DAY_MS;

  /* Resolves to none, offline, later, told (the office knows that it is empty), wiped or fine. */
  async function contact(address, token) {
    const found = await vault(), left = await gone();
    if (!found && (!left || left.told)) return "none";
    const fields = found ? [["device", found.device]] : [["device", left.device], ["wiped", left.why]];
    let result;
    try {
      result = await send(address, fields, [], token);
    } catch (error) {
      return "offline";
    }
    if (result.kind !== "sent") return "later";
    if (!found) {
      await meta.patch("gone", { told: true });
      return "told";
    }
    if (result.body.wipe) {
      await wipe("revoked");
      await contact(address, token);
      return "wiped";
    }
    await meta.patch("vault", { contact: Date.now(), days: result.body.days, most: result.body.tries });
    return "fine";
  }

  /* What was cut short or grew too old goes; then the office is asked. */
  async function tidy(address, token) {
    const found = await vault(), left = await gone();
    if (!found) {
      if ((await sealed.keys()).length) await sealed.clear();
      if ((await pictures.keys()).length) await pictures.clear();
    } else if (left && left.device === found.device) await wipe(left.why);
    else if (tooOld(found)) await wipe("days");
    return contact(address, token);
  }

  scope.AnjuKeeper = { meta, sealed, pictures, vault, gone, wipe, onWiped, contact, tidy };
})(self);
