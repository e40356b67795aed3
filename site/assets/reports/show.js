// One report as everybody may read it: words, pictures, answers, place, agency, deadline and its whole history.
import { find, problems, say, send, start } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";
import { addressOf, summaryOf } from "./card.js";
import { dayOf, hueTime } from "./words.js";
import { historyRows } from "./history.js";
import { mediaRows } from "./media.js";
import { offerSupport } from "./support.js";
import { isIntact } from "./verify.js";

const ID = /^#([\da-f-]{32,36})$/;
const { base } = find("[data-base]").dataset;
let shownId;

function showState(state) {
  for (const one of ["asking", "failed", "gone", "report"]) find(`[data-${one}]`).hidden = one !== state;
}

// The report stands behind the # of the address, which no server sees.
async function showChosen() {
  const [, id] = location.hash.match(ID) || [];
  if (!id) { if (!shownId) showState("gone"); return; }
  showState("asking");
  const reply = await send("GET", `/reports/${id}`);
  find("[data-why]").textContent = reply.ok ? "" : problems(reply)[0][1];
  if (!reply.ok) { showState(reply.status === 404 ? "gone" : "failed"); return; }
  shownId = id;
  fill(reply.body);
  showState("report");
  offerSupport(reply.body);
}

// By what the agency was found: by the rules when the report came in, or by somebody of the operations centre since.
function whyAgency({ unit, rule, category, history }) {
  if (!unit) return say("why-waits");
  if (!rule || history[0].unit !== unit) return say("why-chosen");
  return say(unit.startsWith("ward-") ? "why-ward" : "why-matter", say(`category-${category}`, "", category));
}

function fill(report) {
  const { history, rating, due_at, due_on, is_open } = report, words = summaryOf(report);
  const first = history[0].due_at;
  const shown = {
    ...words, why: whyAgency(report), place: words.place || "–", unit: words.unit || "–", id: report.id,
    sent: [hueTime(report.received_at), say(`source-${report.source}`)].join(" · "),
    written: report.written_at && report.written_at < report.received_at - 3600 ? hueTime(report.written_at) : "",
    first: due_on && first !== due_at ? dayOf(first) : "", last: due_on && !is_open ? dayOf(due_at) : "",
    rating: rating && say(`rating-${rating}`), others: othersOf(report), answer: answerOf(report),
  };
  document.title = `${words.category} · ${document.title.split(" · ").at(-1)}`;
  for (const place of document.querySelectorAll("[data-of]")) {
    place.textContent = shown[place.dataset.of];
    (place.closest("[data-maybe]") || place).hidden = !shown[place.dataset.of];
  }
  showLinks(report);
  fillRows(report);
  tellIntact(history);
}

const answerOf = ({ history }) => history.findLast(({ move }) => move === "answer")?.text || "";

// What those said who have co-signed.
function othersOf({ cosign_ratings: given }) {
  const words = Object.entries(given).filter(([, count]) => count).map(([rating, count]) => `${say(`rating-${rating}`)} ${count}`);
  return words.join(" · ");
}

function showLinks(report) {
  const [map, original] = ["place-on-map", "original"].map((name) => find(`[data-${name}]`));
  map.hidden = report.lat === null;
  map.href = `${base}reports/#at=${report.lat},${report.long}`;
  Object.assign(find("[data-around]"), { hidden: report.lat === null, href: `${base}reports/following/#place=${report.lat},${report.long}` });
  original.hidden = !report.duplicate_of;
  original.href = addressOf({ id: report.duplicate_of });
  find("[data-feed]").href = `/api/v1/report-feeds/report/${report.id}`;
}

function fillRows(report) {
  const isAfter = ({ kind }) => kind === "after";
  find("[data-before]").replaceChildren(...mediaRows(report.media.filter((one) => !isAfter(one))));
  find("[data-after]").replaceChildren(...mediaRows(report.media.filter(isAfter)));
  find("[data-answers]").replaceChildren(...Object.entries(report.answers).map(([code, values]) => answerRow(report.category, code, values)));
  find("[data-history]").replaceChildren(...historyRows(report.history));
}

function answerRow(category, code, values) {
  const given = values.map((value) => say(`answer-${category}.${code}.${value}`, "", value)).join(", ");
  return fromTemplate("answer", { question: say(`question-${category}.${code}`, "", code), given });
}

async function tellIntact(history) {
  const isSo = await isIntact(history);
  find("[data-intact]").hidden = !isSo;
  find("[data-broken]").hidden = isSo;
}

find("[data-retry]").onclick = showChosen;
addEventListener("hashchange", showChosen);
start();
showChosen();
