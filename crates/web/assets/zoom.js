// @ts-check
// A picture in tiles: only what is looked at is fetched. Without this script the page shows one large copy of it.
import { controls } from "./map.js";

/** Leaflet, which a plain script defines. @type {any} */
const { L } = /** @type {any} */ (window);

/**
 * The tiles of a picture by the IIIF Image API. Level 0 of Leaflet's plane is the picture's own size; pixels count from the
 * top, Leaflet's plane upwards.
 * @param {string} base
 * @param {{ width: number, height: number, tiles: { width: number, scaleFactors: number[] }[] }} info
 */
function tiled(base, info) {
  const { width, height, tiles: [{ width: side, scaleFactors }] } = info;
  const Tiles = L.GridLayer.extend({
    /** @param {{ x: number, y: number, z: number }} at @param {(error: any, tile: HTMLElement) => void} done */
    createTile(at, done) {
      const tile = document.createElement("div");
      const factor = 2 ** -at.z;
      const [x, y] = [at.x * side * factor, at.y * side * factor];
      const [w, h] = [Math.min(side * factor, width - x), Math.min(side * factor, height - y)];
      if (x < 0 || y < 0 || w <= 0 || h <= 0) return tile;
      const region = w === width && h === height ? "full" : `${x},${y},${w},${h}`;
      const picture = document.createElement("img");
      [picture.width, picture.height] = [Math.ceil(w / factor), Math.ceil(h / factor)];
      picture.alt = "";
      picture.className = "zoom-tile";
      picture.addEventListener("load", () => done(null, tile));
      picture.addEventListener("error", () => done(new Error(picture.src), tile));
      picture.src = `${base}/${region}/${picture.width},${picture.height}/0/default.jpg`;
      tile.append(picture);
      return tile;
    },
  });
  const deepest = Math.round(Math.log2(Math.max(...scaleFactors)));
  return new Tiles({ tileSize: side, minNativeZoom: -deepest, maxNativeZoom: 0, minZoom: -20, maxZoom: 3, noWrap: true, keepBuffer: 1, bounds: bounds(info) });
}

/** @param {{ width: number, height: number }} info */
function bounds(info) {
  return L.latLngBounds([[-info.height, 0], [0, info.width]]);
}

/** Puts the tiles in the place of the large copy. @param {HTMLElement} frame */
async function closer(frame) {
  const base = frame.dataset.iiif;
  const answer = base && await fetch(`${base}/info.json`);
  if (!answer || !answer.ok) return;
  const info = await answer.json();
  frame.querySelector("img")?.remove();
  frame.classList.add("zoom-moving");
  frame.tabIndex = 0;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(frame, {
    crs: L.CRS.Simple, zoomControl: false, attributionControl: false, zoomSnap: 0.25, minZoom: -20, maxZoom: 3,
    zoomAnimation: !still, fadeAnimation: !still,
  });
  controls(map, frame);
  const whole = bounds(info);
  map.fitBounds(whole);
  map.setMinZoom(Math.min(map.getZoom(), 0));
  map.setMaxBounds(whole.pad(0.5));
  const layer = tiled(base, info).addTo(map);
  layer.on("load", () => { frame.dataset.drawn = "yes"; });
  document.getElementById("zoom-how")?.removeAttribute("hidden");
}

const frame = document.querySelector(".zoom-sheet");
if (frame instanceof HTMLElement) closer(frame).catch((error) => console.error(error));
