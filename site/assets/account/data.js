// A person's own data: what they agreed to, all that is kept, what happened, and the end of it.
import { find, go, handle, say, send, tell } from "./form.js";
import { forget } from "./kept.js";
import { instant, refresh, showOwn } from "./own.js";
import { fromTemplate } from "./rows.js";

const showLog = ({ log }) => find("[data-log]").replaceChildren(...log.map((entry) => {
  const by = entry.by === "owner" ? "" : say(`by-${entry.by}`, "", entry.by);
  const where = [instant(entry.at), entry.device, entry.address].filter(Boolean).join(" · "); // operators have neither
  return fromTemplate("entry", { what: say(entry.what, "", entry.what), by, where });
}));

const consents = handle("consents", async (ticked) => {
  const reply = await send("PUT", "/me/consents", { consents: Object.keys(ticked) });
  if (!reply.ok) return reply;
  consents.querySelector(".told").textContent = say("saved");
  refresh("/me/log", showLog);
  return reply;
});

function showConsents(me) {
  for (const box of consents.querySelectorAll("[type=checkbox]")) box.checked = me.consents.includes(box.name);
}

function saveFile(content) {
  const file = new Blob([JSON.stringify(content, null, 2)], { type: "application/json" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: "huecity.json" });
  link.click();
  URL.revokeObjectURL(link.href);
}

const exporting = handle("export", async ({ password }) => {
  const reply = await send("POST", "/me/exports", { password });
  if (reply.ok) { saveFile(reply.body); tell(exporting, "exported"); }
  return reply;
});
handle("deletion", async ({ password }) => {
  const reply = await send("POST", "/me/deletion", { password });
  if (reply.ok) { forget(); go("gone"); }
  return reply;
});
showOwn({ "/me": showConsents, "/me/log": showLog });
