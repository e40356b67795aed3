// The step of an identity check that takes pictures: each is drawn, sent and taken in by itself.
import { find, handle, problems, say, send, show } from "./form.js";
import { drawPicture } from "./picture.js";
import { refusal, upload } from "./upload.js";

const TAKEN_IN_AFTER_MS = [300, 700, 1000, 2000, 3000, 5000, 8000]; // of a file that has arrived
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
let check, whenTaken;

const path = (rest = "") => `/me/identity-checks/${check.id}${rest}`;
const isStored = ({ state }) => state === "stored";

// Shows which pictures are there; `taken` gets the check each time that another one is.
export function showPictures(shown, taken) {
  [check, whenTaken] = [shown, taken];
  for (const form of document.querySelectorAll(".shot")) form.hidden = !check.pictures.some(({ part }) => part === form.dataset.form);
  for (const { part, state, reason } of check.pictures) {
    const place = find(`[data-form=${part}] [data-state]`);
    place.textContent = say(`part-${state}`) + (reason ? ` ${say(reason)}` : "");
    place.className = { stored: "told", refused: "error" }[state] || "hint";
  }
  find("[data-complete]").hidden = !check.pictures.every(isStored);
}

for (const form of document.querySelectorAll(".shot")) prepare(form);

function prepare(form) {
  const part = form.dataset.form, field = form.elements.picture;
  const [preview, sending] = ["preview", "sending"].map((name) => form.querySelector(`[data-${name}]`));
  let drawn;

  field.onchange = async () => {
    preview.hidden = true;
    if (!field.files.length) return;
    const picture = await (drawn = drawPicture(field.files[0], form.querySelector("canvas")).catch(() => null));
    preview.hidden = !picture;
    show(form, picture ? [] : problems(refusal("picture-type")));
  };
  form.querySelector("[data-turn]").onclick = async () => (await drawn).turn();
  handle(part, async () => {
    sending.hidden = false;
    const reply = await sendPicture(part, await (await drawn).jpeg(), (left) => { sending.querySelector("progress").value = left; });
    sending.hidden = true;
    if (reply.ok) { form.reset(); preview.hidden = true; await whenTaken(check); focusNext(); }
    return reply;
  });
}

async function sendPicture(part, jpeg, tell) {
  const form = await send("POST", path("/uploads"), { part, media_type: "image/jpeg" });
  if (!form.ok) return form;
  const sent = await upload(form.body, jpeg, tell);
  return sent.ok ? takeIn(part) : sent;
}

// A file that has arrived is looked at within seconds.
async function takeIn(part) {
  for (const ms of TAKEN_IN_AFTER_MS) {
    await pause(ms);
    const reply = await send("GET", path());
    const { state, reason } = reply.body.pictures?.find((one) => one.part === part) || {};
    if (state === "refused") return refusal(reason);
    if (state === "stored") { check = reply.body; return reply; }
  }
  return refusal("picture-late");
}

function focusNext() {
  const next = check.pictures.find((one) => !isStored(one));
  if (next) find(`[data-form=${next.part}] [name=picture]`).focus();
}
