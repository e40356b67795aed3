// The page that registers: number and phone, code, then what the holder of the phone may do next.
import { codeSteps } from "./code.js";
import { find, go, handle, say, send, start, tag } from "./form.js";

let proven;
const NEXT = { continue: "new", registered: "registered", identity_check: "identity" };

codeSteps("/registrations", { language: tag }, (verified, path, asked) => {
  proven = { proof: verified.proof, path, citizen_id: asked.citizen_id };
  find("[data-registered]").textContent = say("registered", asked.citizen_id);
  go(NEXT[verified.outcome]);
});
find("[data-continue]").onclick = () => go("details");

handle("details", async ({ full_name, email, password, ...ticked }) => {
  const account = { proof: proven.proof, citizen_id: proven.citizen_id, full_name, email, password, consents: Object.keys(ticked) };
  const reply = await send("POST", `${proven.path}/account`, account);
  if (reply.body.code === "already-registered") return go("registered"); // perhaps by this form, and the answer was lost
  if (!reply.ok) return reply;
  go("done");
  import("./kept.js").then(({ mergeKept }) => mergeKept());
  return reply;
});
start();
