// Tables as comma-separated values (RFC 4180): pure, and tested without a browser.
const SPECIAL = /[",\r\n]/;

const cell = (value) => (SPECIAL.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

export const csv = (rows) => rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
