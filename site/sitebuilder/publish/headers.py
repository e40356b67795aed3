"""What a web server must say of each file of the site: its content type, and how long a copy of it may be kept."""

from ..errors import PublishError
from ..models.press import ATTACHMENT_TYPES

CONTENT_TYPES = {
    **ATTACHMENT_TYPES,
    "csv": "text/csv; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "geojson": "application/geo+json",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "pem": "application/x-pem-file",
    "png": "image/png",
    "py": "text/x-python; charset=utf-8",
    "sig": "application/octet-stream",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
}
CAP_FOLDER, FEED = "alerts/cap/", "feed.xml"
FOR_EVER = "public, max-age=31536000, immutable"  # the name holds a hash of the content
LONG = "public, max-age=86400"
# An old copy is better than none while the origin is down; what it says of time is checked again in the browser.
SHORT = "public, max-age=300, stale-if-error=86400"
SHORTEST = "public, max-age=15, stale-if-error=86400"


def content_type(path: str) -> str:
    """By the ending of the name, but for feeds and alerts; PublishError for one that the site is not known to have."""
    if path.rpartition("/")[2] == FEED:
        return "application/atom+xml; charset=utf-8"
    if path.startswith(CAP_FOLDER):
        return "application/cap+xml; charset=utf-8"
    try:
        return CONTENT_TYPES[path.rpartition(".")[2]]
    except KeyError:
        raise PublishError(f"{path}: no content type is known for this ending (known: {', '.join(CONTENT_TYPES)})") from None


def cache_control(path: str) -> str:
    """How long browsers and caches may keep a file: alerts the shortest, hashed files for ever."""
    first, _, rest = path.partition("/")
    if first == "assets":
        return FOR_EVER
    if first == "media":
        return LONG
    return SHORTEST if first == "alerts" or rest.startswith("alerts/") else SHORT
