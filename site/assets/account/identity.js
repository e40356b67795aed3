// The page of one's own identity check: what it needs next, what was read on the pictures, and what becomes of it.
import { find, go, handle, say, send } from "./form.js";
import { instant, refresh, showOwn } from "./own.js";

const ROOT = "/me/identity-checks";
const STEPS = { wait: "wait", "log-in-again": "approved", "visit-us": "refused", "begin-again": "begin" };
const OPEN = ["collecting", "submitted", "more-needed"];
const MOVED_ON = ["pictures-missing", "check-closed", "no-such-check"];
let check, level;

const path = (rest = "") => `${ROOT}/${check.id}${rest}`;

async function showCheck(shown) {
  check = shown;
  find("[data-withdrawal]").hidden = !OPEN.includes(check.state);
  find("[data-withdrawn]").hidden = check.state !== "withdrawn";
  for (const place of document.querySelectorAll("[data-at]")) place.textContent = instant(check[place.dataset.at]);
  for (const place of document.querySelectorAll("[data-reason]")) {
    place.hidden = !check.reason;
    place.textContent = check.reason && say(check.reason);
  }
  if (check.next === "check-reading") await showReading();
  else if (STEPS[check.next]) go(level > 1 ? "confirmed" : STEPS[check.next]);
  else await showPictures();
}

// Their script comes with the first picture that is needed.
async function showPictures() {
  (await import("./shots.js")).showPictures(check, showCheck);
  go("pictures");
}

async function showReading() {
  const { ok, body } = await send("POST", path("/readings"));
  const read = ok ? body : { number: "unavailable" };
  find("[data-number]").textContent = say(`number-${read.number}`, read.masked);
  find("[data-validity]").hidden = !read.valid_until;
  if (read.valid_until) find("[data-validity]").textContent = say(read.is_expired ? "paper-expired" : "paper-valid", read.valid_until);
  go("reading");
}

function showNewest({ checks: [newest] }) {
  if (newest) return showCheck(newest);
  return go(level > 1 ? "confirmed" : "begin");
}

// Shows what a reply tells; one that tells of another state than the page's leads there.
async function follow(reply) {
  if (reply.ok) await showCheck(reply.body);
  else if (MOVED_ON.includes(reply.body.code)) await refresh(ROOT, showNewest);
  return reply;
}

handle("begin", async ({ paper, agrees }) => follow(await send("POST", ROOT, { paper, agrees: agrees === "on" })));
handle("submission", async ({ is_confirmed, email }) => follow(await send("POST", path("/submission"), { is_confirmed: is_confirmed === "on", email })));
handle("withdrawal", async () => follow(await send("POST", path("/withdrawal"))));
const looking = handle("look", async () => {
  const reply = await follow(await send("GET", path()));
  if (reply.ok && check.next === "wait") looking.querySelector(".told").textContent = say("no-result");
  return reply;
});
find("[data-retake]").onclick = showPictures;
find("[data-on]").onclick = showReading;
find("[data-anew]").onclick = () => go("begin");
showOwn({ "/me": (me) => { level = me.level; }, [ROOT]: showNewest });
