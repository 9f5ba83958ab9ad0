// @ts-check
// What is typed survives a power cut, a closed lid, a lost connection. Pages work without this script.
//
// A form with `data-keep` is kept in this browser while it is typed, under its address, and offered again with a word and a
// way to discard it. A form that could not be sent waits, and is sent once the notebook answers again; its key makes a
// second sending harmless. Nothing restricted is kept: no passphrase, no part of a form whose box "restricted" is ticked.

const KEPT = "daftar-kept ";
const WAITING = "daftar-waiting";

/** @typedef {{ page: string, action: string, body: string, at: number }} Waiting */

/** @param {HTMLFormElement} form */
const isPrivate = (form) => form.querySelector('input[name="restricted"]:checked') !== null;

/** @param {Element} field */
const inPrivatePart = (field) => {
  const part = field.closest("[data-private-part]");
  return part !== null && part.querySelector('input[type="checkbox"]:checked') !== null;
};

/** The fields that may be kept. @param {HTMLFormElement} form */
const keepable = (form) =>
  /** @type {HTMLInputElement[]} */ (
    [...form.elements].filter(
      (field) =>
        /** @type {HTMLInputElement} */ (field).name &&
        !["token", "key"].includes(/** @type {HTMLInputElement} */ (field).name) &&
        !["password", "file", "hidden", "submit"].includes(/** @type {HTMLInputElement} */ (field).type) &&
        !inPrivatePart(field),
    )
  );

/** @param {HTMLInputElement} field */
const isTicked = (field) => field.type === "checkbox" || field.type === "radio";

/** @param {HTMLFormElement} form @returns {[string, string][]} */
const typed = (form) =>
  keepable(form)
    .filter((field) => !isTicked(field) || field.checked)
    .map((field) => [field.name, field.value]);

/** @param {HTMLFormElement} form */
const place = (form) => KEPT + form.dataset.keep;

/** Storage may be full or forbidden: then nothing is kept, and the form works as before.
 * @template T @param {() => T} work @returns {T | undefined} */
const attempt = (work) => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** @param {HTMLFormElement} form @param {string} words @param {{ label: string, act: () => void }} [offer] */
const say = (form, words, offer) => {
  let bar = form.querySelector(".kept");
  if (!bar) {
    bar = document.createElement("p");
    bar.className = "kept";
    bar.setAttribute("role", "status");
    form.prepend(bar);
  }
  bar.textContent = words + " ";
  if (offer) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second";
    button.textContent = offer.label;
    button.addEventListener("click", offer.act);
    bar.append(button);
  }
};

/** @param {HTMLFormElement} form */
const keep = (form) => {
  if (form.hasAttribute("data-sent")) return;
  if (isPrivate(form)) {
    attempt(() => localStorage.removeItem(place(form)));
    return;
  }
  const key = form.querySelector('input[name="key"]');
  const fields = typed(form);
  // A form that only asks whether it is to be done has nothing to keep.
  if (fields.length === 0) return;
  const kept = { fields, key: /** @type {HTMLInputElement | null} */ (key)?.value ?? "", at: Date.now() };
  attempt(() => localStorage.setItem(place(form), JSON.stringify(kept)));
};

/** A form that is saved is kept no longer, not even by a keeping that is still to come: its key is used up.
 * @param {HTMLFormElement} form */
const saved = (form) => {
  form.setAttribute("data-sent", "");
  attempt(() => localStorage.removeItem(place(form)));
};

/** @param {HTMLFormElement} form @param {string} was */
const restore = (form, was) => {
  const kept = attempt(() => JSON.parse(localStorage.getItem(place(form)) ?? "null"));
  if (!kept || form.hasAttribute("data-typed") || isPrivate(form) || JSON.stringify(kept.fields) === was) return;
  const fields = keepable(form);
  if (kept.fields.some((/** @type {[string, string]} */ [name]) => !fields.some((field) => field.name === name))) {
    regrow(form, kept);
    return;
  }
  for (const field of fields.filter(isTicked)) {
    field.checked = kept.fields.some((/** @type {[string, string]} */ [name, value]) => name === field.name && value === field.value);
  }
  for (const [name, value] of kept.fields) {
    const field = fields.find((one) => one.name === name && !isTicked(one));
    if (field) field.value = value;
  }
  // The same form, though the page is a new one: sent before the power went, it must not be saved again.
  const key = /** @type {HTMLInputElement | null} */ (form.querySelector('input[name="key"]'));
  if (key && kept.key) key.value = kept.key;
  for (const part of form.querySelectorAll("details")) {
    if (fields.some((field) => part.contains(field) && !isTicked(field) && field.value && field.value !== field.defaultValue)) part.open = true;
  }
  restored(form, kept.at);
};

/** A form that had been asked for more fields than a new page has: the notebook shows it as it was typed.
 * @param {HTMLFormElement} form @param {{ fields: [string, string][], key: string, at: number }} kept */
const regrow = async (form, kept) => {
  const token = /** @type {HTMLInputElement | null} */ (form.querySelector('input[name="token"]'))?.value ?? "";
  const body = new URLSearchParams([...kept.fields, ["token", token], ["key", kept.key], ["more", ""]]);
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => undefined);
  if (!answer?.ok) return;
  await show(answer);
  const grown = /** @type {HTMLFormElement | null} */ (document.querySelector(`form[data-keep="${form.dataset.keep}"]`));
  if (grown) restored(grown, kept.at);
};

/** @param {HTMLFormElement} form @param {number} at */
const restored = (form, at) => {
  const when = new Date(at).toLocaleString(document.documentElement.lang);
  say(form, `${form.dataset.restored} ${when}.`, { label: form.dataset.discard ?? "", act: () => discard(form) });
};

/** @param {HTMLFormElement} form */
const discard = (form) => {
  attempt(() => localStorage.removeItem(place(form)));
  const others = waiting().filter((one) => one.page !== location.pathname + location.search);
  attempt(() => localStorage.setItem(WAITING, JSON.stringify(others)));
  location.replace(location.href);
};

/** @returns {Waiting[]} */
const waiting = () => attempt(() => JSON.parse(localStorage.getItem(WAITING) ?? "[]")) ?? [];

/** @param {HTMLFormElement} form @param {URLSearchParams} body */
const wait = (form, body) => {
  if (isPrivate(form) || form.querySelector("[data-private-part] input:checked")) {
    say(form, form.dataset.private ?? "");
    return;
  }
  body.delete("token");
  const page = location.pathname + location.search;
  const others = waiting().filter((one) => one.page !== page);
  const one = { page, action: form.action, body: body.toString(), at: Date.now() };
  attempt(() => localStorage.setItem(WAITING, JSON.stringify([...others, one])));
  say(form, form.dataset.waiting ?? "");
};

/** The page in place of this one, without leaving it: faults stand beside their fields, and nothing typed is lost.
 * @param {Response} answer */
const show = async (answer) => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = page.querySelector("main");
  const own = document.querySelector("main");
  if (!main || !own) return;
  own.replaceWith(document.adoptNode(main));
  begin();
  const first = /** @type {HTMLElement | null} */ (
    document.querySelector("main [autofocus]") ?? document.querySelector('main [aria-invalid], main [role="alert"]')
  );
  first?.scrollIntoView({ block: "center" });
  first?.focus();
};

/** @param {HTMLFormElement} form @param {SubmitEvent} event */
const send = async (form, event) => {
  event.preventDefault();
  keep(form);
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form, event.submitter)));
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.redirected && answer.ok) {
      saved(form);
      location.assign(answer.url);
    } else if (answer.status === 403) {
      // The program was started anew and this page is older: its token is no longer one.
      await again(form, body);
    } else {
      await show(answer);
    }
  } catch {
    wait(form, body);
  } finally {
    form.removeAttribute("aria-busy");
  }
};

/** @param {HTMLFormElement} form @param {URLSearchParams} body */
const again = async (form, body) => {
  const answer = await post({ page: location.pathname + location.search, action: form.action, body: body.toString(), at: 0 });
  if (answer?.redirected && answer.ok) {
    saved(form);
    location.assign(answer.url);
  } else {
    say(form, form.dataset.refused ?? "");
  }
};

/** Sends a form with the token that its page has now. @param {Waiting} one */
const post = async (one) => {
  const page = new DOMParser().parseFromString(await (await fetch(one.page)).text(), "text/html");
  const token = /** @type {HTMLInputElement | null} */ (page.querySelector('input[name="token"]'))?.value;
  if (!token) return undefined;
  const body = new URLSearchParams(one.body);
  body.set("token", token);
  return fetch(one.action, { method: "POST", body, headers: { "x-daftar-token": token } });
};

/** A word at the head of the page about what waits or waited, with the way there.
 * @param {"sent" | "left" | "waits"} what @param {string} address */
const tell = (what, address) => {
  const main = document.querySelector("main");
  const words = document.body.dataset[what];
  if (!main || !words) return;
  main.querySelector(":scope > .outbox")?.remove();
  const bar = document.createElement("p");
  bar.className = "kept outbox";
  bar.setAttribute("role", "status");
  const link = document.createElement("a");
  link.href = address;
  link.textContent = document.body.dataset.see ?? "";
  bar.append(words, " ", link);
  main.prepend(bar);
};

/** Sends what waits. What is refused goes back to its form, where it is kept. */
const flush = async () => {
  for (const one of waiting()) {
    const answer = await post(one).catch(() => undefined);
    if (answer?.status === 401) tell("waits", one.page);
    if (!answer || answer.status === 401 || answer.status === 503) return;
    const others = waiting().filter((other) => other.page !== one.page);
    attempt(() => localStorage.setItem(WAITING, JSON.stringify(others)));
    if (!answer.redirected || !answer.ok) {
      tell("left", one.page);
      continue;
    }
    attempt(() => localStorage.removeItem(KEPT + new URL(one.page, location.href).pathname));
    if (one.page === location.pathname + location.search) {
      document.querySelectorAll("form[data-keep]").forEach((form) => saved(/** @type {HTMLFormElement} */ (form)));
      location.assign(answer.url);
    } else tell("sent", answer.url);
  }
};

const begin = () => {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-keep]"))) {
    const was = JSON.stringify(typed(form));
    restore(form, was);
    let timer = 0;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => keep(form), 300);
    });
    form.addEventListener("submit", (event) => send(form, event));
  }
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-print]"))) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
};

begin();
flush();
window.addEventListener("online", flush);
setInterval(() => waiting().length && flush(), 10_000);
if ("serviceWorker" in navigator && window.isSecureContext) navigator.serviceWorker.register("/sw.js").catch(() => undefined);
