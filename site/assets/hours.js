// When a place is open, by the rules of models/opening_hours.py. Pure: it knows neither page nor clock.
const HUE_MS = 7 * 60 * 60 * 1000; // Huế's clocks are seven hours before UTC all year, wherever the reader's phone is
const MINUTE_MS = 60 * 1000;

function fits([seasons, weekdays], monthDay, weekday) {
  const inSeason = ([first, last]) => first <= last ? first <= monthDay && monthDay <= last : monthDay >= first || monthDay <= last;
  return weekdays.includes(weekday) && (!seasons.length || seasons.some(inSeason));
}

// The spans of a day, in minutes from midnight: the last rule that fits it holds.
export function spansOn(rules, day) {
  const monthDay = (day.getUTCMonth() + 1) * 100 + day.getUTCDate();
  const rule = [...rules].reverse().find((one) => fits(one, monthDay, (day.getUTCDay() + 6) % 7));
  return rule ? rule[2] : [];
}

// { state: open, closed or holiday; clock: the minute of today at which that ends, or none; next: the instant to look again }.
// `holidays` are days (2027-02-06) of whole years, in order; nothing is said (null) of days after the last of these years.
export function stateAt(rules, holidays, instant) {
  const day = new Date(instant + HUE_MS);
  const date = day.toISOString().slice(0, 10);
  const midnight = Date.parse(`${date}T00:00:00Z`) - HUE_MS;
  if (date.slice(0, 4) > holidays[holidays.length - 1].slice(0, 4)) return null;
  const at = (minute) => midnight + minute * MINUTE_MS;
  if (holidays.includes(date)) return { state: "holiday", next: at(24 * 60) };
  const now = (instant - midnight) / MINUTE_MS;
  const span = spansOn(rules, day).find(([, end]) => now < end);
  if (!span) return { state: "closed", next: at(24 * 60) };
  const [start, end] = span;
  return now < start ? { state: "closed", clock: start, next: at(start) } : { state: "open", clock: end, next: at(end) };
}

export function clockOf(minute) {
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
