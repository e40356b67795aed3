"""One structure for both formats: a list or a record under its name, written as XML or as JSON."""

import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec

from ....errors import ApiError

MEDIA_TYPES = {"xml": "text/xml", "json": "application/json"}
ONE_OF = {  # what each member of a list is called in XML; JSON has bare lists (the "Spark convention")
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
}
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MOST_BYTES = 5_000_000  # a function may answer with six million


@dataclass(frozen=True, slots=True)
class Document:
    """`value`: texts, numbers, truths, records (dict) and lists of them."""

    name: str
    value: Any


class TooMuchError(ApiError):
    status_code, code, title = 400, "too-much", "This is too much for one answer: please ask for less with page_size"


def encode(document: Document, written_as: str) -> str:
    text = to_json(document) if written_as == "json" else to_xml(document)
    if len(text.encode()) > MOST_BYTES:
        raise TooMuchError
    return text


def media_type(document: Document, written_as: str) -> str:
    """The discovery alone has a bare one, as its own standard shows."""
    return MEDIA_TYPES[written_as] + ("" if document.name == "discovery" else "; charset=utf-8")


def to_json(document: Document) -> str:
    return msgspec.json.encode(document.value).decode()


def to_xml(document: Document) -> str:
    root = Element(document.name)
    fill(root, document.value)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode")


def fill(element: Element, value: Any) -> None:
    if isinstance(value, dict):
        for name, one in value.items():
            fill(SubElement(element, name), one)
    elif isinstance(value, list):
        for one in value:
            fill(SubElement(element, ONE_OF[element.tag]), one)
    else:
        element.text = NOT_IN_XML.sub("", in_words(value))


def in_words(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
