// @ts-check
// Pages that were seen can be seen again while the notebook does not answer. Only what everybody may see is kept: an answer
// that must not be stored is not. What the notebook no longer shows is forgotten here, too, as soon as it is asked for; the
// rest after a week.

const SHELF = "daftar-pages-1";
const MOST = 60;
const WEEK = 7 * 24 * 60 * 60 * 1000;
const sw = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

sw.addEventListener("install", () => sw.skipWaiting());
sw.addEventListener("activate", (event) => event.waitUntil(sw.clients.claim()));

/** @param {Response} answer */
const mayKeep = (answer) => answer.ok && !answer.redirected && !(answer.headers.get("cache-control") ?? "").includes("no-store");

/** @param {Request} request @param {Response} answer */
const keep = async (request, answer) => {
  const shelf = await caches.open(SHELF);
  if (!mayKeep(answer)) {
    await shelf.delete(request);
    return;
  }
  const headers = new Headers(answer.headers);
  headers.set("x-daftar-seen", String(Date.now()));
  await shelf.put(request, new Response(await answer.blob(), { headers }));
  await tidy(shelf);
};

/** @param {Cache} shelf */
const tidy = async (shelf) => {
  const seen = [];
  for (const request of await shelf.keys()) {
    const at = Number((await shelf.match(request))?.headers.get("x-daftar-seen"));
    if (Date.now() - at > WEEK) await shelf.delete(request);
    else seen.push({ request, at });
  }
  seen.sort((a, b) => b.at - a.at);
  for (const { request } of seen.slice(MOST)) await shelf.delete(request);
};

/** @param {FetchEvent} event */
const answer = async (event) => {
  try {
    const fresh = await fetch(event.request);
    event.waitUntil(keep(event.request, fresh.clone()));
    return fresh;
  } catch (lost) {
    const kept = await (await caches.open(SHELF)).match(event.request);
    if (!kept) throw lost;
    return kept;
  }
};

sw.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const seen = event.request.mode === "navigate" || url.pathname.startsWith("/assets/");
  if (event.request.method === "GET" && url.origin === sw.location.origin && seen) event.respondWith(answer(event));
});
