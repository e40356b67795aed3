// The page for a forgotten password: number and phone, code, new password.
import { codeSteps } from "./code.js";
import { go, handle, send, start, tag } from "./form.js";

let proven;

codeSteps("/password-resets", { language: tag }, (verified, path, asked) => {
  proven = { proof: verified.proof, path, citizen_id: asked.citizen_id };
  go(verified.outcome === "continue" ? "password" : "no-match");
});

handle("password", async ({ password }) => {
  const { proof, path, citizen_id } = proven;
  const reply = await send("POST", `${path}/password`, { proof, citizen_id, password });
  if (reply.ok) go("done");
  return reply;
});
start();
