"""The Markdown of content as HTML: CommonMark with tables, raw HTML and dangerous links left out by the engine."""

import re
from functools import cache
from html import unescape
from typing import Any

EXTENSIONS = ("table", "autolink")
# Exact, because what the engine has made has no other < and >; each of its blocks begins on a line of its own.
CELLS, TAG = re.compile(r"</(t[dh])>\n<\1"), re.compile(r"<[^>]*>")


def to_html(body: str) -> str:
    """What the engine makes of it; every < and quote that is not of its own making comes out escaped."""
    return convert(body, 0)


def to_faithful_html(body: str) -> str:
    """With raw HTML and dangerous links as written: for telling an editor what is wrong, never for a page."""
    import cmarkgfm.cmark

    return convert(body, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)


def to_plain_text(body: str) -> str:
    """The words alone as readers see them: a line for each block, cells of a table side by side, links without targets."""
    lines = unescape(TAG.sub("", CELLS.sub(r"</\1>\t<\1", to_html(body)))).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def convert(body: str, options: int) -> str:
    """As cmarkgfm's own function does it, but what the engine has allocated for a text is given back to it."""
    from cmarkgfm import cmark

    extensions, lib, string, free_tree, free_text = engine()
    parser = cmark.parser_new(options)
    try:
        for extension in extensions:
            cmark.parser_attach_syntax_extension(parser, extension)
        cmark.parser_feed(parser, body)
        tree = cmark.parser_finish(parser)
        text = lib.cmark_render_html(tree, options, cmark.parser_get_syntax_extensions(parser))
        html: str = string(text).decode()
        free_tree(tree)
        free_text(text)
        return html
    finally:
        cmark.parser_free(parser)


@cache
def engine() -> tuple[Any, ...]:
    """The extensions, the library below cmarkgfm, its way to read text, and two ways to free that cmarkgfm leaves unused.

    Its own function keeps the tree and the text of every page for ever, some 20 KB (cmarkgfm issue 53).
    """
    import ctypes

    from cmarkgfm import _cmark, cmark

    def freeing(function: Any) -> Any:
        function.argtypes, function.restype = [ctypes.c_void_p], None
        return lambda pointer: function(int(_cmark.ffi.cast("uintptr_t", pointer)))

    cmark.core_extensions_ensure_registered()
    extensions = [cmark.find_syntax_extension(name) for name in EXTENSIONS]
    free_tree = freeing(ctypes.CDLL(_cmark.__file__).cmark_node_free)
    return extensions, _cmark.lib, _cmark.ffi.string, free_tree, freeing(ctypes.CDLL(None).free)
