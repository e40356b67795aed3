"""What an SVG drawing may hold: shapes and their looks, and nothing that runs, moves, or leads elsewhere."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.parsers import expat

SVG, XML = "http://www.w3.org/2000/svg", "http://www.w3.org/XML/1998/namespace"
ELEMENTS = frozenset(
    "svg g path circle ellipse rect line polyline polygon text tspan title desc defs "
    "linearGradient radialGradient stop clipPath mask".split()
)
ATTRIBUTES = frozenset(
    "id class version role aria-label aria-labelledby aria-hidden viewBox preserveAspectRatio width height transform "
    "x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy d points pathLength rotate textLength lengthAdjust "
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-dasharray stroke-dashoffset opacity color display visibility overflow paint-order vector-effect "
    "shape-rendering text-rendering clip-path clip-rule clipPathUnits mask mask-type maskUnits maskContentUnits "
    "gradientUnits gradientTransform spreadMethod offset stop-color stop-opacity "
    "font-family font-size font-style font-weight letter-spacing text-anchor dominant-baseline".split()
)
ELSEWHERE = re.compile(r"\\|(?:url|image|image-set|src|var|attr)\s*\((?!#[\w-]+\))", re.I)


def find_strange_parts(content: bytes) -> list[str]:
    """What an editor has to take out of the drawing, each kind of thing once; the first mistake where it is no XML."""
    found: dict[str, None] = {}
    try:
        parse(content.decode("utf-8"), found)
    except UnicodeDecodeError as error:
        return [f"is not UTF-8 (byte {error.start + 1})"]
    except expat.ExpatError as error:
        if not found:  # what we refuse ends the reading, too
            return [f"is not valid XML: line {error.lineno}: {expat.ErrorString(error.code)}"]
    return list(found)


def parse(drawing: str, found: dict[str, None]) -> None:
    """Notes in `found` what may not be there; a document type is not read any further."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def element(name: str, attributes: Mapping[str, str]) -> None:
        for problem in strange_in_element(name, attributes):
            found.setdefault(problem)

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            found.setdefault(f"says that it is {encoding}, not UTF-8")

    def refused(what: str) -> Any:
        return lambda *_: found.setdefault(f"holds {what}")

    def doctype(*_: Any) -> None:
        found.setdefault("holds a document type (<!DOCTYPE)")
        raise expat.ExpatError

    parser.StartElementHandler = element
    parser.XmlDeclHandler = declaration
    parser.ProcessingInstructionHandler = refused("an instruction (<?)")
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(drawing.removeprefix("\ufeff"), True)


def strange_in_element(name: str, attributes: Mapping[str, str]) -> Iterable[str]:
    namespace, _, local = name.rpartition(" ")
    if local not in ELEMENTS:
        yield f"holds a script or another strange element: {local!r}"
    elif namespace != SVG:
        yield f"holds {local!r} without xmlns={SVG!r}"
    for attribute, value in attributes.items():
        if attribute not in ATTRIBUTES and attribute != f"{XML} space":
            yield f"holds the strange attribute {attribute.rpartition(' ')[2]!r}"
        elif ELSEWHERE.search(value):
            yield f"holds a link to elsewhere: {value[:40]!r}"
