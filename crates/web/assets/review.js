// @ts-check
// Keys and selection for the review. Every key presses a button or follows a link that stands on the page: without this
// script the page does the same.

/** Presses what has that id; tells whether there was anything to press, for then the page changes. @param {string} id */
function press(id) {
  const target = document.getElementById(id);
  target?.click();
  return target !== null;
}

/** Opens the correction and puts the cursor into its first field. */
function correct() {
  const fold = document.getElementById("correct");
  if (!(fold instanceof HTMLDetailsElement)) return false;
  fold.open = true;
  const field = fold.querySelector("textarea, select, input:not([type=hidden])");
  if (field instanceof HTMLElement) field.focus();
  return false;
}

function toggleKeys() {
  const keys = document.getElementById("keys");
  if (!(keys instanceof HTMLDetailsElement)) return false;
  keys.open = !keys.open;
  if (keys.open) keys.scrollIntoView({ block: "nearest" });
  return false;
}

/** @type {Record<string, () => boolean>} */
const KEYS = {
  j: () => press("after"),
  ArrowDown: () => press("after"),
  k: () => press("before"),
  ArrowUp: () => press("before"),
  r: () => press("record"),
  Enter: () => press("record"),
  x: () => press("reject"),
  u: () => press("undo"),
  c: correct,
  "?": toggleKeys,
};

/** The same keys on an Arabic keyboard. @type {Record<string, string>} */
const ARABIC = { "ت": "j", "ن": "k", "ق": "r", "ء": "x", "ع": "u", "ؤ": "c", "؟": "?" };

/** Whether keys belong to what has the focus. @param {EventTarget | null} target @param {string} key */
function isTaken(target, key) {
  if (!(target instanceof Element)) return false;
  if (target.closest("input, textarea, select")) return true;
  return key === "Enter" && target.closest("a, button, summary") !== null;
}

/** Whether the page is about to change: a key that is pressed twice decides once. */
let leaving = false;
window.addEventListener("pageshow", () => { leaving = false; });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
  const key = ARABIC[event.key] ?? event.key;
  const action = KEYS[key];
  if (!action || isTaken(event.target, key)) return;
  event.preventDefault();
  if (!leaving && !event.repeat) leaving = action();
});

/** The field that a selection fills. @type {HTMLInputElement | HTMLTextAreaElement | null} */
let field = null;
document.getElementById("correct")?.addEventListener("focusin", (event) => {
  const target = event.target;
  const fillable = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");
  if (fillable) field = target;
});

/** How many characters (Unicode scalar values) a text has. @param {string} text */
const count = (text) => [...text].length;

/** Fills the quotation, its place, and the field in hand with what is selected in the text. */
function fill() {
  /** Browsers begin no selection on a link: while the mouse is pressed on one, it is none. @param {PointerEvent} event */
function letSelect(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const address = link?.getAttribute("href");
  if (!link || !address || event.button !== 0 || event.pointerType === "touch") return;
  link.removeAttribute("href");
  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(end, () => link.setAttribute("href", address), { once: true, capture: true });
  }
}

const text = /** @type {HTMLElement | null} */ (document.querySelector(".review .document"));
text?.addEventListener("pointerdown", letSelect);
  const selection = document.getSelection();
  if (!(text instanceof HTMLElement) || !selection || selection.isCollapsed || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const raw = range.toString();
  const words = raw.trim();
  if (words === "") return;
  const skipped = count(raw) - count(raw.trimStart());
  const start = Number(text.dataset.start ?? 0) + count(before.toString()) + skipped;
  const fold = document.getElementById("correct");
  if (!(fold instanceof HTMLDetailsElement)) return;
  fold.open = true;
  put("quote", words);
  put("start", String(start));
  const value = document.getElementById("value");
  const wanted = field ?? (value instanceof HTMLSelectElement ? null : value);
  if (wanted && wanted.id !== "quote") put(wanted.id, words);
}

/** @param {string} id @param {string} words */
function put(id, words) {
  const target = document.getElementById(id);
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    target.value = words;
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Browsers begin no selection on a link: while the mouse is pressed on one, it is none. @param {PointerEvent} event */
function letSelect(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const address = link?.getAttribute("href");
  if (!link || !address || event.button !== 0 || event.pointerType === "touch") return;
  link.removeAttribute("href");
  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(end, () => link.setAttribute("href", address), { once: true, capture: true });
  }
}

const text = /** @type {HTMLElement | null} */ (document.querySelector(".review .document"));
text?.addEventListener("pointerdown", letSelect);
text?.addEventListener("pointerup", () => setTimeout(fill));
// What was selected within a link must not be followed.
text?.addEventListener("click", (event) => { if (document.getSelection()?.isCollapsed === false) event.preventDefault(); });
text?.addEventListener("keyup", (event) => { if (event instanceof KeyboardEvent && event.shiftKey) fill(); });

// The words in hand come into the middle of the window.
document.getElementById("here")?.scrollIntoView({ block: "center" });
