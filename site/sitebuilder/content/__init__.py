"""Reading and checking what the editors wrote; with i18n the only part that opens source files."""

from .items import read_body
from .loader import load_site

__all__ = ["load_site", "read_body"]
