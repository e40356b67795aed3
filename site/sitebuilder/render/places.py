"""Places to see as lists, tables and maps tell of them, so that the items themselves need not stay at hand."""

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from ..models import Attraction

if TYPE_CHECKING:
    from .view import View


class Place(NamedTuple):
    """An attraction as readers of one language find it among others; `stamp` changes with its card."""

    slug: str
    address: str
    title: str
    title_html: Markup
    category: str
    ward: str | None
    ticket: str | None
    latitude: float
    longitude: float
    distance_km: float
    unconfirmed: frozenset[str]
    stamp: str

    def is_confirmed(self, fact: str) -> bool:
        return fact not in self.unconfirmed


def take_places(view: "View") -> list[Place]:
    """In the order of the items."""
    return [place_of(view, view.site.look(("attractions", slug))) for slug in view.site.attractions]


def place_of(view: "View", item: Attraction) -> Place:
    return Place(
        item.slug,
        item.address,
        item.shown_in(view.locale.id).title,
        view.title_of(item),
        item.category,
        item.ward,
        item.ticket,
        item.latitude,
        item.longitude,
        item.distance_km,
        item.unconfirmed,
        view.card_stamp(item),
    )
