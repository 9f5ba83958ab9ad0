// @ts-check
// The sliders "as of" and "as known on". Moving one shows its day at once, and a moment later the page as of that day:
// the same address is asked with another question, and its <main> takes the place of this one.

const PAUSE = 160;
let waiting = 0;
/** @type {AbortController | undefined} */
let asking;

/** @param {HTMLInputElement} slider @returns {HTMLOptionElement | null} */
function stop(slider) {
  const list = document.getElementById(slider.getAttribute("list") ?? "");
  return list ? list.querySelector(`option[value="${slider.value}"]`) : null;
}

/** @param {HTMLInputElement} slider */
function tell(slider) {
  const words = stop(slider)?.label ?? "";
  slider.setAttribute("aria-valuetext", words);
  const output = slider.parentElement?.querySelector("output");
  if (output) output.textContent = words;
}

/** @param {HTMLInputElement} slider */
function address(slider) {
  const url = new URL(location.href);
  const day = stop(slider)?.dataset.day ?? "";
  if (day) url.searchParams.set(slider.dataset.field ?? "", day);
  else url.searchParams.delete(slider.dataset.field ?? "");
  url.searchParams.delete("page");
  return url;
}

/** @param {HTMLInputElement} slider */
async function show(slider) {
  const url = address(slider);
  if (document.getElementById("map")) return location.replace(url);
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(url, { signal: asking.signal, headers: { accept: "text/html" } });
    if (!answer.ok) return location.assign(url);
    swap(new DOMParser().parseFromString(await answer.text(), "text/html"), slider.id);
    history.replaceState(null, "", url);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) location.assign(url);
  }
}

/** @param {Document} page @param {string} id the slider in hand */
function swap(page, id) {
  const [fresh, old] = [page.querySelector("main"), document.querySelector("main")];
  if (!fresh || !old) return;
  const open = old.querySelector("details.question")?.hasAttribute("open") ?? false;
  old.replaceWith(fresh);
  document.title = page.title;
  for (const part of [".top", ".foot"]) {
    const [next, last] = [page.querySelector(part), document.querySelector(part)];
    if (next && last) last.replaceWith(next);
  }
  fresh.querySelector("details.question")?.toggleAttribute("open", open);
  begin();
  document.getElementById(id)?.focus({ preventScroll: true });
}

function begin() {
  for (const box of document.querySelectorAll(".sliders")) box.removeAttribute("hidden");
  for (const slider of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".slider input"))) {
    slider.addEventListener("input", () => {
      tell(slider);
      clearTimeout(waiting);
      waiting = window.setTimeout(() => show(slider), PAUSE);
    });
  }
}

begin();
