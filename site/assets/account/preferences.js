// My HueCity: what a reader likes to see, with or without an account.
import { find, handle, say, show, start, tag } from "./form.js";
import { changeKept, hasAccount, kept, mergeKept } from "./kept.js";
import { fromTemplate } from "./rows.js";
import { withoutPlace } from "./choices.js";

const form = handle("preferences", save);
const { base } = find("[data-base]").dataset;
let places = {}, warnings = [];

const read = (path) => fetch(base + path, { cache: "no-cache" }).then((reply) => reply.json());
const chosen = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)];
const values = (name) => chosen(name).map((box) => box.value);

async function change(how, told) {
  const wasOwned = hasAccount();
  try {
    await changeKept(how);
  } catch {
    return { ok: false, body: { code: wasOwned && !hasAccount() ? "not-signed-in" : "not-kept" } };
  }
  display(kept());
  form.querySelector(".told").textContent = say(told);
  return { ok: true };
}

async function save({ language, ward }) {
  const mine = { language, ward: ward || null, interests: values("interests"), followed_alerts: values("followed_alerts") };
  const reply = await change((before) => ({ ...before, ...mine }), "saved");
  if (reply.ok && language !== tag) location.assign(`${base}../${language}/account/preferences/`);
  return reply;
}

async function remove(place) {
  const reply = await change((mine) => withoutPlace(mine, place), "saved");
  if (reply.ok) find("#places").focus(); else show(form, [["", say(reply.body.code)]]);
}

function placeRow(place) {
  const [address, title] = places[`${place.latitude},${place.longitude}`] || [];
  const row = fromTemplate("place", { title: title || place.name, name: title || place.name });
  if (address) row.querySelector("a").href = base + address;
  row.querySelector("button").onclick = () => remove(place);
  return row;
}

function warningRow(one) {
  const row = fromTemplate("warning", { severity: one.severity_words, headline: one.headline, areas: one.areas, until: one.until });
  row.classList.add(one.look);
  row.querySelector("a").href = base + one.href;
  return row;
}

function linkRow(box) {
  const row = document.createElement("li");
  row.append(Object.assign(document.createElement("a"), { href: box.dataset.href, textContent: box.labels[0].textContent, className: "button quiet" }));
  return row;
}

function isFollowed({ topics, starts, ends }, { ward, followed_alerts }) {
  const isNow = Date.parse(starts) <= Date.now() && Date.now() < Date.parse(ends);
  return isNow && topics.some((topic) => followed_alerts.includes(topic) || (ward && [ward, "city"].includes(topic)));
}

function fill(list, rows, none) {
  find(list).replaceChildren(...rows);
  find(none).hidden = rows.length > 0;
}

function display(mine) {
  for (const name of ["interests", "followed_alerts"]) {
    for (const box of form.querySelectorAll(`[name="${name}"]`)) box.checked = mine[name].includes(box.value);
  }
  form.elements.ward.value = mine.ward || "";
  fill("[data-places]", mine.saved_places.map(placeRow), "[data-no-places]");
  fill("[data-warnings]", warnings.filter((one) => isFollowed(one, mine)).map(warningRow), "[data-calm]");
  fill("[data-links]", chosen("interests").map(linkRow), "[data-no-links]");
  for (const note of document.querySelectorAll("[data-where]")) note.hidden = (note.dataset.where === "account") !== hasAccount();
}

async function begin() {
  if (hasAccount()) await mergeKept();
  [places, warnings] = await Promise.all([
    read("account/places.json").catch(() => ({})), read("alerts/banner.json").then(({ alerts }) => alerts).catch(() => []),
  ]);
  start();
  display(kept());
  document.getElementById(location.hash.slice(1))?.scrollIntoView(); // what the address names was not there yet
}
begin();
