// @ts-check
// The map: draws what the server tells over a base map, and ties it to the list beside it. Without this script the list
// stands alone and has everything.

/** Leaflet and the drawer of vector tiles, which plain scripts define. @type {any} */
const { L, protomapsL } = /** @type {any} */ (window);

/** Above this many places their marks are drawn without names. */
const NAMED = 300;

/**
 * A map in its frame, with its base map.
 * @param {HTMLElement} frame
 */
export function chart(frame) {
  frame.querySelector("noscript")?.remove();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(frame, {
    zoomControl: false, minZoom: 1, maxZoom: 20, worldCopyJump: true,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
  });
  map.attributionControl.setPrefix(false);
  controls(map, frame);
  L.control.scale({ imperial: false }).addTo(map);
  base(map, frame);
  map.setView([20, 15], 2);
  return map;
}

/**
 * The buttons, in the language of the page.
 * @param {any} map
 * @param {HTMLElement} frame
 */
export function controls(map, frame) {
  const right = frame.dataset.direction === "rtl";
  L.control.zoom({
    position: right ? "topright" : "topleft",
    zoomInTitle: frame.dataset.zoomIn, zoomOutTitle: frame.dataset.zoomOut,
  }).addTo(map);
  popups(map, frame);
}

/**
 * A popup takes the focus to its first link; Escape closes it, and the focus goes back to where it was opened.
 * @param {any} map
 * @param {HTMLElement} frame
 */
function popups(map, frame) {
  /** @type {Element | null} */
  let opener = null;
  map.on("popupopen", (/** @type {any} */ event) => {
    const popup = event.popup.getElement();
    popup?.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", frame.dataset.close ?? "");
    opener = document.activeElement;
    popup?.querySelector("a[href]:not(.leaflet-popup-close-button)")?.focus({ preventScroll: true });
  });
  map.on("popupclose", (/** @type {any} */ event) => {
    const left = document.activeElement === document.body || event.popup.getElement()?.contains(document.activeElement);
    if (left && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  });
  frame.addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(); });
}

/**
 * Land and lines between countries; over them the map file of whoever runs the notebook.
 * @param {any} map
 * @param {HTMLElement} frame
 */
function base(map, frame) {
  const styles = getComputedStyle(frame);
  const colour = (/** @type {string} */ name) => styles.getPropertyValue(name).trim();
  const land = new protomapsL.PolygonSymbolizer({ fill: colour("--map-land") });
  const coast = new protomapsL.LineSymbolizer({ color: colour("--map-coast"), width: 0.7 });
  const border = new protomapsL.LineSymbolizer({ color: colour("--map-border"), width: 1, dash: [4, 3] });
  protomapsL.leafletLayer({
    url: frame.dataset.base, maxDataZoom: 6, labelRules: [], backgroundColor: colour("--map-sea"),
    attribution: "Natural Earth",
    paintRules: [
      { dataLayer: "earth", symbolizer: land },
      { dataLayer: "earth", symbolizer: coast },
      { dataLayer: "boundaries", symbolizer: border },
    ],
  }).addTo(map);
  if (frame.dataset.own) {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    protomapsL.leafletLayer({
      url: frame.dataset.own, flavor: dark ? "dark" : "light", lang: frame.dataset.lang, attribution: "",
    }).addTo(map);
  }
}

/**
 * The frame of a place's mark: the drawing that the legend shows.
 * @param {string} level
 * @param {boolean} differ
 * @param {string} [cards] How many cards stand there that name the place.
 */
function icon(level, differ, cards) {
  const drawn = document.querySelector(`.map-legend [data-level="${CSS.escape(level)}"] svg`);
  const box = document.createElement("span");
  if (drawn) box.append(drawn.cloneNode(true));
  if (differ) {
    const sign = document.createElement("span");
    sign.className = "map-sign";
    const drawn = document.querySelector(".map-key-differ svg");
    if (drawn) sign.append(drawn.cloneNode(true));
    box.append(sign);
  }
  if (cards) {
    const number = document.createElement("span");
    number.className = "map-number";
    number.textContent = cards;
    box.append(number);
    // Beside the mark of the place itself, which may stand at the same position.
    const beside = { iconAnchor: [0, 26], popupAnchor: [13, -24], tooltipAnchor: [13, -13] };
    return L.divIcon({ html: box, className: "map-icon", iconSize: [26, 26], ...beside });
  }
  return L.divIcon({ html: box, className: "map-icon", iconSize: [26, 26], iconAnchor: [13, 13], popupAnchor: [0, -10] });
}

/** A popup: a copy of the list's item. @param {string} entity */
function card(entity) {
  const item = document.querySelector(`.map-place[data-entity="${CSS.escape(entity)}"] .map-place-text`);
  const copy = item?.cloneNode(true);
  if (copy instanceof HTMLElement) {
    copy.dir = document.documentElement.dir || "ltr";
    copy.classList.add("map-card");
  }
  return copy;
}

/**
 * A name that stands beside its mark. A cell has no mark, which would point at its middle: there the name bears it.
 * @param {any} properties
 */
function label({ name, level, cell }) {
  const text = document.createElement("bdi");
  text.dir = "auto";
  text.textContent = name ?? "";
  if (cell) text.prepend(...icon(level, false).options.html.childNodes);
  return text;
}

/**
 * The layers of one feature: its shape with its mark in the middle, and the circle within which a point lies.
 * @param {any} feature
 * @returns {any[]}
 */
function layers(feature) {
  const { level, differ, uncertainty, cell, area, name, cards } = feature.properties;
  const mark = (/** @type {any} */ at) =>
    L.marker(at, { icon: icon(level, differ, cards), alt: name ?? "", title: name ?? "", riseOnHover: true });
  const shapes = L.geoJSON(feature, {
    style: () => ({ className: `map-shape map-level-${level}${cell ? " map-cell" : ""}`, weight: 2 }),
    pointToLayer: (/** @type {any} */ _, /** @type {any} */ at) => mark(at),
  }).getLayers();
  return shapes.flatMap((/** @type {any} */ shape) => {
    if (cell) return [shape];
    if (shape.getBounds) return [mark(middle(shape)), shape];
    const circle = L.circle(shape.getLatLng(), {
      radius: uncertainty, className: `map-radius map-level-${level}`, weight: 1.5, interactive: false,
    });
    // A point that stands for an area is no mark on a place: a hollow ring of the screen's size, whatever the scale.
    if (area) return [L.circleMarker(shape.getLatLng(), { radius: 14, className: `map-area map-level-${level}`, weight: 2 })];
    return uncertainty > 0 ? [shape, circle] : [shape];
  });
}

/** Where the mark of a line or an area stands: on the line, or in the middle of the rectangle around it. @param {any} shape */
function middle(shape) {
  const line = shape instanceof L.Polygon ? undefined : shape.getLatLngs?.().flat();
  return line?.length ? line[Math.floor(line.length / 2)] : shape.getBounds().getCenter();
}

/**
 * Draws places, and ties each to its item in the list.
 * @param {any} map
 * @param {any[]} features
 */
function places(map, features) {
  const spots = features.filter((feature) => !feature.properties.cell);
  const framed = new Set(spots.length ? spots : features);
  const bounds = L.latLngBounds([]);
  /** @type {Map<string, any>} */
  const first = new Map();
  for (const feature of features) {
    const { entity, name, cell } = feature.properties;
    for (const [n, layer] of layers(feature).entries()) {
      layer.addTo(map);
      if (framed.has(feature)) bounds.extend(layer.getBounds?.() ?? layer.getLatLng());
      if (layer.options.interactive === false) continue;
      layer.bindPopup(() => card(entity) ?? label(feature.properties), { maxWidth: 280 });
      if (features.length <= NAMED && name && n === 0) {
        layer.options.weighs = cell ? -2 : feature.properties.level;
        const sides = cell ? ["center", "top", "bottom"] : undefined;
        layer.bindTooltip(label(feature.properties), { permanent: true, className: "map-label", sides });
      }
      if (!first.has(entity)) first.set(entity, layer);
    }
  }
  buttons(map, first);
  return bounds;
}

/**
 * The list's buttons lead to the map, by pointer and by keyboard.
 * @param {any} map
 * @param {Map<string, any>} first
 */
function buttons(map, first) {
  for (const item of document.querySelectorAll(".map-place")) {
    const button = item.querySelector(".map-show");
    const layer = first.get(item.getAttribute("data-entity") ?? "");
    if (!(button instanceof HTMLButtonElement) || !layer) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      if (layer.getBounds) map.fitBounds(layer.getBounds(), { maxZoom: 17, padding: [60, 60] });
      else map.setView(layer.getLatLng(), Math.max(map.getZoom(), 16));
      layer.openPopup();
      map.getContainer().scrollIntoView({ block: "nearest" });
    });
  }
}

/** Where a name may stand beside its mark, with the way from the mark. @type {Record<string, [number, number]>} */
const SIDES = { right: [12, 0], left: [-12, 0], top: [0, -12], bottom: [0, 12], center: [0, 0] };

/** @param {DOMRect} one @param {DOMRect} other */
const meet = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * Puts names where they lie over no mark and no other name, on the side where lines begin if there is room. One that finds
 * none is hidden until there is; the worse a state, the earlier a name is placed.
 * @param {any} map
 */
export function unclutter(map) {
  /** @type {any[]} */
  const named = [];
  map.eachLayer((/** @type {any} */ layer) => {
    if (layer.getTooltip?.()?.options.permanent) named.push(layer);
  });
  const weight = (/** @type {any} */ layer) => Number(layer.options.weighs ?? -1);
  named.sort((one, other) => weight(other) - weight(one));
  const marks = [...map.getContainer().querySelectorAll(".map-icon, .plan-number")];
  const boxes = new Map(marks.map((mark) => [mark, mark.getBoundingClientRect()]));
  /** @type {DOMRect[]} */
  const taken = [];
  const free = (/** @type {DOMRect} */ box, /** @type {Element} */ own) =>
    !taken.some((other) => meet(box, other)) && ![...boxes].some(([mark, other]) => mark !== own && meet(box, other));
  for (const layer of named) {
    const tip = layer.getTooltip();
    const found = sides(tip.options.sides).some((side) => {
      tip.options.direction = side;
      tip.options.offset = L.point(SIDES[side]);
      tip.update();
      const box = tip.getElement().getBoundingClientRect();
      if (!free(box, layer.getElement?.())) return false;
      taken.push(box);
      return true;
    });
    tip.getElement().classList.toggle("map-label-hidden", !found);
  }
}

/** The sides on which a name is tried, in the direction of the page. @param {string[]} own @returns {string[]} */
function sides(own) {
  if (own) return own;
  const along = document.documentElement.dir === "rtl" ? ["left", "right"] : ["right", "left"];
  return [...along, "top", "bottom"];
}

/** A picture laid on the ground: from its pixels to the plane of the map by six numbers. */
export const Sheet = L.Layer.extend({
  /** @param {string} address @param {number[]} matrix */
  initialize(address, matrix) {
    this.matrix = matrix;
    this.image = L.DomUtil.create("img", "map-sheet leaflet-zoom-hide");
    this.image.alt = "";
    this.image.src = address;
  },
  /** @param {any} map */
  onAdd(map) {
    map.getPane("tilePane").append(this.image);
    map.on("zoomend viewreset", this.lay, this);
    this.lay();
  },
  /** @param {any} map */
  onRemove(map) {
    this.image.remove();
    map.off("zoomend viewreset", this.lay, this);
  },
  /** Where its corners lie, once its picture is there. */
  getBounds() {
    const [a, b, c, d, e, f] = this.matrix;
    const { naturalWidth: width, naturalHeight: height } = this.image;
    return L.latLngBounds([[0, 0], [width, 0], [0, height], [width, height]].map(([x, y]) =>
      L.CRS.EPSG3857.unproject(L.point(a * x + c * y + e, b * x + d * y + f))));
  },
  lay() {
    const [a, b, c, d, e, f] = this.matrix;
    const half = Math.PI * 6378137;
    const scale = 256 * 2 ** this._map.getZoom() / (2 * half);
    const origin = this._map.getPixelOrigin();
    const turn = [a, -b, c, -d].map((number) => number * scale);
    const move = [(e + half) * scale - origin.x, (half - f) * scale - origin.y];
    this.image.style.transform = `matrix(${[...turn, ...move].join(",")})`;
  },
});

/**
 * Lays plans over the base map, each as strongly as its slider says.
 * @param {any} map
 * @param {{key: string, picture: string, matrix: number[]}[]} plans
 */
function lay(map, plans) {
  return plans.map((plan) => {
    const sheet = new Sheet(plan.picture, plan.matrix).addTo(map);
    const slider = document.querySelector(`input[data-plan="${CSS.escape(plan.key)}"]`);
    if (!(slider instanceof HTMLInputElement)) return sheet;
    slider.closest("label")?.removeAttribute("hidden");
    const show = () => { sheet.image.style.opacity = String(Number(slider.value) / 100); };
    slider.addEventListener("input", show);
    show();
    return sheet;
  });
}

/**
 * What the server tells of a frame.
 * @param {HTMLElement} frame
 */
export async function told(frame) {
  const answer = await fetch(frame.dataset.drawing ?? "", { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${frame.dataset.drawing}: ${answer.status}`);
  return answer.json();
}

/**
 * Shows all places, and all plans as soon as their pictures are there, unless somebody has moved the map by then.
 * @param {any} map
 * @param {any} bounds
 * @param {any[]} sheets
 */
async function fit(map, bounds, sheets) {
  const show = () => { if (bounds.isValid()) map.fitBounds(bounds, { maxZoom: 17, padding: [30, 30], animate: false }); };
  let moved = false;
  for (const by of ["pointerdown", "keydown", "wheel"]) {
    map.getContainer().addEventListener(by, () => { moved = true; }, { once: true, passive: true });
  }
  show();
  await Promise.allSettled(sheets.map(async (sheet) => {
    await sheet.image.decode();
    bounds.extend(sheet.getBounds());
  }));
  if (!moved) show();
}

/**
 * The marks of a crowd: squares with their numbers, things one by one where there are few.
 * @param {any} map
 * @param {any} feature
 */
function crowded(map, feature) {
  const { level, cards, cell, bounds, name, card: address } = feature.properties;
  const [west, south, east, north] = bounds;
  const drawn = icon(level, false, cards);
  // The number stands on its mark: no other mark is at the same position.
  Object.assign(drawn.options, { iconAnchor: [13, 13], popupAnchor: [0, -10] });
  const layer = cell
    ? L.geoJSON(feature, { style: () => ({ className: `map-shape map-level-${level} map-cell`, weight: 2 }) })
    : L.marker([feature.geometry.coordinates[1], feature.geometry.coordinates[0]], {
      icon: drawn, alt: name ?? cards ?? "", title: name ?? cards ?? "", riseOnHover: true,
    });
  if (address) {
    layer.bindPopup(() => {
      const link = document.createElement("a");
      link.href = address;
      link.dir = "auto";
      link.textContent = name ?? address;
      return link;
    }, { maxWidth: 280 });
  } else {
    if (cell && cards) layer.bindTooltip(cards);
    layer.on("click keypress", () => map.fitBounds([[south, west], [north, east]], { maxZoom: map.getZoom() + 3, padding: [40, 40] }));
  }
  return layer;
}

/**
 * Asks anew for each part that is looked at; a later answer takes the place of an earlier one.
 * @param {any} map
 * @param {HTMLElement} frame
 * @param {string} first
 */
function crowd(map, frame, first) {
  const marks = L.layerGroup().addTo(map);
  let asked = 0;
  const ask = async () => {
    asked += 1;
    const mine = asked;
    const seen = map.getBounds();
    const fit = (/** @type {number} */ at, /** @type {number} */ most) => Math.max(-most, Math.min(most, at)).toFixed(6);
    const part = [fit(seen.getWest(), 180), fit(seen.getSouth(), 90), fit(seen.getEast(), 180), fit(seen.getNorth(), 90)];
    const address = new URL(frame.dataset.drawing ?? "", location.href);
    address.searchParams.set("bounds", part.join(","));
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (!answer.ok || mine !== asked) return;
    const told = await answer.json();
    marks.clearLayers();
    for (const feature of told.features) crowded(map, feature).addTo(marks);
    const inside = document.getElementById("map-inside");
    if (inside) inside.textContent = told.told;
    frame.dataset.drawn = "yes";
  };
  const [west, south, east, north] = first.split(",").map(Number);
  map.fitBounds([[south, west], [north, east]], { maxZoom: 17, animate: false });
  map.on("moveend", ask);
  ask();
}

/**
 * Draws everything in a frame.
 * @param {HTMLElement} frame
 */
async function draw(frame) {
  const map = chart(frame);
  const first = frame.closest(".map-page")?.getAttribute("data-crowd");
  if (first) return crowd(map, frame, first);
  const drawing = await told(frame);
  const sheets = lay(map, drawing.plans);
  await fit(map, places(map, drawing.features), sheets);
  map.on("zoomend", () => requestAnimationFrame(() => unclutter(map)));
  unclutter(map);
  frame.dataset.drawn = "yes";
}

const frame = document.getElementById("map");
if (frame) draw(frame);
