// The home of an account: who is logged in.
import { find } from "./form.js";
import { hasAccount, mergeKept } from "./kept.js";
import { instant, refresh, showOwn } from "./own.js";

function showMe(me) {
  for (const place of document.querySelectorAll("[data-me]")) place.textContent = me[place.dataset.me] || "–";
  find("[data-level]").textContent = find("[data-level]").dataset[me.level > 1 ? "identity" : "phone"];
  find("[data-frozen]").hidden = me.money_frozen_until * 1000 < Date.now();
  find("[data-frozen] span").textContent = instant(me.money_frozen_until);
  find("[data-staff]").hidden = !["staff", "admin"].includes(me.role);
  if (!hasAccount()) mergeKept(); // at login it did not get through
}

showOwn({ "/me": showMe }, () => refresh("/me/report-lock", ({ is_locked }) => { find("[data-locked]").hidden = !is_locked; }));
