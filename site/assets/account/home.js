// The home of an account: who is logged in, and the way out.
import { find, handle, send } from "./form.js";
import { forget } from "./kept.js";
import { instant, showOwn } from "./own.js";

function showMe(me) {
  for (const place of document.querySelectorAll("[data-me]")) place.textContent = me[place.dataset.me] || "–";
  find("[data-level]").textContent = find("[data-level]").dataset[me.level > 1 ? "identity" : "phone"];
  find("[data-frozen]").hidden = me.money_frozen_until * 1000 < Date.now();
  find("[data-frozen] time").textContent = instant(me.money_frozen_until);
}

// What is personal leaves this browser even where the server cannot be reached.
handle("logout", async () => {
  forget();
  const reply = await send("DELETE", "/me/session");
  if (reply.ok || reply.status === 401) location.assign("login/");
  return reply;
});
showOwn({ "/me": showMe });
