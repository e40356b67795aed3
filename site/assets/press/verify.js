// The page that checks releases: what was pasted, chosen or dropped, and what can be said of it.
import { candidates, changes, isNear, likeness } from "./compare.js";
import { attachmentStatement, canonical, hashText, isWhole, loadKey, sha256, statement } from "./proof.js";

const LONGEST = 1_000_000;
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}]/gu;
const form = document.querySelector("[data-verify]");
const verdict = document.querySelector("[data-verdict]");
const words = JSON.parse(document.querySelector("[data-words]").textContent);
const { root, key, keyId } = form.dataset;
const tag = document.documentElement.lang;
const times = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" });
let turn = 0; // of two checks, the later one tells
let ledger; // a promise: loaded once, and again after a failure

function say(name, entry) {
  const values = {
    number: () => entry.number,
    time: () => times.format(new Date(entry.published_at)),
    key: () => keyId,
  };
  return words[name].replace(/\{(\w+)\}/g, (_, value) => values[value]());
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

function show(look, title, ...parts) {
  verdict.className = `verdict ${look}`;
  verdict.replaceChildren(...(title ? [element("h2", title)] : []), ...parts);
}

const line = (text) => element("p", text);

function link(entry) {
  const made = line("");
  made.append(element("a", say("open"), { href: `${root}${entry.language || tag}/press/${entry.slug}/` }));
  return made;
}

// Signs that nobody sees are shown by their number, as a text may differ by them alone.
const visible = (text) => text.replace(INVISIBLE, (sign) => `⟨U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);

function marked(parts, language) {
  const place = element("p", "", { class: "changes", lang: language });
  for (const [name, text] of parts) {
    if (!name) { place.append(visible(text)); continue; }
    const change = element(name, "");
    change.append(element("span", `${name === "del" ? words.missing : words.added} `, { class: "hidden", lang: tag }), visible(text));
    place.append(change);
  }
  return place;
}

async function readLedger() {
  const reply = await fetch(`${root}press/ledger.json`, { cache: "no-cache" });
  if (!reply.ok) throw new Error("offline");
  const read = await reply.json();
  const isSigned = key ? await loadKey(key) : undefined;
  if (!(await isWhole(read, isSigned))) throw new Error("broken");
  return { ...read, isSigned };
}

function loadLedger() {
  ledger ??= readLedger().catch((error) => {
    ledger = undefined;
    throw new Error(error.message === "broken" ? "broken" : "offline");
  });
  return ledger;
}

async function proof({ isSigned }, signature, text) {
  if (!key) return line(say("unsigned"));
  if (!isSigned) return line(say("unchecked"));
  if (!(await isSigned(signature, text))) throw new Error("broken");
  return line(say("signed"));
}

// What the list says last of these words decides: they may have been corrected or withdrawn since.
function standing(list, entry) {
  const later = list.entries.filter((other) => other.slug === entry.slug && other.language === entry.language);
  const last = later[later.length - 1];
  if (last.event === "withdrawn") return "withdrawn";
  return last.sha256 === entry.sha256 ? "genuine" : "corrected";
}

async function tellKnown(list, entry) {
  const name = standing(list, entry);
  const look = name === "genuine" ? "genuine" : "careful";
  return [look, say(name), line(say(`${name}-text`, entry)), await proof(list, entry.signature, statement(entry)), link(entry)];
}

async function tellNear(list, text) {
  const near = await findNearest(list, text);
  if (!near) return ["altered", say("unknown"), line(say("unknown-text"))];
  const { entry, release } = near;
  const [mine, theirs] = [canonical(text), canonical(release)];
  const parts = changes(release, text);
  const rest = [...(parts ? [marked(parts, entry.language)] : []), link(entry)];
  if (mine.includes(theirs) && standing(list, entry) === "genuine") {
    const signed = await proof(list, entry.signature, statement(entry));
    return ["careful", say("inside"), line(say("inside-text", entry)), signed, ...rest];
  }
  if (theirs.includes(mine)) return ["careful", say("part"), line(say("part-text", entry)), link(entry)];
  return ["altered", say("altered"), line(say(parts ? "altered-text" : "altered-much", entry)), ...rest];
}

async function findNearest(list, text) {
  const loads = candidates(list.entries, text).map(async (entry) => {
    const reply = await fetch(`${root}${entry.text}`, { cache: "no-cache" });
    const release = reply.ok ? await reply.text() : "";
    return { entry, release, isTrue: (await hashText(release)) === entry.sha256, likeness: likeness(text, release) };
  });
  const settled = await Promise.allSettled(loads);
  if (loads.length && settled.every((one) => one.status === "rejected")) throw new Error("offline");
  const found = settled.filter((one) => one.status === "fulfilled" && one.value.isTrue).map((one) => one.value);
  const best = found.reduce((one, other) => (one && one.likeness > other.likeness ? one : other), undefined);
  return best && isNear(best.likeness) ? best : undefined;
}

async function tellText(text) {
  const list = await loadLedger();
  const sum = await hashText(text);
  const known = list.entries.filter((entry) => entry.sha256 === sum && entry.event !== "withdrawn").pop();
  return known ? tellKnown(list, known) : tellNear(list, text);
}

async function tellFile(file) {
  const bytes = await file.arrayBuffer().catch(() => undefined); // a folder, or a file that has gone
  if (!bytes) return ["altered", say("unknown"), line(say("unknown-file"))];
  const list = await loadLedger();
  const sum = await sha256(bytes);
  const known = list.attachments.find((one) => one.sha256 === sum);
  if (known) return ["genuine", say("genuine"), line(say("genuine-file", known)), await proof(list, known.signature, attachmentStatement(known)), link(known)];
  const text = decode(new Uint8Array(bytes));
  if (text === undefined) return ["altered", say("unknown"), line(say("unknown-file"))];
  form.elements.text.value = text.slice(0, LONGEST);
  return text.length > LONGEST ? ["", "", line(say("long"))] : tellText(text);
}

// Text files are in UTF-8, or in UTF-16 as Windows writes them, with its mark at the beginning.
function decode(bytes) {
  const marks = { "255,254": "utf-16le", "254,255": "utf-16be" };
  try {
    return new TextDecoder(marks[bytes.slice(0, 2)] || "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function tell(make) {
  const own = (turn += 1);
  show("", "", line(say("busy")));
  const told = await make().catch((error) => {
    if (!["broken", "offline"].includes(error.message)) throw error;
    return ["careful", "", line(say(error.message))];
  });
  if (own !== turn) return;
  show(...told);
  verdict.focus();
}

function check(file) {
  const text = form.elements.text.value;
  if (!globalThis.crypto?.subtle) show("careful", "", line(say("insecure")));
  else if (file) tell(() => tellFile(file));
  else if (!text.trim()) { show("", "", line(say("empty"))); form.elements.text.focus(); }
  else if (text.length > LONGEST) show("", "", line(say("long")));
  else tell(() => tellText(text));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  check();
});
form.elements.file.addEventListener("change", () => {
  const [file] = form.elements.file.files;
  if (file) check(file);
  form.elements.file.value = "";
});
for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    if (![...(event.dataTransfer?.types || [])].includes("Files")) return;
    event.preventDefault();
    document.body.classList.toggle("dropping", name === "dragenter" || name === "dragover");
    if (name === "drop" && event.dataTransfer.files[0]) check(event.dataTransfer.files[0]);
  });
}
loadLedger().catch(() => {}); // from here on a check needs no connection
