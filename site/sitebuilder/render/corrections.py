"""What a release said before each of its corrections: since when, why, and word by word what was changed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from ..commonmark import to_plain_text
from ..i18n import TAG_OF
from ..models import PressRelease, proof
from .view import View

# A number is one word, so that 1.500 is replaced as a whole; signs of scripts without spaces are words of their own.
WORD = re.compile(r"\s+|\d+(?:[.,:/]\d+)*%?|[\u3040-\u30ff\u3400-\u9fff]|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class ToldCorrection:
    """`changes` and `former` are in the language `tag`, and HTML; empty where the text of this language was not touched."""

    at: str
    when: str
    reason: str
    reason_tag: str
    tag: str
    title: str = ""
    summary: str = ""
    former: str = ""
    changes: str = ""


def tell_corrections(view: View, item: PressRelease) -> list[ToldCorrection]:
    """The newest first, as readers of this language see them."""
    return [tell_correction(view, item, number) for number in reversed(range(len(item.corrections)))]


def tell_correction(view: View, item: PressRelease, number: int) -> ToldCorrection:
    correction, locale = item.corrections[number], item.shown_in(view.locale.id).body_locale
    at, when = correction.at.isoformat(), view.formats.instant(correction.at)
    reason_locale = view.locale.id if view.locale.id in correction.reason else "vi"
    told = (at, when, correction.reason[reason_locale], TAG_OF[reason_locale], TAG_OF[locale])
    if locale not in correction.former:
        return ToldCorrection(*told)
    before, after = item.before(number), item.before(number + 1)
    base = "../" * item.address.count("/")
    text = before.texts[locale]
    return ToldCorrection(
        *told,
        text.title,
        text.summary,
        Markup(view.body(before, locale, base)),
        mark_changes(words_of(view, before, locale), words_of(view, after, locale), view),
    )


def words_of(view: View, item: PressRelease, locale: str) -> str:
    """The plain text of a release in a locale."""
    text = item.texts[locale]
    return proof.plain_text(text.title, text.summary, to_plain_text(view.read_body(item, locale) if text.has_body else ""))


def mark_changes(before: str, after: str, view: View) -> Markup:
    """Paragraphs with what was taken out and put in; paragraphs without a change are left out."""
    old, new = paragraphs(before), paragraphs(after)
    made = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            parts = compare_words("\n".join(old[start:end]), "\n".join(new[new_start:new_end]))
            made.append(Markup("<p>{}</p>\n").format(Markup("").join(mark(view, *part) for part in parts)))
    return Markup("").join(made)


def paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def compare_words(before: str, after: str) -> Iterable[tuple[str, str]]:
    """(element, words) in order: del for what was taken out, ins for what was put in, nothing for what stayed."""
    old, new = WORD.findall(before), WORD.findall(after)
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "", "".join(old[start:end])
            continue
        for element, words in (("del", old[start:end]), ("ins", new[new_start:new_end])):
            if words:
                yield element, "".join(words)


def mark(view: View, element: str, words: str) -> Markup:
    """Many screen readers pass over <del> and <ins>, so each begins with a word that only they see."""
    text = Markup("<br>").join(map(escape, words.split("\n")))
    if not element:
        return text
    label = view.translate("taken out:") if element == "del" else view.translate("put in:")
    said = Markup('<span class="hidden" lang="{}">{} </span>').format(view.locale.tag, label)
    return Markup(f"<{element}>{{}}{{}}</{element}>").format(said, text)


def correction_stamps(item: PressRelease) -> Sequence[str]:
    """Changes with the corrections that the public may see; what they say is part of the facts."""
    return [correction.at.isoformat() for correction in item.corrections]
