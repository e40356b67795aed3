"""Languages: which there are, their words, how they write numbers and dates, and alerts said in all of them."""

from .catalogs import Catalog, Catalogs, Words, read_all_words
from .formats import Formats
from .hours import tell_hours
from .labels import LABELS
from .locales import KNOWN_LOCALES, LOCALE_IDS, TAG_OF, Locale, chosen_locales, locale_of_tag
from .phrases import AlertText, check_phrase_book, tell_alert
from .report_names import load_report_names

__all__ = [
    "KNOWN_LOCALES",
    "LABELS",
    "LOCALE_IDS",
    "TAG_OF",
    "AlertText",
    "Catalog",
    "Catalogs",
    "Formats",
    "Locale",
    "Words",
    "check_phrase_book",
    "chosen_locales",
    "load_report_names",
    "locale_of_tag",
    "read_all_words",
    "tell_alert",
    "tell_hours",
]
