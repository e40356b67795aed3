// The page of one's own identity check: what it needs next, what was read on the pictures, and what becomes of it.
import { find, go, handle, say, send } from "./form.js";
import { instant, refresh, showOwn } from "./own.js";

const ROOT = "/me/identity-checks";
const STEPS = { wait: "wait", "log-in-again": "confirmed", "visit-us": "refused", "begin-again": "begin" };
const OPEN = ["collecting", "submitted", "more-needed"];
const MOVED_ON = ["pictures-missing", "check-closed", "no-such-check"];
let check, level;

const path = (rest = "") => `${ROOT}/${check.id}${rest}`;

async function showCheck(shown) {
  check = shown;
  find("[data-withdrawal]").hidden = !OPEN.includes(check.state);
  find("[data-withdrawn]").hidden = check.state !== "withdrawn";
  find("[data-sent]").textContent = instant(check.submitted_at);
  for (const place of document.querySelectorAll("[data-reason]")) {
    place.hidden = !check.reason;
    place.textContent = check.reason && say(check.reason);
  }
  if (check.next === "check-reading") await showReading();
  else if (STEPS[check.next]) go(level > 1 ? "confirmed" : STEPS[check.next]);
  else await showPictures();
}

// The scripts of these two steps come when they are needed.
async function showPictures() {
  (await import("./shots.js")).showPictures(check, showCheck);
  go("pictures");
}

const showReading = async () => (await import("./reading.js")).showReading(path(), follow);

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
