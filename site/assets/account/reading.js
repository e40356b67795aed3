// The step of an identity check that shows what was read on the paper and hands all of it to the city.
import { find, go, handle, say, send } from "./form.js";

let path, follow;

// `where` is the check's address; `whenSent` gets the reply to what is sent.
export async function showReading(where, whenSent) {
  [path, follow] = [where, whenSent];
  const { ok, body } = await send("POST", `${path}/readings`);
  const { number, masked, valid_until: day, is_expired } = ok ? body : { number: "unavailable" };
  find("[data-number]").textContent = say(`number-${number}`, masked);
  find("[data-validity]").textContent = day ? say(is_expired ? "paper-expired" : "paper-valid", day) : "";
  go("reading");
}

handle("submission", async ({ is_confirmed, email }) => follow(await send("POST", `${path}/submission`, { is_confirmed: is_confirmed === "on", email })));
