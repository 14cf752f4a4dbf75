/* Keeps the forms on the phone, and sends what waits when there is a signal again. Version {{ version }}. */
"use strict";
const FILES = "anju-files-{{ version }}", PAGES = "anju-pages", LISTS = "anju-lists";
const KEPT = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const OFFLINE = KEPT[KEPT.length - 1], TOKEN = "{% url "portal:token" %}", PATIENCE_MS = 6000;
/* Pages that may be shown from the phone: they hold no personal data but what this phone reported. */
const MAY_KEEP = /^\/(c\/[\w-]+\/(report\/[\w-]+\/|shuttle\/(\d+\/)?)?|f\/file\/([\w-]+\/[\w-]+\/)?|f\/visits\/)?$/;
/* Boarding lists (names and buildings, for the driver alone) and lists of doors of meetings and competitions: until the
   log-out. */
const BOARDING = /^\/(d\/(\d+\/)?|f\/life\/((competition|meeting|activity)\/\d+\/(\d+\/)?)?)$/, LEAVE = ["{% url "accounts:logout" %}", "{% url "admin:logout" %}"];
const VISITS = "{% url "portal:visits" %}", CONTACT = "{% url "portal:visits-contact" %}";

importScripts({% for file in worker_files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %});

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = caches.keys().then((names) => Promise.all(
    names.filter((name) => name.startsWith("anju-files-") && name !== FILES).map((name) => caches.delete(name))
  ));
  event.waitUntil(tidy.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method === "POST" && LEAVE.includes(address.pathname)) event.waitUntil(Promise.all([self.AnjuTicks.wipe(), self.AnjuKeeper.wipe("logout")]));
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") {
    event.respondWith(page(event.request, address));
    event.waitUntil(self.AnjuKeeper.tidy(CONTACT, TOKEN).catch(() => {}));
  }
  else if (KEPT.includes(address.pathname)) event.respondWith(file(event.request));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(self.AnjuOutbox.sendAll(TOKEN));
  if (event.tag === "ticks") event.waitUntil(self.AnjuTicks.send(TOKEN));
});

async function file(request) {
  return (await caches.match(request, { cacheName: FILES })) || fetch(request);
}

function drawerOf(address) {
  if (BOARDING.test(address.pathname)) return LISTS;
  return MAY_KEEP.test(address.pathname) ? PAGES : "";
}

async function page(request, address) {
  const drawer = drawerOf(address);
  try {
    const answer = await inTime(fetch(request), await kept(address, drawer));
    if (drawer && answer.ok && !answer.redirected) (await caches.open(drawer)).put(address.pathname, answer.clone());
    return answer;
  } catch (error) {
    return (await kept(address, drawer)) || (address.pathname === "/" && (await home())) || (await field(address)) || caches.match(OFFLINE, { cacheName: FILES });
  }
}

async function kept(address, drawer) {
  return drawer ? caches.match(address.pathname, { cacheName: drawer }) : undefined;
}

/* Without a signal the front page is the community's page that was open last. */
async function home() {
  const cache = await caches.open(PAGES);
  const homes = (await cache.keys()).filter((request) => /^\/c\/[\w-]+\/$/.test(new URL(request.url).pathname));
  return homes.length ? cache.match(homes[homes.length - 1]) : undefined;
}

/* A worker without a signal gets to the visits, which need none. */
async function field(address) {
  const kept = address.pathname.startsWith("/f/") && (await caches.match(VISITS, { cacheName: PAGES }));
  return kept ? Response.redirect(VISITS) : undefined;
}

/* A weak signal: after some seconds show the page from the phone, if there is one. */
function inTime(answer, instead) {
  if (!instead) return answer;
  const late = new Promise((resolve) => setTimeout(() => resolve(instead), PATIENCE_MS));
  return Promise.race([answer, late]);
}
