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
  const reply = await readCalls();
  if (reply.ok) showCalls(reply.body);
  tellProblem(reply);
  later();
}

// Page by page until there are as many as are in sight: who has asked for further ones keeps seeing them.
async function readCalls(least = 0) {
  const calls = new Map();
  let next = "";
  do {
    const reply = await send("GET", next ? `${ROOT}?after=${encodeURIComponent(next)}` : ROOT);
    if (!reply.ok) return reply;
    for (const call of reply.body.calls) calls.set(call.id, call);
    next = reply.body.next;
  } while (next && calls.size < Math.max(least, rows.size));
  return { ok: true, body: { calls: [...calls.values()], next } };
}

function tellProblem({ ok, body }) {
  find("[data-calls-problem]").hidden = ok;
  find("[data-calls-problem]").textContent = ok ? "" : say(body.code);
}

// Rows that are as they were stay in place; the focus stays where it was also in those that are made anew or go elsewhere.
export function showCalls({ calls, next }) {
  const giveBack = keepFocus(), ids = new Set(calls.map(({ id }) => id));
  for (const id of rows.keys()) if (!ids.has(id)) drop(id);
  calls.forEach((call, place) => {
    const row = rowOf(call);
    if (list.children[place] !== row) list.insertBefore(row, list.children[place] || null);
  });
  count(next);
  giveBack();
}

// Gives back what got lost: the focus on the same control, else on the row of this call or of the one in its place.
function keepFocus() {
  const had = document.activeElement, row = had.closest("[data-call]"), place = [...list.children].indexOf(row);
  return () => {
    if (!row || document.activeElement !== document.body) return;
    const now = rows.get(row.dataset.call)?.row || list.children[place] || list.lastElementChild;
    const isOwn = now?.dataset.call === row.dataset.call;
    const same = isOwn && [...now.querySelectorAll("a[href], button")].find(({ textContent }) => textContent === had.textContent);
    (same || now)?.focus();
  };
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
  row.tabIndex = -1; // takes the focus of a button that is not offered any more
  row.querySelector("[data-places]").append(...call.places.map(placeRow));
  row.querySelector("[data-words]").append(...call.words.map(wordsRow));
  row.querySelector("[data-says-safe]").hidden = !call.says_safe;
  row.querySelector("[data-phone]").onclick = () => showPhone(call);
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

async function showPhone(call) {
  const reply = phones.has(call.id) ? { ok: true, body: { phone: phones.get(call.id) } } : await send("POST", `${ROOT}/${call.id}/phone-views`);
  tellProblem(reply);
  if (!reply.ok) return;
  phones.set(call.id, reply.body.phone);
  const now = rows.get(call.id)?.row; // it may have been made anew meanwhile
  if (now?.querySelector("[data-phone]")) putPhone(call, now).focus();
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

// Back to the call that it was about, or to the most urgent one where that is closed.
function leave() {
  asking.hidden = true;
  form.reset();
  (rows.get(asked.call.id)?.row || list.firstElementChild)?.focus();
}

async function make({ id, version }, move, text) {
  const reply = await send("POST", `${ROOT}/${id}/moves`, { move, version, text }), giveBack = keepFocus();
  if (reply.ok) find("[data-calls-told]").textContent = say(`did-${move}`);
  const isClosed = reply.ok && !reply.body.moves.length;
  if (isClosed) drop(id);
  await readAfresh();
  giveBack();
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
  const known = rows.size, reply = await readCalls(known + 1);
  tellProblem(reply);
  if (!reply.ok) return;
  showCalls(reply.body);
  if (!further) list.children[known]?.focus(); // the button has gone, and with it the focus
};
