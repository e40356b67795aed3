"""Markdown of content to HTML: CommonMark with tables through a C engine, own links made relative, raw HTML left out."""

import re

OWN_LINK = re.compile(r'(<a href=")/(?!/)')
OWN_IMAGE = re.compile(r'(<img src=")/(?!/)')
MEDIA = "media/"  # pictures of items live here, once for all languages


def markdown_to_html(body: str, base: str) -> str:
    """`base` leads from the page up to its language; links in content are written from there, with a slash in front."""
    import cmarkgfm

    if not body:
        return ""
    html: str = cmarkgfm.markdown_to_html_with_extensions(body, extensions=["table", "autolink"])
    if 'href="/' in html:
        html = OWN_LINK.sub(rf"\1{base}", html)
    if 'src="/' in html:
        html = OWN_IMAGE.sub(rf"\1{base}../{MEDIA}", html)
    return html.replace("<table>", '<div class="table" tabindex="0"><table>').replace("</table>", "</table></div>")
