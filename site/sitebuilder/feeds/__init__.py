"""What machines read: the sitemap and the list that the search looks through. Pure, like render."""

from .search import draft_search
from .sitemap import draft_sitemap

__all__ = ["draft_search", "draft_sitemap"]
