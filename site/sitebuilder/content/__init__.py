"""Reading and checking what the editors wrote; with i18n the only part that opens source files."""

from .items import read_body
from .loader import Reading, load_site, update_site
from .pictures import draft_pictures
from .scan import Folder, Signature, changed_folders, scan, signature

__all__ = [
    "Folder",
    "Reading",
    "Signature",
    "changed_folders",
    "draft_pictures",
    "load_site",
    "read_body",
    "scan",
    "signature",
    "update_site",
]
