// Comparing a text with those of releases: which one is nearest, and where it differs.
import { diffArrays } from "./../vendor/diff.js";
import { canonical } from "./proof.js";

const WORD = /\s+|\d+(?:[.,:/]\d+)*%?|[\u3040-\u30ff\u3400-\u9fff]|[\p{L}\p{M}\p{N}_]+|[^\s]/gu;
const TITLES = 8; // texts that are looked at because of their title
const NEWEST = 12; // and because they are new
const NEAR = 0.5; // share of the shorter text's words that both have
const FEWEST = 8; // words: fewer say nothing about where they come from
const DIFF_MS = 3000;
const CONTEXT = 12; // words shown around a change

export function splitWords(text) {
  return canonical(text).match(WORD) || [];
}

const realWords = (text) => splitWords(text.toLowerCase()).filter((word) => /[\p{L}\p{N}]/u.test(word));

// The entries whose texts are worth loading: those with a title like these words, and the newest.
export function candidates(entries, text) {
  const words = new Set(realWords(text));
  const share = (entry) => {
    const title = realWords(entry.title);
    return title.filter((word) => words.has(word)).length / (title.length || 1);
  };
  const known = entries.filter((entry) => entry.text && entry.event !== "withdrawn");
  const byTitle = [...known].sort((one, other) => share(other) - share(one)).slice(0, TITLES);
  return [...new Set([...byTitle, ...known.slice(-NEWEST)])];
}

// How much of the shorter text stands in the other, from 0 to 1.
export function likeness(text, other) {
  const [mine, theirs] = [text, other].map(realWords);
  if (Math.min(mine.length, theirs.length) < FEWEST) return 0;
  const left = new Map();
  for (const word of theirs) left.set(word, (left.get(word) || 0) + 1);
  let shared = 0;
  for (const word of mine) {
    if (left.get(word) > 0) { shared += 1; left.set(word, left.get(word) - 1); }
  }
  return shared / Math.min(mine.length, theirs.length);
}

export function isNear(likeness) {
  return likeness >= NEAR;
}

// [["", words] or ["del", words] or ["ins", words]] from the release to this text; undefined where it would take too long.
export function changes(release, text) {
  const found = diffArrays(splitWords(release), splitWords(text), { timeout: DIFF_MS });
  return found && found.map((part, place) => {
    if (part.removed) return ["del", part.value.join("")];
    if (part.added) return ["ins", part.value.join("")];
    return ["", shorten(part.value, place === 0, place === found.length - 1)];
  });
}

function shorten(words, isFirst, isLast) {
  const before = isFirst ? [] : words.slice(0, CONTEXT);
  const after = isLast ? [] : words.slice(-CONTEXT);
  if (words.length <= before.length + after.length) return words.join("");
  return `${before.join("")} … ${after.join("")}`;
}
