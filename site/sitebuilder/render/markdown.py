"""The body of a page: Markdown as HTML, its own links made relative, those to what is not public yet left as plain words."""

import re
from collections.abc import Iterable

from ..commonmark import to_html

OWN_LINK = re.compile(r'(<a href=")/(?!/)')
OWN_IMAGE = re.compile(r'(<img src=")/(?!/)')
MEDIA = "media/"  # pictures of items live here, once for all languages


def markdown_to_html(body: str, base: str, hidden: Iterable[str] = ()) -> str:
    """`base` leads from the page up to its language; links in content are written from there, with a slash in front.

    Links to the `hidden` addresses lose their target and keep their words.
    """
    if not body:
        return ""
    html = to_html(body)
    for address in hidden:
        html = re.sub(rf'<a href="/{re.escape(address)}"[^>]*>(.*?)</a>', r"\1", html, flags=re.S)
    if 'href="/' in html:
        html = OWN_LINK.sub(rf"\1{base}", html)
    if 'src="/' in html:
        html = OWN_IMAGE.sub(rf"\1{base}../{MEDIA}", html)
    return html.replace("<table>", '<div class="table" tabindex="0"><table>').replace("</table>", "</table></div>")
