"""Which passwords are good enough, and how they are kept: long, not common, and never what others know of you."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from ...errors import WrongFieldError
from ...keys import Keys
from .breached import is_breached

MIN_CHARACTERS = 15  # NIST SP 800-63B-4 for a password that stands alone
MAX_CHARACTERS = 128  # NIST: at least 64; the limit only keeps out what is no password
GUESSABLE_PARTS = 3  # "password" + "123456789" is two parts, however long it looks
STRANGE_CHARACTER_PARTS = 2
RUNS = ("0123456789", "9876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv")
SIGNS_AS_LETTERS = str.maketrans("@$đ", "asd")
DIGITS_AS_LETTERS = str.maketrans("431057", "aeiost")
SPACES_AND_SIGNS = re.compile(r"[\s!-/:-@\[-`{-~]")
# argon2id, 19 MiB, two passes, one lane (OWASP); made from 32 random bytes, so nobody's password fits
DUMMY_HASH = "$argon2id$v=19$m=19456,t=2,p=1$e2vl/XYChg/P1phfMM9i0Q$k8ar7cJMtMBdTD8oUqieWRHz1AkXyaIJbXkXsFJAakQ"


def check_password(text: str, personal: Sequence[str] = ()) -> str:
    """The password as it is kept (NFC, nothing else changed); WrongFieldError. `personal`: what others know of them."""
    password = unicodedata.normalize("NFC", text)
    if len(password) < MIN_CHARACTERS:
        raise WrongFieldError("password-short", f"use at least {MIN_CHARACTERS} characters: four or five words do well")
    if len(password) > MAX_CHARACTERS:
        raise WrongFieldError("password-long", f"use at most {MAX_CHARACTERS} characters")
    folded = fold(password)[:MAX_CHARACTERS]  # some signs unfold to eighteen letters, and looking at them all takes minutes
    if is_breached(password) or count_parts(folded, personal) <= GUESSABLE_PARTS:
        raise WrongFieldError(
            "password-common", "this is among the first that others would try: add words that only you think of"
        )
    return password


def fold(text: str) -> str:
    """Without case, marks, spaces and signs, which make a common word no better: "M@t Khẩu!" -> "matkhau"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(SIGNS_AS_LETTERS))
    return SPACES_AND_SIGNS.sub("", "".join(one for one in plain if not unicodedata.combining(one)))


def count_parts(folded: str, personal: Sequence[str]) -> int:
    """The least number of guessable parts that make up a text: common words, runs of keys, repetitions, years."""
    known = common_words() | {fold(word) for text in personal for word in [text, *text.split()] if len(word) > 2}
    least = [0] + [10**6] * len(folded)
    for end in range(1, len(folded) + 1):
        least[end] = least[end - 1] + STRANGE_CHARACTER_PARTS
        for start in range(end - 2):
            part = folded[start:end]
            if least[start] + 1 < least[end] and is_guessable(part, known):
                repeats = folded[:start].endswith(part)  # saying it again makes it no better
                least[end] = least[start] + (0 if repeats else 1)
    return least[-1]


def is_guessable(part: str, known: frozenset[str] | set[str]) -> bool:
    if part in known or part.translate(DIGITS_AS_LETTERS) in known:
        return True
    is_year = len(part) == 4 and part[:2] in ("19", "20") and part.isdigit()
    return is_year or len(list(groupby(part))) == 1 or any(part in run for run in RUNS)


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    lines = Path(__file__).with_name("common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())


def hash_password(keys: Keys, password: str) -> str:
    """Argon2id over a keyed hash: without the pepper, a stolen table cannot even be tried out."""
    return hash_keyed(keys.hash("password", unicodedata.normalize("NFC", password)))


def is_password(keys: Keys, kept: str, password: str) -> bool:
    """Whether this is the password; takes the same time for everybody, also for DUMMY_HASH."""
    return is_keyed(kept, keys.hash("password", unicodedata.normalize("NFC", password)))


def hash_keyed(keyed: str) -> str:
    """Argon2id over what a key of its own use has made of a secret."""
    hashed: str = hasher().hash(keyed)
    return hashed


def is_keyed(kept: str, keyed: str) -> bool:
    from argon2.exceptions import VerifyMismatchError

    try:
        return bool(hasher().verify(kept, keyed))
    except VerifyMismatchError:
        return False


def needs_rehash(kept: str) -> bool:
    """Whether this was made with other parameters than today's."""
    return bool(hasher().check_needs_rehash(kept))


@lru_cache(maxsize=1)
def hasher() -> Any:
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
