"""The Markdown of content as HTML: CommonMark with tables, raw HTML and dangerous links left out by the engine."""

from functools import cache
from typing import Any

EXTENSIONS = ("table", "autolink")


def to_html(body: str) -> str:
    """What the engine makes of it; every < and quote that is not of its own making comes out escaped."""
    return convert(body, 0)


def to_faithful_html(body: str) -> str:
    """With raw HTML and dangerous links as written: for telling an editor what is wrong, never for a page."""
    import cmarkgfm.cmark

    return convert(body, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)


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
