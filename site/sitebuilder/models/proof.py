"""What a release's words are proven by: their canonical form, and the chained list of all that was ever public."""

import hashlib
import re
import unicodedata

WHITE_SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")  # Unicode's own property


def plain_text(title: str, summary: str, words: str) -> str:
    """A text as it is read, without any marks: what the file beside a release holds. `words` are those of the body."""
    return "\n\n".join(part for part in (title, summary, words) if part) + "\n"


def canonical(text: str) -> str:
    """The form that is hashed: NFC, each run of white space as one space, none at the ends; lines do not count."""
    return WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def sha256_of(text: str) -> str:
    """64 hex digits over the canonical form in UTF-8."""
    return hashlib.sha256(canonical(text).encode()).hexdigest()
