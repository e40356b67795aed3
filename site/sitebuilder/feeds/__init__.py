"""What machines read: the sitemap and the list that the search looks through. Pure, like render."""

from .search import render_search
from .sitemap import render_sitemap

__all__ = ["render_search", "render_sitemap"]
