// What a line says of a report: where it is, and until when it is to be answered or when it was.
import { say, tag } from "../account/form.js";

const HUE = "Asia/Ho_Chi_Minh";
const day = (ms, timeZone) => new Intl.DateTimeFormat(tag, { day: "numeric", month: "long", timeZone }).format(ms);
const hour = (ms) => new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone: HUE }).format(ms);

export const placeOf = ({ ward, address }) => [address, ward && say(`ward-${ward}`, "", ward)].filter(Boolean).join(", ");

// The instant in Huế, from seconds.
export const hueTime = (seconds) => hour(seconds * 1000);

// The day that is over at this instant, or runs then.
export const dayOf = (due_at) => day((due_at - 1) * 1000, HUE);

// "" where nothing is to be waited for.
export function dueWords({ state, is_open, due_on, due_at, answered_at }) {
  if (!is_open) return answered_at ? say("answered-at", dayOf(answered_at)) : "";
  if (state === "returned") return say("due-waits");
  return due_on ? say("due-day", dayOf(due_at)) : say("due-hour", hueTime(due_at));
}
