// Pages for somebody who is logged in: loading what they show, saying so where nobody is or nothing answers, and the way out.
import { find, handle, say, send, start } from "./form.js";
import { forget, whenForgotten } from "./kept.js";

// What is personal leaves this browser even where the server cannot be reached.
handle("logout", async () => {
  forget();
  const reply = await send("DELETE", "/me/session");
  if (reply.ok || reply.status === 401) location.assign(`${find("[data-base]").dataset.base}account/login/`);
  return reply;
});

// Neither the way back nor another tab shows what was there before the owner left.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
whenForgotten(() => location.reload());

// A page may have words of its own for a refusal: an element named after its code.
const STATES = ["starting", "guest", "failed", "no-wallet", "not-allowed", "no-such-merchant"];

function showState(state) {
  for (const one of STATES) find(`[data-${one}]`)?.toggleAttribute("hidden", one !== state);
}

const stateOf = ({ code }) => (STATES.includes(code) && find(`[data-${code}]`) ? code : "failed");

// Shows the page once every address of `fills` has answered, each reply given to its function; `then` is called after that.
export async function showOwn(fills, then = () => {}) {
  find("[data-retry]").onclick = () => { showState("starting"); showOwn(fills, then); };
  const replies = await Promise.all(Object.keys(fills).map((path) => send("GET", path)));
  const failed = replies.find((reply) => !reply.ok);
  if (failed?.status === 401) { forget(); showState("guest"); return; }
  if (failed) { find("[data-why]").textContent = say(failed.body.code); showState(stateOf(failed.body)); return; }
  Object.values(fills).forEach((fill, number) => fill(replies[number].body));
  showState("");
  start();
  then();
}

export async function refresh(path, fill) {
  const reply = await send("GET", path);
  if (reply.ok) fill(reply.body);
}

// Where an account has an authenticator app, what matters asks for a code of it.
export function askApp({ has_second_factor }) {
  const app = find("[data-with-app]");
  app.hidden = app.disabled = !has_second_factor;
}

const DAY = { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" };
export const instant = (seconds) => new Intl.DateTimeFormat(document.documentElement.lang, DAY).format(seconds * 1000);
