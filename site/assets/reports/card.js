// A report as lists show it: what it is about, how far it is, where, who answers and until when.
import { find, say } from "../account/form.js";
import { fromTemplate } from "../account/rows.js";
import { dayOf, dueWords, placeOf } from "./words.js";

const { base } = find("[data-base]").dataset;

export const addressOf = ({ id }) => `${base}reports/report/#${id}`;
export const unitOf = ({ unit }) => unit && say(`unit-${unit}`, "", unit);

// Every word of a report that is the same on all pages, by the names of their places.
export function summaryOf(report) {
  return {
    category: say(`category-${report.category}`, "", report.category), state: say(`state-${report.state}`, "", report.state),
    late: report.is_late ? say("late") : "", text: report.text, place: placeOf(report), unit: unitOf(report),
    due: dueWords(report), sent: say("sent-on", dayOf(report.received_at + 1)),
  };
}

export function cardOf(report) {
  const words = summaryOf(report), join = (...parts) => parts.filter(Boolean).join(" · ");
  const made = fromTemplate("card", { ...words, who: join(words.place, words.unit), when: join(words.due, words.sent) });
  made.querySelector("a").href = addressOf(report);
  made.querySelector("[data-slot=late]").hidden = !report.is_late;
  made.prepend(report.cover ? photoOf(report) : fromTemplate(`drawing-${report.category}`, {}));
  return made;
}

function photoOf({ id, cover }) {
  const src = `/api/v1/reports/${id}/media/${cover}?small=true`;
  const photo = Object.assign(new Image(96, 96), { className: "photo", alt: "", loading: "lazy", src });
  photo.onerror = () => photo.remove();
  return photo;
}
