"""Reading the interface words of locales/<locale>/LC_MESSAGES/messages.po."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from ..errors import CatalogError
from .locales import KNOWN_LOCALES

MESSAGE_LOCALE = "en"  # message ids are English, so English needs no catalogue


@dataclass(frozen=True, slots=True)
class Catalog:
    """One language's words: translations for templates, and the set of message ids that have one."""

    locale: str
    translations: NullTranslations
    known: frozenset[str]

    def has(self, message: str) -> bool:
        return self.locale == MESSAGE_LOCALE or message in self.known


class Catalogs(Mapping[str, Catalog]):
    """All catalogues by locale id, each read when it is first asked for: a small build needs only one of them."""

    def __init__(self, root: Path) -> None:
        self.root, self.read = root, dict[str, Catalog]()

    def __getitem__(self, locale: str) -> Catalog:
        if locale not in self.read:
            self.read[locale] = load_catalog(self.root, locale)
        return self.read[locale]

    def __iter__(self) -> Iterator[str]:
        return (locale.id for locale in KNOWN_LOCALES)

    def __len__(self) -> int:
        return len(KNOWN_LOCALES)


def load_catalog(root: Path, locale: str) -> Catalog:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po
    from babel.support import Translations

    if locale == MESSAGE_LOCALE:
        return Catalog(locale, NullTranslations(), frozenset())
    path = root / locale / "LC_MESSAGES" / "messages.po"
    try:
        with path.open("rb") as source:
            catalog = read_po(source, locale=locale, abort_invalid=True)
    except (OSError, PoFileError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path}: cannot be read: {error}") from None
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    known = {ids(message.id) for message in catalog if message.id and is_whole(message.string) and not message.fuzzy}
    return Catalog(locale, Translations(compiled), frozenset(known))


def ids(message_id: str | tuple[str, ...] | list[str]) -> str:
    """The singular, which is what a message is looked up by."""
    return message_id if isinstance(message_id, str) else message_id[0]


def is_whole(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) if isinstance(string, str) else bool(string) and all(string or ())
