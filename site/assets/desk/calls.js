// Calls for help on a desk: the most urgent on top, read afresh all the time, and what officers do with them.
import { find, handle, say, send, tag } from "../account/form.js";
import { instant } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";

export const ROOT = "/sos-desk";
const AFRESH_MS = 15000;
const IN_WORDS = ["turn-back", "safe", "false-alarm"];
const list = find("[data-calls-list]"), asking = find("[data-calls-words]");
const percent = (number) => new Intl.NumberFormat(tag, { style: "percent" }).format(number / 100);
const phones = new Map(); // that were asked for on this page: they stay in sight, and are not asked for twice
const rows = new Map();
let timer, asked, further = "";

// Keeps the list new while the page is in sight.
export function followCalls() {
  document.addEventListener("visibilitychange", later);
  later();
}

function later() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(readAfresh, AFRESH_MS);
}

async function readAfresh() {
  const reply = await send("GET", ROOT);
  if (reply.ok) showCalls(reply.body);
  tellProblem(reply);
  later();
}

function tellProblem({ ok, body }) {
  find("[data-calls-problem]").hidden = ok;
  find("[data-calls-problem]").textContent = ok ? "" : say(body.code);
}

// Rows that are as they were stay in place, and with them whatever has the focus.
export function showCalls({ calls, next }) {
  const ids = new Set(calls.map(({ id }) => id));
  for (const id of rows.keys()) if (!ids.has(id)) drop(id);
  calls.forEach((call, place) => {
    const row = rowOf(call);
    if (list.children[place] !== row) list.insertBefore(row, list.children[place] || null);
  });
  count(next);
}

function drop(id) {
  rows.get(id).row.remove();
  rows.delete(id);
}

function count(next) {
  further = next;
  find("[data-calls-count]").hidden = !rows.size;
  find("[data-calls-count]").textContent = next ? `${rows.size}+` : rows.size;
  find("[data-calls-nobody]").hidden = rows.size > 0;
  find("[data-calls-further]").hidden = !next;
}

function rowOf(call) {
  const text = JSON.stringify(call), known = rows.get(call.id);
  if (known?.text === text) return known.row;
  const row = makeRow(call);
  known?.row.replaceWith(row);
  rows.set(call.id, { text, row });
  return row;
}

function makeRow(call) {
  const { water, state, people, needs, battery, received_at, phone, language } = call;
  const who = [say("people", people), ...needs.map((need) => say(`need-${need}`))].join(" · ");
  const row = fromTemplate("call", {
    water: say(`water-${water}`), state: say(`call-${state}`), who, at: instant(received_at), phone,
    battery: battery === null ? "" : say("battery", percent(battery)),
    language: new Intl.DisplayNames(tag, { type: "language" }).of(language),
  });
  row.dataset.call = call.id;
  row.querySelector("[data-places]").append(...call.places.map(placeRow));
  row.querySelector("[data-words]").append(...call.words.map(wordsRow));
  row.querySelector("[data-says-safe]").hidden = !call.says_safe;
  row.querySelector("[data-phone]").onclick = () => showPhone(call, row);
  if (phones.has(call.id)) putPhone(call, row);
  row.querySelector(".doors").append(...call.moves.map((move) => moveButton(call, move)));
  return row;
}

function placeRow({ at, lat, long, accuracy, ward, address, is_from_first }) {
  const hasPoint = lat !== null;
  const how = [instant(at), hasPoint && say("within", accuracy), !is_from_first && say("other-phone")].filter(Boolean).join(" · ");
  const place = [address, ward && say(`ward-${ward}`)].filter(Boolean).join(", ");
  const row = fromTemplate("call-place", { place, point: hasPoint ? `${lat}, ${long}` : "", how });
  if (hasPoint) row.querySelector("a").href = `geo:${lat},${long}`;
  return row;
}

function wordsRow({ at, text }) {
  return Object.assign(document.createElement("p"), { textContent: `${instant(at)}: ${text}` });
}

function moveButton(call, move) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: say(`move-${move}`) });
  button.onclick = () => (IN_WORDS.includes(move) ? askForWords(call, move) : make(call, move, ""));
  return button;
}

async function showPhone(call, row) {
  const reply = phones.has(call.id) ? { ok: true, body: { phone: phones.get(call.id) } } : await send("POST", `${ROOT}/${call.id}/phone-views`);
  tellProblem(reply);
  if (!reply.ok) return;
  phones.set(call.id, reply.body.phone);
  putPhone(call, row).focus();
}

function putPhone({ id }, row) {
  const link = Object.assign(document.createElement("a"), { className: "button", href: `tel:${phones.get(id)}`, textContent: phones.get(id) });
  row.querySelector("[data-phone]").replaceWith(link);
  return link;
}

function askForWords(call, move) {
  asked = { call, move };
  find("[data-calls-move]").textContent = `${say(`move-${move}`)}: ${call.phone}`;
  asking.hidden = false;
  find("[data-calls-move]").focus();
}

function leave() {
  asking.hidden = true;
  form.reset();
}

async function make({ id, version }, move, text) {
  const reply = await send("POST", `${ROOT}/${id}/moves`, { move, version, text });
  if (reply.ok) find("[data-calls-told]").textContent = say(`did-${move}`);
  const isClosed = reply.ok && !reply.body.moves.length;
  if (isClosed) drop(id);
  await readAfresh();
  tellProblem(reply);
  return reply;
}

const form = handle("call", async ({ text }) => {
  const reply = await make(asked.call, asked.move, text);
  if (reply.ok) leave();
  return reply;
});
find("[data-calls-leave]").onclick = leave;
find("[data-calls-further]").onclick = async () => {
  const reply = await send("GET", `${ROOT}?after=${encodeURIComponent(further)}`);
  tellProblem(reply);
  if (!reply.ok) return;
  list.append(...reply.body.calls.map(rowOf));
  count(reply.body.next);
};
