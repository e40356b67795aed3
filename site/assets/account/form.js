// Forms of the account pages: sending to the API, telling what is wrong beside its field, and never sending twice.
const TIMEOUT_MS = 20000;
const OF_FIELD = {
  "wrong-code": "code", "wrong-password": "password", "wrong-second-factor": "second_factor",
  "wrong-wallet-password": "wallet_password", "wrong-bank-code": "code", "not-enough": "amount",
  "no-such-customer": "customer_code", "too-much-back": "amount",
};
const SPANS = [[3600, "hour"], [60, "minute"], [1, "second"]];
const LOST = { ok: false, status: 0, body: { code: "offline" } };
const words = JSON.parse(document.querySelector("[data-words]").textContent);

export const tag = document.documentElement.lang;
export const find = (selector) => document.querySelector(selector);
export const canPasskey = Boolean(window.PublicKeyCredential?.prototype.toJSON);

export function say(code, value, unknown = words.internal) {
  return (words[code] || unknown).replace("{}", () => value);
}

// Words that a page reads when it needs them.
export const learn = (more) => Object.assign(words, more);

// "2 minutes", in the reader's language and rounded up.
export function duration(seconds) {
  const [size, unit] = SPANS.find(([size]) => seconds >= size) || SPANS[2];
  return new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" }).format(Math.ceil(seconds / size));
}

// Never rejects: { ok, status, body }, where `body` of a failure has a `code`; "offline" where no answer came.
export async function send(method, path, body, headers = {}) {
  try {
    const reply = await fetch(`/api/v1${path}`, {
      method, body: body && JSON.stringify(body), cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: body ? { "Content-Type": "application/json", ...headers } : headers,
    });
    const wait = Number(reply.headers.get("Retry-After"));
    return { ok: reply.ok, status: reply.status, wait, body: await reply.json().catch(() => ({ code: "internal" })) };
  } catch {
    return LOST;
  }
}

// A reply as the API's own where what was typed needs no asking.
export const mistake = (field, code) => ({ ok: false, body: { fields: { [field]: "" }, field_codes: { [field]: code } } });

// [[name of the field or "", sentence]] for a reply that is no success.
export function problems({ wait, body }) {
  const wrong = Object.keys(body.fields || {});
  if (wrong.length) return wrong.map((name) => [name, say(body.field_codes?.[name] || "unusable")]);
  return [[OF_FIELD[body.code] || "", say(body.code, duration(wait || 60))]];
}

// The form of this name calls `act` with its values; `act` answers with a reply of `send`, or with nothing. `more` tells, as
// `problems` does, what is wrong beside fields that are empty.
export function handle(name, act, more = () => []) {
  const form = find(`[data-form="${name}"]`);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    form.querySelector(".told")?.replaceChildren();
    show(form, inOrder(form, [...missing(form), ...more()]));
    if (form.querySelector("[aria-invalid]")) return;
    setBusy(form, true);
    const reply = await act(Object.fromEntries(new FormData(form)), event.submitter).catch(lost);
    setBusy(form, false);
    if (reply && !reply.ok) show(form, problems(reply));
  });
  return form;
}

// A module that did not arrive, or a mistake of ours: the form can be sent again.
function lost(error) {
  console.error(error);
  return LOST;
}

function missing(form) {
  const empty = [...form.elements].filter((one) => one.required && !one.matches(":disabled") && (one.type === "checkbox" ? !one.checked : !one.value.trim()));
  return empty.map((one) => [one.name, say("required")]);
}

function inOrder(form, wrong) {
  const at = ([name]) => [...form.elements].findIndex((one) => one.name === name);
  return wrong.sort((one, other) => at(one) - at(other));
}

// Buttons stay where they are, so that the focus does; aria-disabled tells that they wait.
function setBusy(form, isBusy) {
  form.setAttribute("aria-busy", isBusy);
  for (const button of form.querySelectorAll("[type=submit]")) button.setAttribute("aria-disabled", isBusy);
}

export function show(form, wrong) {
  const summary = form.querySelector(".summary");
  for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
  for (const one of form.querySelectorAll(".error")) one.hidden = true;
  const rows = wrong.map(([name, text]) => showOne(form, name, text));
  const isSummed = rows.length > 1 || rows.some((row) => !row.field);
  summary.hidden = !isSummed;
  summary.replaceChildren(...(isSummed ? rows.map(summaryRow) : []));
  (rows.find((row) => row.field)?.field || (rows.length ? summary : null))?.focus();
}

function showOne(form, name, text) {
  const field = name && form.elements[name];
  const place = field && document.getElementById(`${field.id}-error`);
  if (!place) return { text };
  field.setAttribute("aria-invalid", "true");
  place.textContent = text;
  place.hidden = false;
  return { field, text: `${field.dataset.label}: ${text}` };
}

function summaryRow({ field, text }) {
  const row = document.createElement("p");
  if (!field) { row.textContent = text; return row; }
  const link = Object.assign(document.createElement("a"), { href: `#${field.id}`, textContent: text });
  link.onclick = (event) => { event.preventDefault(); field.focus(); };
  row.append(link);
  return row;
}

// Says that it is done, in an empty form.
export function tell(form, code) {
  form.reset();
  form.querySelector(".told").textContent = say(code);
}

// Shows one step of a page and none of the others.
export function go(step) {
  for (const one of document.querySelectorAll("[data-step]")) one.hidden = one.dataset.step !== step;
  const title = find(`[data-step="${step}"] :is(h2, h3)`);
  if (title) { title.tabIndex = -1; title.focus(); }
}

// The page is ready: its forms may be used.
export function start() {
  find("[data-starting]").hidden = true;
  find("[data-account]").hidden = false;
  for (const button of document.querySelectorAll("[type=submit][disabled]")) button.disabled = false;
  for (const button of document.querySelectorAll("[data-reveal]")) {
    const field = document.getElementById(button.dataset.reveal);
    button.onclick = () => {
      const isShown = field.type === "password";
      field.type = isShown ? "text" : "password";
      button.setAttribute("aria-pressed", isShown);
    };
  }
}
