// @ts-check
// A plan's picture in pixels, without coordinates; and the clicks that fill the form by which it is placed.
import { chart, controls, told, unclutter } from "./map.js";

/** Leaflet, which a plain script defines. @type {any} */
const { L } = /** @type {any} */ (window);

/**
 * Makes the picture one that can be moved and enlarged. Pixels count from the top; Leaflet's plane counts upwards.
 * @param {HTMLElement} frame
 */
function sheet(frame) {
  const picture = frame.querySelector("img");
  const [width, height] = [Number(frame.dataset.width), Number(frame.dataset.height)];
  if (!picture || !width || !height) return undefined;
  const address = picture.src;
  const name = picture.alt;
  picture.remove();
  frame.classList.add("plan-moving");
  frame.tabIndex = 0;
  const bounds = [[-height, 0], [0, width]];
  const map = L.map(frame, { crs: L.CRS.Simple, zoomControl: false, minZoom: -5, maxZoom: 5, zoomSnap: 0.25, attributionControl: false });
  controls(map, frame);
  L.imageOverlay(address, bounds, { alt: name }).addTo(map);
  map.fitBounds(bounds);
  map.setMaxBounds(L.latLngBounds(bounds).pad(0.5));
  return map;
}

/**
 * Numbers on the picture, and buttons that lead to them.
 * @param {any} map
 */
function marks(map) {
  document.querySelectorAll(".plan-marks li").forEach((item, n) => {
    if (!(item instanceof HTMLElement)) return;
    const at = [-Number(item.dataset.y), Number(item.dataset.x)];
    const name = item.querySelector("bdi")?.textContent ?? "";
    const mark = number(at, n + 1, name).addTo(map).bindPopup(() => {
      const text = document.createElement("bdi");
      text.textContent = name;
      return text;
    });
    const button = item.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => { map.panTo(at); mark.openPopup(); });
  });
}

/**
 * The places that lie on the picture, each with its mark and name, and buttons that lead to them.
 * @param {any} map
 */
function lying(map) {
  for (const item of document.querySelectorAll(".plan-places li")) {
    const drawn = item.querySelector("svg");
    if (!(item instanceof HTMLElement) || !drawn) continue;
    const at = [-Number(item.dataset.y), Number(item.dataset.x)];
    const name = item.querySelector("bdi")?.textContent ?? "";
    const text = () => Object.assign(document.createElement("bdi"), { textContent: name, dir: "auto" });
    const icon = L.divIcon({ html: drawn.cloneNode(true), className: "map-icon", iconSize: [26, 26], iconAnchor: [13, 13] });
    const mark = L.marker(at, { icon, title: name, alt: name, weighs: item.dataset.level }).addTo(map);
    mark.bindTooltip(text(), { permanent: true, className: "map-label" }).bindPopup(text);
    const button = item.querySelector("button");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => { map.panTo(at); mark.openPopup(); });
  }
  map.on("zoomend", () => requestAnimationFrame(() => unclutter(map)));
  unclutter(map);
}

/** A numbered mark. @param {number[]} at @param {number} n @param {string} name */
function number(at, n, name) {
  const text = document.createElement("span");
  text.textContent = String(n);
  const icon = L.divIcon({ html: text, className: "plan-number", iconSize: [24, 24], iconAnchor: [12, 12] });
  return L.marker(at, { icon, title: name, alt: name });
}

/**
 * Clicks fill the row in hand; when it is full the next one is taken.
 * @param {HTMLFormElement} form
 * @param {any} picture
 * @param {any} ground
 */
function clicks(form, picture, ground) {
  const rows = [...form.querySelectorAll("fieldset[data-row]")];
  let hand = 0;
  const take = (/** @type {number} */ n) => {
    hand = Math.min(n, rows.length - 1);
    rows.forEach((row, place) => row.toggleAttribute("data-in-hand", place === hand));
  };
  const field = (/** @type {string} */ name) => {
    const found = form.elements.namedItem(`${name}${hand + 1}`);
    return found instanceof HTMLInputElement ? found : undefined;
  };
  const fill = (/** @type {Record<string, string>} */ values) => {
    for (const [name, value] of Object.entries(values)) {
      const input = field(name);
      if (input) input.value = value;
    }
    form.dispatchEvent(new Event("change"));
    if (["x", "y", "latitude", "longitude"].every((name) => field(name)?.value)) take(hand + 1);
  };
  rows.forEach((row, n) => row.addEventListener("focusin", () => take(n)));
  picture.on("click", (/** @type {any} */ event) =>
    fill({ x: String(Math.max(0, Math.round(event.latlng.lng))), y: String(Math.max(0, Math.round(-event.latlng.lat))) }));
  ground.on("click", (/** @type {any} */ event) => {
    const at = event.latlng.wrap();
    fill({ latitude: at.lat.toFixed(6), longitude: at.lng.toFixed(6) });
  });
  take(0);
}

/**
 * Shows the points of the form on both sides.
 * @param {HTMLFormElement} form
 * @param {any} picture
 * @param {any} ground
 */
function points(form, picture, ground) {
  const drawn = [L.layerGroup().addTo(picture), L.layerGroup().addTo(ground)];
  const show = () => {
    drawn.forEach((group) => group.clearLayers());
    form.querySelectorAll("fieldset[data-row]").forEach((row, n) => {
      const values = [...row.querySelectorAll("input")].map((input) => input.value === "" ? NaN : Number(input.value));
      const [x, y, latitude, longitude] = values;
      const title = row.querySelector("legend")?.textContent ?? "";
      if (Number.isFinite(x + y)) number([-y, x], n + 1, title).addTo(drawn[0]);
      if (Number.isFinite(latitude + longitude)) number([latitude, longitude], n + 1, title).addTo(drawn[1]);
    });
  };
  form.addEventListener("change", show);
  show();
}

/** Where the points of the form lie on the ground. @param {HTMLFormElement} form */
function grounded(form) {
  const rows = [...form.querySelectorAll("fieldset[data-row]")].map((row) => [...row.querySelectorAll("input")].map((input) => input.value));
  const known = rows.filter(([, , latitude, longitude]) => latitude && longitude);
  return L.latLngBounds(known.map(([, , latitude, longitude]) => [Number(latitude), Number(longitude)]).filter((at) => at.every(Number.isFinite)));
}

/**
 * Shows where the known places lie, so that the right part of the map is found: that where the plan lies already, if it does.
 * @param {any} ground
 * @param {HTMLElement} side
 * @param {any} own
 */
async function surroundings(ground, side, own) {
  const { features } = await told(side);
  const style = (/** @type {any} */ feature) => ({ className: `map-shape map-level-${feature.properties.level}` });
  const dot = (/** @type {any} */ feature, /** @type {any} */ at) => L.circleMarker(at, { radius: 4, ...style(feature) });
  const known = features.filter((/** @type {any} */ feature) => !feature.properties.cell);
  const drawn = L.geoJSON(known, { interactive: false, style, pointToLayer: dot }).addTo(ground);
  const shown = own.isValid() ? own.pad(0.5) : drawn.getBounds();
  if (shown.isValid()) ground.fitBounds(shown, { maxZoom: 17, animate: false });
}

const frame = document.querySelector(".plan-sheet");
const picture = frame instanceof HTMLElement ? sheet(frame) : undefined;
if (picture) {
  lying(picture);
  marks(picture);
  if (frame instanceof HTMLElement) frame.dataset.drawn = "yes";
}
const form = document.querySelector(".place-form");
const side = document.querySelector(".place-map");
if (picture && form instanceof HTMLFormElement && side instanceof HTMLElement) {
  const ground = chart(side);
  clicks(form, picture, ground);
  points(form, picture, ground);
  surroundings(ground, side, grounded(form));
  document.querySelector(".place-clicks")?.removeAttribute("hidden");
}
