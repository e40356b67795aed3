// Where a report is: a point from the device, a photo or a map, beside the fields for ward and address.
import { find, say, show, tag } from "../account/form.js";
import { positionNow } from "./position.js";

const form = find("[data-form=report]"), taken = find("[data-taken]");
const followers = [];

// Calls `act` with { lat, long }, or null, whenever the point is another one.
export const whenPlaced = (act) => followers.push(act);

// `how` is a word of the page that tells where the point comes from; `value` goes into it.
export function setPlace(point, how, value = "") {
  form.elements.lat.value = point ? point.lat : "";
  form.elements.long.value = point ? point.long : "";
  taken.hidden = !point;
  find("[data-how]").textContent = point ? say(how, value) : "";
  for (const act of followers) act(point);
}

const metres = (number) => new Intl.NumberFormat(tag, { style: "unit", unit: "meter", unitDisplay: "long" }).format(Math.ceil(number));

find("[data-locate]").onclick = async ({ currentTarget: button }) => {
  button.setAttribute("aria-disabled", "true");
  const { found, accuracy, problem } = await positionNow();
  button.setAttribute("aria-disabled", "false");
  show(form, problem ? [["place", say(problem)]] : []);
  if (found) setPlace(found, "place-here", metres(accuracy));
};
find("[data-forget-place]").onclick = () => { setPlace(null); find("[data-locate]").focus(); };

// The map comes when it is asked for, around the point that is known.
let choosing = null;
const pointNow = () => form.elements.lat.value && { lat: Number(form.elements.lat.value), long: Number(form.elements.long.value) };
find("[data-choose-place]").onclick = async ({ currentTarget: button }) => {
  const chooser = find("[data-chooser]");
  chooser.hidden = !chooser.hidden;
  button.setAttribute("aria-expanded", !chooser.hidden);
  choosing ??= import("./pin.js").then(({ choosePlace }) => choosePlace(find("[data-map]"), pointNow(), (point) => {
    setPlace({ lat: round(point.lat), long: round(point.long) }, "place-map");
  }));
  await choosing.then((show) => { if (!followers.includes(show)) whenPlaced(show); }, (error) => {
    console.error(error);
    choosing = null;
    show(form, [["place", say("no-map")]]);
  });
};

const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
