"""The one list of languages that the site speaks."""

from dataclasses import dataclass

from ..errors import BuildError


@dataclass(frozen=True, slots=True)
class Locale:
    """`id` is Babel's and names files, `tag` (BCP 47) stands in addresses and html lang, `name` is its own."""

    id: str
    tag: str
    material: str
    name: str


KNOWN_LOCALES = (
    Locale("vi", "vi", "vi", "Tiếng Việt"),
    Locale("en", "en", "en", "English"),
    Locale("fr", "fr", "fr", "Français"),
    Locale("ja", "ja", "ja", "日本語"),
    Locale("ko", "ko", "ko", "한국어"),
    Locale("zh_Hans", "zh-Hans", "zh", "简体中文"),
)
LOCALE_IDS = tuple(locale.id for locale in KNOWN_LOCALES)
TAG_OF = {locale.id: locale.tag for locale in KNOWN_LOCALES}


def chosen_locales(tag: str | None) -> tuple[Locale, ...]:
    """The language of a tag alone, or all; BuildError with those that exist for a tag that is none of them."""
    try:
        return (locale_of_tag(tag),) if tag else KNOWN_LOCALES
    except KeyError:
        known = ", ".join(locale.tag for locale in KNOWN_LOCALES)
        raise BuildError(f"--locale: unknown language {tag!r} (allowed: {known})") from None


def locale_of_tag(tag: str) -> Locale:
    """The language of a BCP 47 tag or Babel id; KeyError for one that the site does not speak."""
    for known in KNOWN_LOCALES:
        if tag in (known.tag, known.id):
            return known
    raise KeyError(tag)
