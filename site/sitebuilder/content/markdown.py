"""What Markdown in content may hold: no HTML, no headings of the first level, links that lead somewhere known."""

import re
from collections.abc import Iterator

LINK = re.compile(r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\]]*\])*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
REFERENCE = re.compile(r"(?m)^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)")
AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]*:[^>\s]*)>")
RAW_HTML = re.compile(r"<(?:[a-zA-Z/!?])[^>]*>?")
CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.S)
FIRST_LEVEL = re.compile(r"(?m)^(?:#\s|[^\n]+\n=+\s*$)")
SCHEMES = ("https://", "http://", "mailto:", "tel:")


def find_problems(body: str) -> Iterator[tuple[str, str]]:
    """(problem, allowed) for everything in `body` that may not be published, links to own pages aside."""
    if not body:
        return
    prose = CODE.sub("", body)
    if "<" in prose:
        without_links = AUTOLINK.sub("", prose)
        if match := RAW_HTML.search(without_links):
            yield f"raw HTML {match[0][:40]!r}", "Markdown only"
    if FIRST_LEVEL.search(prose):
        yield "a heading of the first level", "## and below; the title is the first"
    for is_image, target in links(prose):
        scheme = target.split(":", 1)[0].lower() if ":" in target.split("/", 1)[0] else ""
        if is_image and not target.startswith("/"):
            yield f"image {target!r} is not an image of the site", "/path/of/an/attraction/picture.svg"
        elif scheme and not target.lower().startswith(SCHEMES):
            yield f"link to {target!r}", "https:, mailto:, tel: or a path of this site such as /attractions/dai-noi/"
        elif not scheme and not target.startswith(("/", "#")):
            yield f"link to {target!r}", "a path of this site begins with a slash, such as /attractions/dai-noi/"


def links(prose: str) -> Iterator[tuple[bool, str]]:
    """(is it an image, target) of every link in Markdown without its code."""
    if "](" in prose:
        for match in LINK.finditer(prose):
            yield bool(match[1]), match[3]
            if "](" in match[2]:
                yield from links(match[2] + ")" if match[2].count("(") > match[2].count(")") else match[2])
    if "]:" in prose:
        for match in REFERENCE.finditer(prose):
            yield False, match[1]
    if "<" in prose:
        for match in AUTOLINK.finditer(prose):
            yield False, match[1]


def own_paths(body: str) -> Iterator[tuple[bool, str]]:
    """(is it an image, path without its #part) of every link to the site itself."""
    if "](" not in body and "]:" not in body:
        return
    for is_image, target in links(CODE.sub("", body)):
        if target.startswith("/"):
            yield is_image, target.split("#", 1)[0]
