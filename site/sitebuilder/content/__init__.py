"""Reading and checking what the editors wrote; with i18n the only part that opens source files."""

from .items import read_bodies
from .loader import Reading, load_site, update_site
from .pictures import draft_media

__all__ = [
    "Reading",
    "draft_media",
    "load_site",
    "read_bodies",
    "update_site",
]
