// @ts-check
// A document dropped onto any page of the notebook is taken to the form that reads it. There its name is shown, and nothing
// is read before whoever dropped it has said whether it is published. While it is sent, a bar tells how far it is.

const SHELF = "daftar-dropped";

/** @returns {Promise<IDBDatabase>} */
const open = () =>
  new Promise((done, failed) => {
    const asked = indexedDB.open(SHELF, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("files");
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });

/** @param {IDBTransactionMode} mode @param {(files: IDBObjectStore) => IDBRequest} work @returns {Promise<any>} */
const shelf = async (mode, work) => {
  const base = await open();
  return new Promise((done, failed) => {
    const asked = work(base.transaction("files", mode).objectStore("files"));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
};

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-read]"));
const input = () => /** @type {HTMLInputElement | null} */ (document.querySelector("#files"));

/** @param {DragEvent} event */
const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

/** @param {FileList | File[]} files */
const take = (files) => {
  const field = input();
  if (!field) return;
  const list = new DataTransfer();
  for (const file of files) list.items.add(file);
  field.files = list.files;
  field.focus();
};

document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) document.body.classList.remove("dropping");
});
document.addEventListener("drop", async (event) => {
  if (!hasFiles(event) || !event.dataTransfer) return;
  event.preventDefault();
  document.body.classList.remove("dropping");
  const files = [...event.dataTransfer.files];
  if (input()) return take(files);
  await shelf("readwrite", (all) => all.put(files, "dropped"));
  const lang = new URLSearchParams(location.search).get("lang");
  location.assign(lang ? `/read?lang=${encodeURIComponent(lang)}` : "/read");
});

/** Files that were dropped onto another page: taken, and not left lying. */
const fetchDropped = async () => {
  if (!input()) return;
  const files = await shelf("readonly", (all) => all.get("dropped")).catch(() => undefined);
  if (!files) return;
  await shelf("readwrite", (all) => all.delete("dropped"));
  take(files);
};

/** @param {HTMLFormElement} form */
const send = (form) => {
  const bar = /** @type {HTMLElement} */ (form.querySelector(".progress"));
  const progress = /** @type {HTMLProgressElement} */ (bar.querySelector("progress"));
  const words = /** @type {HTMLElement} */ (bar.querySelector("span"));
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    progress.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
  });
  request.addEventListener("load", () => {
    const there = new URL(request.responseURL || location.href);
    if (there.pathname !== location.pathname) return location.assign(there);
    const page = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
    if (page) document.querySelector("main")?.replaceWith(document.adoptNode(page));
    /** @type {HTMLElement | null} */ (document.querySelector("main .came, main [aria-invalid]"))?.scrollIntoView({ block: "center" });
    watch();
  });
  request.addEventListener("error", () => {
    words.textContent = form.dataset.lost ?? "";
  });
  bar.hidden = false;
  words.textContent = form.dataset.sending ?? "";
  request.send(new FormData(form));
};

const watch = () => {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-read]"));
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
};

if (form) {
  fetchDropped();
  watch();
} else if (location.pathname !== "/unlock") {
  // Whoever dropped something and then went elsewhere does not want it read.
  shelf("readwrite", (all) => all.delete("dropped")).catch(() => undefined);
}
