// @ts-check
// What the notebook shows is not kept here: a page may be sealed, withheld or erased tomorrow, and must not stand in a
// browser after that. Kept are only the notebook's own files, whose addresses change with what is in them. A page that
// cannot be reached is answered with words that say so; what was typed waits in the browser until it can be sent: keep.js.

const SHELF = "daftar-files-1";
const MOST = 60;
const sw = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const LOST = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>The notebook does not answer</title></head>
<body><main><h1>The notebook does not answer</h1>
<p>It is not running, or this device is not connected to it. What you typed is kept here and will be sent when it answers.
Pages are not kept, so that nothing stands here that the notebook no longer shows.</p>
<div lang="ar" dir="rtl"><h2>الدفتر لا يجيب</h2>
<p>إمّا أنه لا يعمل، أو أن هذا الجهاز غير متصل به. ما كتبته محفوظ هنا وسيُرسل حين يجيب. لا تُحفظ الصفحات، كي لا يبقى هنا
ما لم يعد الدفتر يعرضه.</p></div></main></body></html>`;

sw.addEventListener("install", () => sw.skipWaiting());

/** Forgets whatever an earlier worker kept. */
const forget = async () => {
  for (const name of await caches.keys()) if (name !== SHELF) await caches.delete(name);
  await sw.clients.claim();
};
sw.addEventListener("activate", (event) => event.waitUntil(forget()));

/** @param {Request} request @param {Response} answer */
const keep = async (request, answer) => {
  const shelf = await caches.open(SHELF);
  await shelf.put(request, answer);
  const kept = await shelf.keys();
  for (const oldest of kept.slice(0, Math.max(0, kept.length - MOST))) await shelf.delete(oldest);
};

/** @param {FetchEvent} event */
const file = async (event) => {
  const kept = await caches.open(SHELF).then((shelf) => shelf.match(event.request));
  if (kept) return kept;
  const fresh = await fetch(event.request);
  if (fresh.status === 200 && !fresh.redirected) event.waitUntil(keep(event.request, fresh.clone()));
  return fresh;
};

/** @param {FetchEvent} event */
const page = (event) =>
  fetch(event.request).catch(
    () => new Response(LOST, { status: 503, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } }),
  );

sw.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== sw.location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(file(event));
  else if (event.request.mode === "navigate") event.respondWith(page(event));
});
