// The application for a shop.
import { handle, send } from "../account/form.js";
import { showOwn } from "../account/own.js";

handle("apply", async (values) => {
  const reply = await send("POST", "/wallet/merchant-applications", values);
  if (reply.ok) location.assign("../");
  return reply;
});
showOwn({ "/me": () => {} });
