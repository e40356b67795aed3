// What proves a release, as docs/security.md says: the form of a text that counts, the chained list, and its signatures.
const FORM = "huecity-press-1";
const LEDGER_FORM = "huecity-press-ledger-1";
const NO_HASH = "0".repeat(64);
const encoder = new TextEncoder();

export function canonical(text) {
  return text.normalize("NFC").replace(/\p{White_Space}+/gu, " ").replace(/^ | $/g, "");
}

export async function sha256(bytes) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function hashText(text) {
  return sha256(encoder.encode(canonical(text)));
}

// Answers with a function (signature, text) that tells whether the city signed the text; undefined where nobody can tell.
export async function loadKey(x) {
  try {
    const key = await crypto.subtle.importKey("raw", fromBase64(x), "Ed25519", false, ["verify"]);
    return (signature, text) => crypto.subtle.verify("Ed25519", key, fromBase64(signature), encoder.encode(text));
  } catch {
    return undefined;
  }
}

// Whether every entry holds the hash of the one before, and the head is signed (where there is a key).
export async function isWhole(ledger, isSigned) {
  let previous = NO_HASH;
  for (const entry of ledger.entries) {
    if (entry.previous !== previous) return false;
    previous = await sha256(encoder.encode(lines(previous) + statement(entry)));
    if (entry.hash !== previous) return false;
  }
  if (ledger.head !== previous || ledger.count !== ledger.entries.length) return false;
  return !isSigned || isSigned(ledger.signature, lines(LEDGER_FORM, ledger.count, ledger.head));
}

export function statement(entry) {
  const at = new Date(entry.published_at).toISOString().replace(/\.\d+Z/, "Z");
  return lines(FORM, entry.event, entry.number, entry.slug, entry.language, at, entry.sha256);
}

export function attachmentStatement(file) {
  return lines("huecity-press-attachment-1", file.number, file.file.split("/").pop(), file.sha256);
}

function lines(...parts) {
  return parts.map((part) => `${part}\n`).join("");
}

function fromBase64(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
}
