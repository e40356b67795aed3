"""What HueCity publishes: frozen items that answer questions about themselves. Standard library only."""

from ..changes import KINDS
from .alert import Alert, Area, Discharge, Measurement, Span, Storm
from .attraction import Attraction
from .city import Bounds, City, Hotline, Removal, River, Station, Ticket, Ward
from .event import Event, Occurrence
from .item import Item, Shown, Text, TextState
from .opening_hours import OpeningHours
from .page import Page
from .press import Attachment, Correction, PressRelease
from .service import Service
from .site import Site

__all__ = [
    "KINDS",
    "Alert",
    "Area",
    "Attachment",
    "Attraction",
    "Bounds",
    "City",
    "Correction",
    "Discharge",
    "Event",
    "Hotline",
    "Item",
    "Measurement",
    "Occurrence",
    "OpeningHours",
    "Page",
    "PressRelease",
    "Removal",
    "River",
    "Service",
    "Shown",
    "Site",
    "Span",
    "Station",
    "Storm",
    "Text",
    "TextState",
    "Ticket",
    "Ward",
]
