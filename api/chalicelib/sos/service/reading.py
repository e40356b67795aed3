"""What somebody in danger has typed, read so that nothing but a missing number or place is ever refused."""

from ...errors import WrongFieldError
from ...reports.model.catalogue import wards
from ..model.details import NEEDS, Need, News, Whereabouts
from ..model.requests import CallToMake, NewsToTell, WhereToGo


def read_place(given: WhereToGo, at: int) -> Whereabouts:
    """A place outside of the city counts as well: phones err, and rivers know no border."""
    address = given.address.strip()
    has_point = given.lat is not None and given.long is not None
    ward = given.ward if given.ward in wards() else ""
    if not (has_point or ward or address):
        raise WrongFieldError("place-missing", "please say where you are: by the button, the ward or in words")
    lat, long, accuracy = (given.lat, given.long, given.accuracy) if has_point else (None, None, 0)
    return Whereabouts(at, lat, long, accuracy, ward, address)


def read_needs(given: list[Need]) -> tuple[Need, ...]:
    return tuple(one for one in NEEDS if one in given)


def news_of_call(body: CallToMake, place: Whereabouts) -> News:
    return News(
        place=place,
        water=body.water,
        people=body.people,
        needs=read_needs(body.needs),
        battery=body.battery,
        words=body.words.strip(),
    )


def news_of(body: NewsToTell, place: Whereabouts | None) -> News:
    return News(
        place=place,
        water=body.water,
        people=body.people,
        needs=None if body.needs is None else read_needs(body.needs),
        battery=body.battery,
        words=body.words.strip(),
        says_safe=body.safe,
    )
