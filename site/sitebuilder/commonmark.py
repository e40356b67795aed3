"""The Markdown of content as HTML: CommonMark with tables, raw HTML and dangerous links left out by the engine."""


def to_html(body: str) -> str:
    """What the engine makes of it; every < and quote that is not of its own making comes out escaped."""
    return convert(body, 0)


def to_faithful_html(body: str) -> str:
    """With raw HTML and dangerous links as written: for telling an editor what is wrong, never for a page."""
    import cmarkgfm.cmark

    return convert(body, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)


def convert(body: str, options: int) -> str:
    import cmarkgfm

    html: str = cmarkgfm.markdown_to_html_with_extensions(body, options, extensions=["table", "autolink"])
    return html
