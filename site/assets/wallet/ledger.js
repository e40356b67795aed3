// Movements as people look through them: months, searching, and the file to take away. Pure, and tested without a browser.
const HUE_MS = 7 * 3600 * 1000; // no summer time since 1975
const MOST_MONTHS = 60;

export const hueMonth = (ms) => new Date(ms + HUE_MS).toISOString().slice(0, 7);

// "2026-11" and those before it, back to the one of `openedMs`, newest first.
export function monthsSince(openedMs, nowMs) {
  const months = [hueMonth(nowMs)];
  while (months.at(-1) > hueMonth(openedMs) && months.length < MOST_MONTHS) {
    const [year, month] = months.at(-1).split("-").map(Number);
    months.push(new Date(Date.UTC(year, month - 2, 15)).toISOString().slice(0, 7));
  }
  return months;
}

// "Điện lực" is found by "dien luc".
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

// Whether each word of the query is in one of the texts; an amount may be written with separators.
export function fits(query, texts) {
  const all = texts.map(fold).join("\n");
  return fold(query).split(/\s+/).every((word) => all.includes(/^[\d.,]+$/.test(word) ? word.replace(/[.,]/g, "") : word));
}

// A text that a spreadsheet would take for a formula gets a ' in front; numbers stay numbers.
function cell(value) {
  if (typeof value === "number") return String(value);
  return `"${(/^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
}

// RFC 4180, with the mark by which spreadsheets know UTF-8.
export const toCsv = (rows) => `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;

// 2026-11-27T13:05:00+07:00
export const hueTime = (ms) => `${new Date(ms + HUE_MS).toISOString().slice(0, 19)}+07:00`;
