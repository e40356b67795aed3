// Finding, without a page: words as feeds/words.py cuts them, titles and texts searched by MiniSearch, answers merged.
// Loaded with the first search. The list holds every item; the words of texts come in parts, only those of what was typed.

const MARKS = /[\u0300-\u036f]/g;
const OWN_LETTERS = [["đ", "d"], ["œ", "oe"], ["æ", "ae"]];
const TOKEN = /[\p{L}\p{N}]+/gu;
const SPACELESS = "\\u3005\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7a3";
const RUN = new RegExp(`([${SPACELESS}]+)|[^${SPACELESS}]+`, "gu");
const IS_SPACELESS = new RegExp(`^[${SPACELESS}]`, "u");
const HANGUL = /^[\uac00-\ud7a3]/;
const PREFIX = 3;
const NO_GAP = 0x22;

const MOST_WORDS = 12; // of a query
const MOST_PARTS = 4; // that one search may load: what it may cost the reader
const SHORTEST = 2; // single letters are in every text, and in no part
const TEXT_WEIGHT = 0.3; // a word in the text says less than one in the title
const ENOUGH = 0.5; // of the words, when no item has them all

export function fold(text) {
  let folded = text.normalize("NFKD").toLowerCase().replace(MARKS, "");
  for (const [letter, plain] of OWN_LETTERS) folded = folded.replaceAll(letter, plain);
  return folded.normalize("NFC");
}

// Folded words; where a script has no spaces every two neighbouring characters, and the last one alone.
export function splitWords(text) {
  const words = [];
  for (const [token] of fold(text).matchAll(TOKEN)) {
    for (const [run, spaceless] of token.matchAll(RUN)) {
      if (!spaceless) { words.push(run); continue; }
      const signs = Array.from(run);
      signs.forEach((sign, n) => words.push(sign + (signs[n + 1] || "")));
    }
  }
  return words;
}

export function partOf(word, count) {
  let number = 0x811c9dc5;
  for (const letter of Array.from(word).slice(0, PREFIX)) number = Math.imul(number ^ letter.codePointAt(0), 0x01000193) >>> 0;
  return number % count;
}

// What was typed: without the lone last character, which is there for those who type only one.
function typedWords(query) {
  const words = splitWords(query).filter((word, n, all) => {
    const before = all[n - 1] || "";
    return !(IS_SPACELESS.test(word) && Array.from(word).length === 1 && before.length > 1 && before.endsWith(word));
  });
  return [...new Set(words)].slice(0, MOST_WORDS);
}

// The parts of the words that tell most: long ones, and of overlapping pairs every other one.
function wantedParts(words, count) {
  const wanted = new Map();
  let last = "";
  for (const word of words) {
    const overlaps = IS_SPACELESS.test(word) && last && last.endsWith(word[0]);
    last = overlaps || !IS_SPACELESS.test(word) ? "" : word;
    if (word.length < SHORTEST || overlaps) continue;
    const part = partOf(word, count);
    wanted.set(part, Math.max(wanted.get(part) || 0, word.length));
  }
  return [...wanted].sort((one, other) => other[1] - one[1]).map(([part]) => part);
}

// Hangul is taken apart, so that one wrong stroke is one wrong letter.
function spell(word) {
  return HANGUL.test(word) ? word.normalize("NFD") : word;
}

function slips(word) {
  if (word.length < (IS_SPACELESS.test(word) ? 2 : 3)) return false;
  return word.length > 7 ? 2 : 1;
}

function unpack(packed) {
  let number = -1;
  return Array.from(packed, (sign) => (number += sign.codePointAt(0) - NO_GAP));
}

export class Finder {
  // `loadPart` answers with a part of the texts by its number.
  constructor(MiniSearch, list, loadPart) {
    Object.assign(this, { MiniSearch, list, loadPart, parts: new Map() });
    this.titles = this.engine(["title", "summary", "words"], splitWords);
    this.titles.addAll(list.rows.map((row, id) => ({ id, title: row[1], summary: row[2], words: row[4] })));
  }

  engine(fields, tokenize) {
    return new this.MiniSearch({ fields, tokenize, processTerm: spell });
  }

  // Answers at once with what the list and the parts that are there already know.
  find(query, now) {
    const words = typedWords(query);
    const hits = new Map();
    const known = new Set();
    for (const word of words) this.findWord(word, false, hits, known);
    for (const word of words) if (!known.has(word)) this.findWord(word, true, hits, known);
    const read = words.filter((word) => known.has(word) || this.isRead(word));
    return this.ranked(hits, read, query, now);
  }

  // Loads the parts that this query needs; answers with whether all of them came.
  async load(query) {
    const wanted = wantedParts(typedWords(query), this.list.parts).filter((part) => !this.parts.has(part));
    const loads = wanted.slice(0, MOST_PARTS).map(async (part) => this.takePart(part, await this.loadPart(part)));
    return (await Promise.allSettled(loads)).every((load) => load.status === "fulfilled");
  }

  takePart(number, part) {
    if (part.of !== this.list.of) throw new Error("this part belongs to another list");
    const texts = new Map();
    for (const [word, items] of Object.entries(part.words)) {
      for (const id of unpack(items)) texts.set(id, texts.has(id) ? `${texts.get(id)} ${word}` : word);
    }
    const engine = this.engine(["text"], (text) => text.split(" "));
    engine.addAll([...texts].map(([id, text]) => ({ id, text })));
    this.parts.set(number, engine);
  }

  isRead(word) {
    return this.parts.has(partOf(word, this.list.parts));
  }

  findWord(word, isFuzzy, hits, known) {
    const take = (engine, weight, options) => {
      for (const found of engine.search(word, { tokenize: (text) => [text], fuzzy: isFuzzy && slips, ...options })) {
        const hit = hits.get(found.id) || { score: 0, words: new Set() };
        hit.score += found.score * weight;
        hit.words.add(word);
        hits.set(found.id, hit);
        known.add(word);
      }
    };
    take(this.titles, 1, { prefix: true, boost: { title: 4, words: 2 } });
    const part = this.parts.get(partOf(word, this.list.parts));
    if (part) take(part, TEXT_WEIGHT, { prefix: word.length >= PREFIX });
  }

  // Alerts that are over come after all that still holds.
  ranked(hits, words, query, now) {
    const share = (hit) => words.filter((word) => hit.words.has(word)).length / words.length;
    let found = [...hits].filter(([, hit]) => share(hit) === 1);
    const isPartly = !found.length && words.length > 1;
    if (isPartly) found = [...hits].filter(([, hit]) => share(hit) >= ENOUGH);
    const results = found.map(([id, hit]) => this.result(id, now, hit.score * (isPartly ? share(hit) : 1)));
    for (const result of results) result.score *= closeness(result, query);
    results.sort((one, other) => one.isPast - other.isPast || other.score - one.score || one.id - other.id);
    return { results, isPartly: isPartly && results.length > 0 };
  }

  result(id, now, score) {
    const [address, title, summary, kind, words, lang = "", from = "", until = ""] = this.list.rows[id];
    const isPast = until !== "" && now >= Date.parse(until);
    const phase = isPast ? this.list.phases[1] : from && now < Date.parse(from) ? this.list.phases[0] : "";
    return { id, address, title, about: summary || words, lang, phase, isPast, kind: this.list.kinds[kind], score };
  }
}

// Marks do not hinder finding, but who types them wants the name that has them; best is a title that begins like this.
function closeness(result, query) {
  const exact = query.trim().normalize("NFC").toLowerCase();
  const at = fold(result.title).indexOf(fold(exact));
  if (at < 0) return 1;
  return (result.title.toLowerCase().includes(exact) ? 4 : 2.5) * (at === 0 ? 1.5 : 1);
}
