"""Hiding what must not be read or seen in public: a report, one of its media, or a name in its words."""

import re

from ...errors import wrong_field
from .reports import Report, mask_private

WORD = re.compile(r"\w+")


def check_reason(text: str) -> None:
    """Everybody reads in the history why something is hidden."""
    if mask_private(text) != text:
        raise wrong_field("text", "reason-private", "everybody reads this reason: please leave out numbers and addresses")


def check_new_words(report: Report, public_text: str, reason: str) -> None:
    """The words that take the place of others; the reason repeats no name that they leave out."""
    if not public_text.strip():
        raise wrong_field("public_text", "words-missing", "please write the words that everybody may read instead")
    left_out = set(WORD.findall(report.public_text)) - set(WORD.findall(public_text))
    repeated = sorted(word for word in left_out & set(WORD.findall(reason)) if word[0].isupper())
    if repeated:
        told = f"everybody reads this reason: please leave out {', '.join(repeated)}"
        raise wrong_field("text", "reason-repeats", told)
