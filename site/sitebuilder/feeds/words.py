"""From text to the words that are searched; assets/find.js does the same in the browser, and tests compare the two."""

import re
import unicodedata
from collections.abc import Iterable

MARKS = re.compile("[\u0300-\u036f]")
OWN_LETTERS = (("đ", "d"), ("œ", "oe"), ("æ", "ae"))  # letters that Unicode does not take apart
TOKEN = re.compile(r"[^\W_]+")
# Kana, Chinese characters and Hangul: written without spaces, or, in Korean, with endings that stick to the word.
SPACELESS = "\u3005\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7a3"
RUN = re.compile(f"([{SPACELESS}]+)|[^{SPACELESS}]+")
PREFIX = 3  # words that begin alike lie in one part, so that it answers for the beginning of a word too


def fold(text: str) -> str:
    """What stays of a text when capitals, marks and widths of letters do not matter: Đại Nội becomes dai noi."""
    if text.isascii():
        return text.lower()
    text = MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    for letter, plain in OWN_LETTERS:
        text = text.replace(letter, plain)
    return unicodedata.normalize("NFC", text)


def split_words(text: str) -> Iterable[str]:
    """Folded words; where a script has no spaces every two neighbouring characters, and the last one alone."""
    for token in TOKEN.findall(fold(text)):
        if token.isascii():
            yield token
            continue
        for run in RUN.finditer(token):
            if run[1] is None:
                yield run[0]
            else:
                yield from map(str.__add__, run[1], [*run[1][1:], ""])


def part_of(word: str, count: int) -> int:
    """Which of `count` parts holds a word: FNV-1a over its first letters."""
    number = 0x811C9DC5
    for letter in word[:PREFIX]:
        number = (number ^ ord(letter)) * 0x01000193 & 0xFFFFFFFF
    return number % count
