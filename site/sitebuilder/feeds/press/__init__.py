"""The press for machines: feeds of one language, the texts by themselves, the news sitemap, and the signed ledger."""

from .atom import draft_atom
from .json_feed import draft_json_feed
from .ledger import draft_ledger
from .news import draft_news_sitemap
from .texts import draft_release_texts

__all__ = ["draft_atom", "draft_json_feed", "draft_ledger", "draft_news_sitemap", "draft_release_texts"]
