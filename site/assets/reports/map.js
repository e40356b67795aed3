// The map beside the list: the reports of the part that is in sight, as marks, and once more as a list below it.
import { DivIcon, Marker } from "../vendor/leaflet.js";
import { find, problems, say, send } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";
import { addressOf, summaryOf } from "./card.js";
import { fits } from "./filters.js";
import { makeGround } from "./ground.js";
import { markOf } from "./marks.js";
import { tilesOf } from "./tiles.js";

const LEAST_ZOOM = 13, MOST_TILES = 25, MARK_SIZE = 26;
const known = new Map();
let map, filters, marks = new Map(), round = 0;

// Opens it around a point ({ lat, long }) or the middle of the city.
export async function openMap(element, chosen, point) {
  filters = chosen;
  map = await makeGround(element, point);
  map.on("moveend", showSight);
  await showSight();
}

export function filterMap(chosen, point) {
  filters = chosen;
  if (point) map.setView([point.lat, point.long]);
  return showSight();
}

// A tile is asked for once, and again where no answer came.
function askTile(tile) {
  if (!known.has(tile)) {
    known.set(tile, send("GET", `/report-tiles/${tile}`).then((reply) => {
      if (!reply.ok) known.delete(tile);
      return reply;
    }));
  }
  return known.get(tile);
}

async function showSight() {
  const sight = map.getBounds(), own = ++round;
  const tiles = tilesOf(sight.getNorthWest(), sight.getSouthEast());
  if (map.getZoom() < LEAST_ZOOM || tiles.length > MOST_TILES) { showMarks([]); tell(say("too-far")); return; }
  const replies = await Promise.all(tiles.map(askTile));
  if (own !== round) return;
  const failed = replies.find(({ ok }) => !ok);
  const found = replies.filter(({ ok }) => ok).flatMap(({ body }) => body.reports);
  const seen = found.filter((one) => fits(one, filters) && sight.contains([one.lat, one.long]));
  showMarks(seen.sort((one, other) => other.received_at - one.received_at));
  const isMore = replies.some(({ ok, body }) => ok && body.next);
  tell([say("in-sight", seen.length), isMore && say("newest-only"), failed && problems(failed)[0][1]].filter(Boolean).join(" "));
}

const tell = (words) => { find("[data-in-sight]").textContent = words; };

// Those that stay in sight stay as they are, with what is open beside them.
function showMarks(reports) {
  const ids = new Set(reports.map(({ id }) => id));
  for (const [id, mark] of marks) if (!ids.has(id)) mark.remove();
  marks = new Map(reports.map((report) => [report.id, marks.get(report.id) || mark(report)]));
  find("[data-spots]").replaceChildren(...reports.map((report) => row(report, marks.get(report.id))));
}

function mark(report) {
  const icon = new DivIcon({ className: "spot", html: markOf(report), iconSize: [MARK_SIZE, MARK_SIZE] });
  const made = new Marker([report.lat, report.long], { icon, keyboard: false });
  return made.bindPopup(() => spot("spot", report), { closeButton: false }).addTo(map);
}

function spot(template, report) {
  const made = fromTemplate(template, summaryOf(report));
  made.querySelector("a").href = addressOf(report);
  made.querySelector("[data-slot=late]").hidden = !report.is_late;
  return made;
}

// Whoever points at a line sees its mark stand out.
function row(report, pointedAt) {
  const made = spot("line-of-spot", report);
  const point = (isPointed) => pointedAt.getElement()?.classList.toggle("is-pointed", isPointed);
  made.prepend(markOf(report));
  for (const [event, isPointed] of [["mouseenter", true], ["focusin", true], ["mouseleave", false], ["focusout", false]]) {
    made.addEventListener(event, () => point(isPointed));
  }
  return made;
}
