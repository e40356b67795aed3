// Amounts of đồng, as people write and read them: pure, and tested without a browser.
const GROUPED = /^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*$/;

// "1.000.000 ₫" or "₫1,000,000", as the language writes it; `isSigned` says what comes (+) and what goes (−).
export function vnd(amount, tag, isSigned = false) {
  return new Intl.NumberFormat(tag, { style: "currency", currency: "VND", signDisplay: isSigned ? "exceptZero" : "auto" }).format(amount);
}

export const grouped = (amount, tag) => new Intl.NumberFormat(tag).format(amount);

// "200000", "200.000", "200,000 ₫" are the same number; NaN for what could be read in two ways, such as "1.5".
export function readAmount(text) {
  const plain = text.normalize("NFKC").replace(/[₫đ]|vnd/gi, "").replace(/[\s\u00a0\u202f]+/g, " ").trim();
  return /^\d{1,15}$/.test(plain) || GROUPED.test(plain) ? Number(plain.replace(/\D/g, "")) : NaN;
}
