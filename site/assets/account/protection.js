// What protects an account: the authenticator app, passkeys, and where it is logged in.
import { canPasskey, find, go, handle, send, tell } from "./form.js";
import { forget } from "./kept.js";
import { askApp, instant, refresh, showOwn } from "./own.js";
import { fromTemplate } from "./rows.js";

function showFactor({ has_second_factor }) {
  go(has_second_factor ? "on" : "off");
  askApp({ has_second_factor }); // who has an app adds a passkey with its code alone
}

function settle(has_second_factor) {
  showFactor({ has_second_factor });
  find("#factor").focus();
}

function showPasskeys({ passkeys }) {
  const rows = passkeys.map(({ id, name, created_at }) => choice("passkey", id, { name, since: instant(created_at) }));
  find("[data-passkeys]").replaceChildren(...rows);
  find("[data-form=remove-passkey]").hidden = !rows.length;
  find("[data-none]").hidden = Boolean(rows.length);
}

function showSessions({ sessions }) {
  const rows = sessions.map((one) => {
    const row = choice("session", one.id, { device: one.device || "–", network: one.network, seen: instant(one.seen_at) });
    row.querySelector("[data-this]").hidden = !one.is_this_one;
    return row;
  });
  find("[data-sessions]").replaceChildren(...rows);
}

// One answer of a choice, with a field and a label of its own.
function choice(name, id, slots) {
  const row = fromTemplate(name, slots);
  Object.assign(row.querySelector("input"), { value: id, id });
  row.querySelector("label").htmlFor = id;
  return row;
}

function showOffer({ secret, qr_svg }) {
  find("[data-qr]").replaceChildren(new DOMParser().parseFromString(qr_svg, "text/html").querySelector("svg"));
  find("[data-secret]").textContent = secret.match(/.{1,4}/g).join(" ");
  go("scan");
}

function showRecovery({ recovery_codes }) {
  find("[data-recovery]").replaceChildren(...recovery_codes.map((code) => fromTemplate("code", { code })));
  go("recovery");
}

handle("offer", async (values) => {
  const reply = await send("POST", "/me/second-factor", values);
  if (reply.ok) showOffer(reply.body);
  return reply;
});
handle("turn-on", async ({ second_factor }) => {
  const reply = await send("POST", "/me/second-factor/code", { code: second_factor });
  if (reply.ok) showRecovery(reply.body);
  return reply;
});
handle("turn-off", async (values) => {
  const reply = await send("POST", "/me/second-factor/removal", values);
  if (reply.ok) settle(false);
  return reply;
});
find("[data-kept]").onclick = () => settle(true);

const adding = handle("add-passkey", async ({ name, ...proofs }) => {
  const options = await send("POST", "/me/passkey-options", proofs);
  if (!options.ok) return options;
  const reply = await (await import("./passkey.js")).addPasskey(name, options.body);
  if (reply.ok) { tell(adding, "passkey-added"); refresh("/me/passkeys", showPasskeys); }
  return reply;
});
adding.hidden = !canPasskey;
find("[data-no-passkeys]").hidden = canPasskey;
handle("remove-passkey", async (values) => {
  if (!values.passkey_id) return { ok: false, body: { code: "choose-passkey" } };
  const reply = await send("POST", "/me/passkeys/removals", values);
  if (reply.ok) { tell(adding, "passkey-removed"); find("#passkeys").focus(); refresh("/me/passkeys", showPasskeys); }
  return reply;
});

const ending = handle("end", async ({ password, session_id }, button) => {
  const isEverywhere = button.name === "everywhere";
  if (!isEverywhere && !session_id) return { ok: false, body: { code: "choose-session" } };
  const reply = await send("POST", "/me/sessions/endings", isEverywhere ? { password } : { password, session_id });
  if (!reply.ok) return reply;
  tell(ending, "session-ended");
  const { status } = await send("GET", "/me");
  if (status === 401) { forget(); location.assign("../login/"); } else refresh("/me/sessions", showSessions);
  return reply;
});
showOwn({ "/me": showFactor, "/me/passkeys": showPasskeys, "/me/sessions": showSessions });
