// The page that logs in: number and password, the second factor where the account has one, or a passkey.
import { canPasskey, find, handle, send, show, start, tag } from "./form.js";

// Who came here from a report that waits, or from one that is not theirs, goes back to it.
const onward = location.hash.match(/^#(reports\/(?:send\/|report\/#[\da-f-]{32,36}))$/)?.[1] || "account/";

async function enter(reply) {
  if (!reply.ok) return reply;
  const { language } = (await (await import("./kept.js")).mergeKept()) || {};
  location.assign(`../../../${language || tag}/${onward}`);
  return reply;
}

function askSecondFactor(form) {
  find("[data-second]").hidden = false;
  form.elements.second_factor.required = true;
  show(form, []);
  form.elements.second_factor.focus();
}

const login = handle("login", async (values) => {
  const reply = await send("POST", "/sessions", values);
  if (reply.body.code !== "second-factor-needed") return enter(reply);
  askSecondFactor(login);
});

handle("passkey", async () => {
  const options = await send("POST", "/passkey-options");
  return options.ok ? enter(await (await import("./passkey.js")).usePasskey(options.body)) : options;
}).hidden = !canPasskey;
start();
