// @ts-check
// What is typed is met with what begins so: cards for fields that name one, and what was said before for fields of text.
// Fields work without this script: then cards are offered by the browser's own list, and a name is asked back.
//
// A field says where to ask (`data-offers`). What is offered is found however it is spelled, so the browser's own list, which
// compares letters, gives way to one of ours. It is a combobox: arrows move, Enter takes, Escape closes.

const LIST = "offers";
const PAUSE = 150;

/** @typedef {{ value: string, told: string }} Offer */

/** @type {HTMLInputElement | null} */
let field = null;
let timer = 0;
let asked = 0;
/** A name that was picked is asked for nothing more. */
let picking = false;

/** @param {HTMLInputElement} one */
const take = (one) => {
  one.removeAttribute("list");
  one.setAttribute("role", "combobox");
  one.setAttribute("aria-autocomplete", "list");
  one.setAttribute("aria-expanded", "false");
  one.setAttribute("aria-controls", LIST);
};

const list = () => document.getElementById(LIST);

/** @returns {HTMLElement[]} */
const options = () => [...(list()?.querySelectorAll("li") ?? [])];

const close = () => {
  list()?.remove();
  field?.setAttribute("aria-expanded", "false");
  field?.removeAttribute("aria-activedescendant");
};

/** @param {HTMLElement} option */
const pick = (option) => {
  if (!field) return;
  field.value = option.dataset.value ?? "";
  picking = true;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  picking = false;
  close();
};

/** @param {Offer[]} offers */
const show = (offers) => {
  close();
  if (!field || offers.length === 0) return;
  const box = document.createElement("ul");
  box.id = LIST;
  box.className = "offers";
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", field.labels?.[0]?.textContent ?? "");
  offers.forEach((offer, n) => {
    const option = document.createElement("li");
    option.id = `${LIST}-${n}`;
    option.setAttribute("role", "option");
    option.dataset.value = offer.value;
    const name = document.createElement("bdi");
    name.textContent = offer.value;
    option.append(name);
    if (offer.told) {
      const told = document.createElement("span");
      told.className = "quiet";
      told.textContent = offer.told;
      option.append(" ", told);
    }
    box.append(option);
  });
  field.after(box);
  field.setAttribute("aria-expanded", "true");
};

/** @param {number} step */
const move = (step) => {
  const all = options();
  if (!field || all.length === 0) return;
  const now = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const next = all[(now + step + all.length + (now < 0 && step < 0 ? 1 : 0)) % all.length];
  all.forEach((one) => one.removeAttribute("aria-selected"));
  next.setAttribute("aria-selected", "true");
  next.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", next.id);
};

/** @param {HTMLInputElement} one */
const ask = async (one) => {
  const begin = one.value.trim();
  const number = ++asked;
  if (begin.length < 2) return close();
  const address = `${one.dataset.offers}&begin=${encodeURIComponent(begin)}`;
  const answer = await fetch(address).catch(() => undefined);
  if (!answer?.ok || number !== asked || one !== field) return;
  const { cards, texts } = await answer.json();
  if (number !== asked || one !== field) return;
  /** @type {Offer[]} */
  const offers = cards
    ? cards.map((/** @type {{ pick: string, told: string }} */ card) => ({ value: card.pick, told: card.told }))
    : texts.map((/** @type {string} */ text) => ({ value: text, told: "" }));
  show(offers.filter((offer) => offer.value !== begin));
};

document.addEventListener("focusin", (event) => {
  const one = event.target;
  if (!(one instanceof HTMLInputElement) || !one.dataset.offers) return;
  if (field !== one) close();
  field = one;
  take(one);
});

document.addEventListener("focusout", (event) => {
  if (event.target === field) close();
});

document.addEventListener("input", (event) => {
  const one = event.target;
  if (picking || !(one instanceof HTMLInputElement) || one !== field) return;
  clearTimeout(timer);
  timer = window.setTimeout(() => ask(one), PAUSE);
});

document.addEventListener("keydown", (event) => {
  if (event.target !== field || options().length === 0) return;
  const selected = options().find((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
  else if (event.key === "Enter" && selected) pick(selected);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});

// A press would take the focus from the field before it is a click.
document.addEventListener("mousedown", (event) => {
  const option = event.target instanceof Element ? event.target.closest(`#${LIST} li`) : null;
  if (!(option instanceof HTMLElement)) return;
  event.preventDefault();
  pick(option);
});
