// The lock on sending reports: why, until when, and the one appeal against it.
import { find, handle, send } from "./form.js";
import { instant, showOwn } from "./own.js";

function showLock(lock) {
  find("[data-free]").hidden = lock.is_locked;
  find("[data-locked]").hidden = !lock.is_locked;
  find("[data-may-appeal]").hidden = !lock.may_appeal;
  for (const part of document.querySelectorAll("[data-of]")) {
    const value = lock[part.dataset.of];
    part.textContent = typeof value === "number" ? instant(value) : value;
    part.closest("div").hidden = !value;
  }
}

handle("appeal", async ({ text }) => {
  const reply = await send("POST", "/me/report-lock-appeals", { text });
  if (reply.ok) { showLock(reply.body); find("[data-sent]").focus(); }
  return reply;
});
showOwn({ "/me/report-lock": showLock });
