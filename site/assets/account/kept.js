// Where preferences are kept: in this browser, and while somebody is logged in, in their account with a copy here.
import { readPreferences } from "./choices.js";

const KEY = "preferences", OWNED = "preferences-of-account";

function stored(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(key);
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch { /* private windows may refuse storage: nothing is remembered then */ }
  return null;
}

async function call(method, path, body) {
  const headers = { "Content-Type": "application/json" };
  const reply = await fetch(`/api/v1/me/preferences${path}`, { method, headers, body: body && JSON.stringify(body), cache: "no-store" });
  if (reply.status === 401) forget();
  if (!reply.ok) throw new Error(reply.status);
  return reply.json();
}

export const hasAccount = () => Boolean(stored(OWNED));

export const kept = () => readPreferences(stored(KEY));

const keep = (mine) => { stored(KEY, JSON.stringify(mine)); return mine; };

// What came from an account must not stay behind when its owner leaves.
export function forget() {
  if (!hasAccount()) return;
  stored(KEY, null);
  stored(OWNED, null);
}

// Calls `act` when another tab has forgotten.
export function whenForgotten(act) {
  addEventListener("storage", (event) => { if (event.key === OWNED && !event.newValue) act(); });
}

// After login: the account takes what this browser kept, its language included, and a copy stays here. How the two are
// joined is the API's rule alone. A copy that an account left here joins nothing, it is only brought up to date.
export async function mergeKept() {
  const mine = kept();
  const brought = { ...mine, language: mine.language || stored("language") };
  try {
    const merged = await (hasAccount() ? call("GET", "") : call("POST", "/merges", brought));
    stored(OWNED, "yes");
    return keep(merged);
  } catch {
    return null; // it stays here, and joins at the next login
  }
}

// Applies `change` to what is kept; rejects, and changes nothing, where the account does not answer.
export async function changeKept(change) {
  if (!hasAccount()) return keep(change(kept()));
  const mine = change(await call("GET", ""));
  await call("PUT", "", mine);
  return keep(mine);
}
