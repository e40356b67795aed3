// What a person is told of: new reports of a ward, of a matter or around a place. Choosing it, seeing it and ending it.
import { find, handle, mistake, problems, say, send, show, tag } from "../account/form.js";
import { refresh, showOwn } from "../account/own.js";
import { fromTemplate } from "../account/rows.js";
import { positionNow } from "./position.js";

const FOLLOWS = "/me/report-follows";
const { base } = find("[data-base]").dataset;
const parts = [...document.querySelectorAll("[data-of-kind]")];
let point = null;

const metres = (number) => new Intl.NumberFormat(tag, { style: "unit", unit: "meter" }).format(number);

function showFollows({ follows }) {
  find("[data-none]").hidden = follows.length > 0;
  find("[data-follows]").replaceChildren(...follows.map(row));
}

function row(follow) {
  const { what, to } = named(follow);
  const made = fromTemplate("follow", { what, how: say(`by-${follow.channel}`) });
  made.querySelector("a").href = `${base}reports/${to}`;
  made.querySelector("[data-end]").onclick = ({ currentTarget }) => end(follow, currentTarget);
  return made;
}

// What is followed, in words, and where it is to be seen.
function named({ kind, value, lat, long, metres: around }) {
  if (kind === "report") return { what: say("one-report"), to: `report/#${value}` };
  if (kind === "place") return { what: say("around", metres(around)), to: `#at=${lat},${long}` };
  return { what: say(`${kind}-${value}`, "", value), to: `#${kind}=${value}` };
}

async function end({ id }, button) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  const reply = await send("DELETE", `${FOLLOWS}/${id}`);
  button.setAttribute("aria-disabled", "false");
  find("[data-done]").textContent = reply.ok || reply.body.code === "no-such-follow" ? say("follow-ended") : problems(reply)[0][1];
  await refresh(FOLLOWS, showFollows);
  find("#followed").focus();
}

// Only what the chosen kind asks for is in sight.
function choose() {
  for (const part of parts) part.hidden = part.disabled = part.dataset.ofKind !== form.elements.kind.value;
}

function setPoint(found, words) {
  point = found;
  find("[data-how]").textContent = words;
}

// What another page leads here with: #ward=phu-xuan, #category=waste or #place=16.47,107.58.
function readAddress() {
  const [kind, value] = decodeURIComponent(location.hash.slice(1)).split("=");
  if (!value || !parts.some(({ dataset }) => dataset.ofKind === kind)) return;
  form.elements.kind.value = kind;
  if (kind === "place") {
    const [lat, long] = value.split(",").map(Number);
    setPoint({ lat, long }, say("place-of-report"));
  } else form.elements[kind].value = value;
  choose();
}

function bodyOf({ kind, channel, ward, category, metres: around }) {
  if (kind === "place") return { kind, channel, ...point, metres: Number(around) };
  return { kind, channel, value: ward || category };
}

const form = handle("follow", async (values) => {
  if (values.kind === "place" && !point) return mistake("place", "place-missing");
  const reply = await send("POST", FOLLOWS, bodyOf(values));
  if (!reply.ok) return reply;
  form.querySelector(".told").textContent = say(`follow-${values.channel}`);
  await refresh(FOLLOWS, showFollows);
  return reply;
});

find("[data-locate]").onclick = async ({ currentTarget: button }) => {
  button.setAttribute("aria-disabled", "true");
  const { found, accuracy, problem } = await positionNow();
  button.setAttribute("aria-disabled", "false");
  show(form, problem ? [["place", say(problem)]] : []);
  if (found) setPoint(found, say("place-here", metres(Math.ceil(accuracy))));
};
form.elements.kind.addEventListener("change", choose);
addEventListener("hashchange", readAddress);
showOwn({ [FOLLOWS]: showFollows }, readAddress);
