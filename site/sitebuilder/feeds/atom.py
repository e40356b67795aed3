"""What all our Atom feeds (RFC 4287) share: how an element is added, and instants that tell entries apart."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, SubElement

ATOM = "http://www.w3.org/2005/Atom"


def add(parent: Element, name: str, text: str = "", **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text or None


def tell_apart(newest_first: Iterable[datetime]) -> Iterator[datetime]:
    """The same instants, no two alike: readers sort by them, and the W3C's checker warns of two that are the same."""
    last = None
    for instant in newest_first:
        last = instant if last is None or instant < last else last - timedelta(seconds=1)
        yield last
