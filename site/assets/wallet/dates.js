// Days and periods as bills and shops tell them: pure, and tested without a browser.
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const format = (date, tag, options) => new Intl.DateTimeFormat(tag, { timeZone: "UTC", ...options }).format(new Date(date));

// The month or the day of an ISO date in words; what is neither stays as its company wrote it, such as "2026-2027/1".
export function period(text, tag) {
  if (MONTH.test(text)) return format(`${text}-01`, tag, { year: "numeric", month: "long" });
  return DAY.test(text) ? format(text, tag, { dateStyle: "long" }) : text;
}

// The day in Huế at this instant, as an ISO date.
export const dayInHue = (ms) => new Date(ms + 7 * 3600 * 1000).toISOString().slice(0, 10);
