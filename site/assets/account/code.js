// The steps with a code by SMS: asking for one, waiting before the next one, entering it.
import { duration, find, go, handle, say, send } from "./form.js";

// What is typed, with `more`, goes to `path`; `after` gets what the code proved, the address for what follows, what was typed.
export function codeSteps(path, more, after) {
  let asked, id, timer;

  async function ask(values) {
    const reply = await send("POST", path, { ...values, ...more });
    if (!reply.ok) return reply;
    [asked, id] = [values, reply.body.id];
    find("[data-sent]").textContent = say("code-sent", asked.phone);
    find("[data-form=code]").reset();
    wait(Date.now() + reply.body.resend_in_seconds * 1000);
    go("code");
    return reply;
  }

  // The button for another code comes when the time for it has come.
  function wait(until) {
    clearInterval(timer);
    const tick = () => {
      const left = Math.ceil((until - Date.now()) / 1000);
      find("[data-form=again]").hidden = left > 0;
      find("[data-wait]").hidden = left <= 0;
      find("[data-wait]").textContent = say("next-code", duration(Math.max(left, 1)));
      if (left <= 0) clearInterval(timer);
    };
    tick();
    timer = setInterval(tick, 1000);
  }

  handle("ask", ask);
  // A code of an app counts once, so another SMS takes another one.
  handle("again", async () => {
    if (!asked.second_factor) return ask(asked);
    find("[name=second_factor]").value = "";
    go("ask");
  });
  handle("code", async ({ code }) => {
    const reply = await send("POST", `${path}/${id}/code`, { code });
    if (reply.ok) after(reply.body, `${path}/${id}`, asked);
    return reply;
  });
  find("[data-back]").onclick = () => go("ask");
}
