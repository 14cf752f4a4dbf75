/* What the driver ticked, kept on the phone from the first tap. Used by the boarding list and by the service worker alike.
   Each tick carries a number made here: however often it is sent, it counts once. */
(function (scope) {
  "use strict";
  const LISTS = "anju-lists", SENT = ["id", "what", "booking", "riders", "step", "minutes", "km", "why", "at"];
  const shelf = scope.AnjuOutbox.shelf("anju-ticks", "ticks", { keyPath: "n", autoIncrement: true });

  /* Resolves when the tick is safe on the phone, in the order of the taps. */
  async function add(trip, address, what) {
    await shelf.put({ id: scope.AnjuOutbox.newId(), trip, address, at: new Date().toISOString(), state: "kept", ...what });
    scope.AnjuOutbox.wake("ticks");
  }

  /* Sends what is kept, trip by trip; resolves to sent, offline, login or later. Sent ones stay until their trip is over:
     a list that was downloaded before them is still true with them. */
  async function send(token) {
    const run = async () => {
      const kept = (await shelf.all()).filter((tick) => tick.state === "kept");
      for (const address of new Set(kept.map((tick) => tick.address))) {
        const kind = await sendTrip(address, kept.filter((tick) => tick.address === address), token);
        if (kind !== "sent") return kind;
      }
      return "sent";
    };
    return scope.navigator && navigator.locks ? navigator.locks.request("anju-ticks", run) : run();
  }

  async function sendTrip(address, ticks, token) {
    const told = ticks.map((tick) => Object.fromEntries(SENT.filter((name) => name in tick).map((name) => [name, tick[name]])));
    let result;
    try {
      result = await scope.AnjuOutbox.send(address, [["ticks", JSON.stringify(told)]], [], token);
    } catch (error) {
      return "offline";
    }
    if (result.kind !== "sent") return result.kind === "login" ? "login" : "later";
    const answers = new Map(result.body.results.map((each) => [each.id, each]));
    for (const tick of ticks) {
      const answer = answers.get(tick.id);
      if (!answer) continue;
      await shelf.put({ ...tick, state: answer.ok ? "sent" : "refused", problem: answer.message, read: result.body.read });
    }
    return "sent";
  }

  /* Lists and ticks of trips that are over leave the phone; what was not sent stays. */
  async function tidy(trips) {
    for (const tick of await shelf.all()) {
      if (tick.state === "sent" && !trips.includes(tick.trip)) await shelf.remove(tick.n);
    }
    const cache = await caches.open(LISTS);
    for (const request of await cache.keys()) {
      const trip = (new URL(request.url).pathname.match(/^\/d\/(\d+)\/$/) || [])[1];
      if (trip && !trips.includes(trip)) await cache.delete(request);
    }
  }

  async function wipe() {
    await caches.delete(LISTS);
    await shelf.clear();
  }

  scope.AnjuTicks = { LISTS, all: shelf.all, remove: shelf.remove, add, send, tidy, wipe };
})(self);
