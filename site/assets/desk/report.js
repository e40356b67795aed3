// One field report before its officer: what was written, what has happened, and what somebody else did meanwhile.
import { find, go, say, send } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";
import { dueWords, hueTime, placeOf } from "../reports/words.js";
import { historyRows } from "../reports/history.js";
import { clearMove, hasTyped, offerMoves, pressMove, whenMoved } from "./moves.js";
import { hideSender, offerSender } from "./sender.js";
import { lateness } from "./told.js";

let seen, rights, leave, isWarned;

export const openId = () => seen?.id;
const path = () => `/report-desk/reports/${seen.id}`;

// `whenLeft` gets what has become of the report, in words, or nothing.
export function showReport(report, given, whenLeft) {
  [rights, leave, isWarned] = [given, whenLeft, false];
  clearMove();
  hideSender();
  find("[data-changed]").hidden = true;
  fill(report);
  go("report");
}

function fill(report) {
  seen = report;
  const { category, full_text, text, unit, procedure, rule } = report;
  const shown = {
    category: say(`category-${category}`), state: say(`state-${report.state}`), due: dueWords(report), full_text, text,
    unit: unit ? say(`unit-${unit}`, "", unit) : say("no-unit"), procedure: say(`procedure-${procedure}`), rule: rule || "–",
    sent: [hueTime(report.received_at), say(`source-${report.source}`)].join(" · "), place: placeOf(report) || "–", id: report.id,
    original: report.duplicate_of || "–",
  };
  for (const place of document.querySelectorAll("[data-of]")) place.textContent = shown[place.dataset.of];
  const late = lateness(report);
  find("[data-late-mark]").hidden = !late;
  find("[data-late-mark]").textContent = late && say(late);
  find("[data-hidden-mark]").hidden = !report.is_hidden;
  find("[data-public-words]").hidden = full_text === text;
  showPoint(report);
  showMedia(report.media || []);
  find("[data-answers]").replaceChildren(...Object.entries(report.answers).map((answer) => answerRow(category, answer)));
  find("[data-history]").replaceChildren(...historyRows(report.history));
  offerMoves(report, rights.known);
  offerSender(report, rights);
}

function answerRow(category, [code, values]) {
  const place = `${category}.${code}`;
  const given = values.map((value) => say(`answer-${place}.${value}`, "", value));
  return fromTemplate("answer", { question: say(`question-${place}`, "", code), answer: given.join(", ") });
}

function showPoint({ lat, long }) {
  const link = find("[data-point]");
  link.hidden = lat === null;
  if (lat === null) return;
  link.href = `geo:${lat},${long}`;
  link.textContent = `${lat.toFixed(6)}, ${long.toFixed(6)}`;
}

// Small pictures that lead to large ones; what cannot be seen yet, or by everybody, is told in words.
function showMedia(media) {
  find("[data-media]").replaceChildren(...media.map(({ slot, kind, state, url, thumbnail, is_hidden }) => {
    const row = fromTemplate("medium", { slot, state: say(is_hidden ? "medium-hidden" : `medium-${state}`, "", state) });
    const link = row.querySelector("a"), small = thumbnail || (kind === "photo" && url);
    if (url) link.href = url;
    if (small) link.prepend(Object.assign(new Image(), { src: small, alt: "", referrerPolicy: "no-referrer" }));
    return row;
  }));
}

// Told where it happened while somebody looks at the report: what is typed stays, and counts for what is there now.
export async function lookAgain() {
  if (!seen) return;
  const before = seen, reply = await send("GET", path());
  if (!reply.ok || seen !== before || reply.body.version === before.version) return;
  const news = reply.body.history.slice(before.history.length);
  fill(reply.body);
  find("[data-news]").replaceChildren(...historyRows(news));
  find("[data-changed]").hidden = false;
}

whenMoved(async (move, reply) => {
  if (reply.ok) { await close(say(`did-${move}`, "", say("did"))); return reply; }
  if (["report-changed", "move-refused"].includes(reply.body.code)) await lookAgain();
  return reply;
});

// What was typed is left behind at the second attempt only.
export function mayLeave() {
  if (!hasTyped() || isWarned) return true;
  isWarned = true;
  find("[data-typed]").textContent = say("typed");
  return false;
}

function close(told) {
  seen = null;
  hideSender();
  clearMove();
  showMedia([]);
  find("[data-typed]").textContent = "";
  return leave(told);
}

const back = () => mayLeave() && close("");
find("[data-back]").onclick = back;
addEventListener("pagehide", hideSender);

// Does what a key stands for while a report is open; false where it stands for nothing.
export function press(key) {
  if (!seen) return false;
  if (key !== "escape") return pressMove(key);
  back();
  return true;
}
