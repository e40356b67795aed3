// Ending what one follows by the link of an e-mail, without logging in. Mail programs open links, so it takes a press.
import { go, handle, send, start } from "../account/form.js";

const TOKEN = /^#([0-9a-f]{96})$/;

// The token stands behind the # of the address, which no server sees, and goes to the API alone.
handle("unfollow", async () => {
  const [, token] = location.hash.match(TOKEN) || [];
  if (!token) return { ok: false, body: { code: "no-such-follow-link" } };
  const reply = await send("POST", "/report-follow-endings", { token });
  if (!reply.ok) return reply;
  go("done");
  return null;
});
start();
