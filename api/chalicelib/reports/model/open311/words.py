"""The words that Open311 documents bring along themselves, in the readers' languages."""

from functools import lru_cache
from typing import get_args

from ....otp.model.codes import Language
from ..catalogue import Names, load

LANGUAGES: tuple[Language, ...] = get_args(Language)


@lru_cache(maxsize=1)
def words() -> dict[str, Names]:
    return load("open311.json", dict[str, Names])


def in_language(names: Names, language: Language) -> str:
    """Vietnamese is the source of all that is not translated yet."""
    return names.get(language) or names["vi"]


def say(word: str, language: Language, **told: str) -> str:
    return in_language(words()[word], language).format(**told)


def read_language(locale: str) -> Language:
    """Of a tag such as "en", "en_US" or "zh-Hans"; Vietnamese for those that we have not."""
    spoken = locale.replace("_", "-").partition("-")[0].lower()
    return next((one for one in LANGUAGES if one.partition("-")[0] == spoken), "vi")
