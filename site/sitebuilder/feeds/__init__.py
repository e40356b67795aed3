"""What machines read: the sitemap, and what the search looks through. Pure, like render."""

from .search import draft_search, draft_search_parts, index_texts, search_parts
from .sitemap import draft_sitemap
from .texts import TextIndex

__all__ = ["TextIndex", "draft_search", "draft_search_parts", "draft_sitemap", "index_texts", "search_parts"]
