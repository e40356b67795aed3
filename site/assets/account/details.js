// Changing password, phone and e-mail address.
import { codeSteps } from "./code.js";
import { go, handle, send, tell } from "./form.js";
import { askApp, showOwn } from "./own.js";

for (const [name, done] of [["password", "password-changed"], ["email", "email-changed"]]) {
  const form = handle(name, async (values) => {
    const reply = await send("PUT", `/me/${name}`, values);
    if (reply.ok) tell(form, done);
    return reply;
  });
}
codeSteps("/me/phone-changes", {}, () => go("phone-done"));
showOwn({ "/me": askApp });
