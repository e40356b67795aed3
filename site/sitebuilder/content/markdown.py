"""What Markdown in content may hold: no HTML, no headings of the first level, links that lead somewhere known."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from ..commonmark import to_faithful_html, to_html

# Without any of these signs there is neither link, image, raw HTML nor first heading, and nothing has to be rendered.
SIGNS = ("](", "]:", "<", "=", ":/", "xmpp:")
LONE_HASH = re.compile(r"#(?<!##)(?!#)")
# Exact, because it looks at what the engine has made: all other < and quotes are escaped there.
PART = re.compile(r'<(?:(h1)>|(!)--|(a|img) (?:href|src)="([^"]*)")')
CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.S)
RAW_HTML = re.compile(r"<(?![a-zA-Z][a-zA-Z0-9+.-]*:)[a-zA-Z/!?][^>]*>?")
SCHEME = re.compile(r"//|[a-z][a-z0-9+.-]*:", re.I)
ELSEWHERE = re.compile(r"https?://[^\s/?#]+|mailto:[^@]+@[^@]+$|tel:\+?[\d.()-]+$", re.I)
HEADING = ("a heading of the first level", "## and below; the title is the first")
OWN = "a path of this site begins with a slash, such as /attractions/dai-noi/"
OTHERS = "https:, mailto:, tel: or a path of this site such as /attractions/dai-noi/"


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or the address of an image, as a browser would follow it."""

    target: str
    is_image: bool = False

    def __str__(self) -> str:
        return f"{'image' if self.is_image else 'link to'} {unquote(self.target)!r}"


def inspect(body: str) -> tuple[list[tuple[str, str]], list[Link]]:
    """[(problem, allowed)] for what may not be published, and the links and images that lead to the site itself."""
    if not any(sign in body for sign in SIGNS) and not LONE_HASH.search(body):
        return [], []
    html, problems, own = to_html(body), [], []
    parts = PART.findall(html)
    if any(heading for heading, *_ in parts):
        problems.append(HEADING)
    if any(raw for _, raw, *_ in parts):
        problems.append((f"raw HTML {find_raw_html(body)!r}", "Markdown only"))
    if any(tag and not target for *_, tag, target in parts):  # the engine has taken a dangerous target out
        parts = PART.findall(to_faithful_html(body))
    for *_, tag, target in parts:
        if tag:
            link = Link(unescape(target), tag == "img")
            if allowed := what_instead(link):
                problems.append((f"{link}{' is not an image of the site' if link.is_image else ''}", allowed))
            elif link.target.startswith("/"):
                own.append(link)
    return problems, own


def what_instead(link: Link) -> str:
    """What an editor may write instead of a target that is not allowed; empty for one that is."""
    is_elsewhere = SCHEME.match(link.target)
    if link.is_image:
        return "" if link.target.startswith("/") and not is_elsewhere else "/path/of/an/attraction/picture.svg"
    if is_elsewhere:
        return "" if ELSEWHERE.match(link.target) else OTHERS
    if "#" in link.target:
        return "a whole page: its headings have no addresses of their own"
    return "" if link.target.startswith("/") else OWN


def find_raw_html(body: str) -> str:
    """The piece to show to the editor; the engine only tells that there is one."""
    match = RAW_HTML.search(CODE.sub("", body)) or RAW_HTML.search(body)
    return match[0][:40] if match else "<"
