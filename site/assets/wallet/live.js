// Looking again at what is still on its way: ever more seldom, only while somebody sees it, and not for ever.
import { send } from "../account/form.js";

const PAUSES_SECONDS = [1, 2, 3, 5, 8, 13, 21, 30, 30, 30, 30];

function pause(seconds) {
  return new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });
}

async function seen() {
  while (document.hidden) await new Promise((resolve) => { document.addEventListener("visibilitychange", resolve, { once: true }); });
}

// Gives `display` what `path` answers until it returns true: decided. False where it is not decided after all `pauses`, or
// where nobody is logged in any more.
export async function watch(path, display, pauses = PAUSES_SECONDS) {
  for (const seconds of pauses) {
    await pause(seconds);
    await seen();
    const reply = await send("GET", path);
    if (reply.status === 401) return false;
    if (reply.ok && display(reply.body)) return true;
  }
  return false;
}
