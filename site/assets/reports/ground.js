// The ground of our maps: paper with a square for each tile, and the city's landmarks by their names. Nothing of it comes from others.
import { Control, DivIcon, GridLayer, Map as LeafletMap, Marker } from "../vendor/leaflet.js";
import { say } from "../account/form.js";
import { apart, TILE_ZOOM } from "./tiles.js";

const MIDDLE = [16.4637, 107.5909], CITY = [[15.95, 107], [16.85, 108.25]];
const LETTER = 8, WIDE_LETTER = 15, LINE = 22;
const HAN_OR_HANGUL = /[\u3000-\u9fff\uac00-\ud7af]/;

function addStyle(address) {
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  return new Promise((resolve, reject) => {
    Object.assign(style, { onload: resolve, onerror: reject });
    document.head.append(style);
  });
}

const Paper = GridLayer.extend({
  createTile: () => Object.assign(document.createElement("div"), { className: "square" }),
});

// A map in this element, around a point ({ lat, long }) or the middle of the city.
export async function makeGround(element, point) {
  const { styles, places } = element.dataset;
  await Promise.all(styles.split(" ").map(addStyle));
  const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const calm = { zoomAnimation: moves, fadeAnimation: moves, inertia: moves };
  const map = new LeafletMap(element, { attributionControl: false, zoomControl: false, minZoom: 10, maxZoom: 18, maxBounds: CITY, ...calm });
  map.setView(point ? [point.lat, point.long] : MIDDLE, point ? TILE_ZOOM + 1 : TILE_ZOOM - 1);
  map.addControl(new Control.Zoom({ zoomInTitle: say("come-closer"), zoomOutTitle: say("move-away") }));
  map.addControl(new Control.Scale({ imperial: false }));
  map.addLayer(new Paper({ minNativeZoom: TILE_ZOOM, maxNativeZoom: TILE_ZOOM }));
  addLandmarks(map, places).catch(() => {}); // reports have their places without them
  return map;
}

// From the middle outwards, so that where names would touch, those of the middle stay.
async function addLandmarks(map, address) {
  const landmarks = (await (await fetch(address)).json()).map(landmark);
  const middle = map.options.crs.latLngToPoint({ lat: MIDDLE[0], lng: MIDDLE[1] }, TILE_ZOOM);
  const far = ({ marker }) => map.project(marker.getLatLng(), TILE_ZOOM).distanceTo(middle);
  landmarks.sort((one, other) => far(one) - far(other));
  for (const { marker } of landmarks) marker.addTo(map);
  const arrange = () => apart(landmarks.map((one) => boxOf(map, one))).forEach((isFree, number) => {
    landmarks[number].marker.getElement().classList.toggle("is-nameless", !isFree);
  });
  map.on("zoomend", arrange);
  arrange();
}

function landmark([name, lat, long]) {
  const shown = Object.assign(document.createElement("span"), { textContent: name });
  const icon = new DivIcon({ className: "landmark", html: shown, iconSize: [8, 8] });
  const width = [...name].reduce((sum, letter) => sum + (HAN_OR_HANGUL.test(letter) ? WIDE_LETTER : LETTER), LETTER * 2);
  return { width, marker: new Marker([lat, long], { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }) };
}

function boxOf(map, { marker, width }) {
  const { x, y } = map.project(marker.getLatLng());
  return { left: x - LETTER, top: y - LINE / 2, width, height: LINE };
}
