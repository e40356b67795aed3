"""What a call for help says: how high the water is, who is there and where. All of it is personal and kept sealed."""

from typing import Literal, get_args

import msgspec

from ...otp.model.codes import Language

Water = Literal["none", "ankle", "knee", "waist", "chest", "roof"]
WATERS: tuple[Water, ...] = get_args(Water)
Need = Literal["infants", "injured", "elderly", "pregnant", "disabled"]
NEEDS: tuple[Need, ...] = get_args(Need)
MOST_KEPT = 10  # places and words that the desk sees at once; the history has them all


class Whereabouts(msgspec.Struct, frozen=True):
    """A point with its accuracy in metres, a ward, an address in words: what of them is known."""

    at: int
    lat: float | None = None
    long: float | None = None
    accuracy: int = 0
    ward: str = ""
    address: str = ""
    is_from_first: bool = True


class Words(msgspec.Struct, frozen=True):
    at: int
    text: str


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What one message says; what it does not speak of stays as it was."""

    place: Whereabouts | None = None
    water: Water | None = None
    people: int | None = None
    needs: tuple[Need, ...] | None = None
    battery: int | None = None
    words: str = ""
    says_safe: bool = False


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of the history has: the news of who called, or the words of an officer."""

    news: News | None = None
    text: str = ""


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known, places and words newest first. `answer`: what an officer said last to who called.

    `says_safe`: another browser than the first said so, which only an officer may believe.
    """

    phone: str
    language: Language
    water: Water
    people: int
    needs: tuple[Need, ...] = ()
    battery: int | None = None
    places: tuple[Whereabouts, ...] = ()
    words: tuple[Words, ...] = ()
    answer: str = ""
    says_safe: bool = False


def merge(known: Details, news: News, at: int, is_first: bool) -> Details:
    """Who did not make the call may make it graver, but never less so: anybody could know a telephone number."""
    needs = known.needs if news.needs is None else news.needs
    water, people = news.water or known.water, news.people or known.people
    if not is_first:
        needs = tuple(one for one in NEEDS if one in (*known.needs, *needs))
        water, people = graver(known.water, water), max(known.people, people)
    return msgspec.structs.replace(
        known,
        water=water,
        people=people,
        needs=needs,
        battery=known.battery if news.battery is None or not is_first else news.battery,
        places=places_after(known, news, is_first),
        words=((Words(at, news.words),) if news.words else ()) + known.words[: MOST_KEPT - 1],
        says_safe=not is_first and (known.says_safe or news.says_safe),
    )


def graver(one: Water, other: Water) -> Water:
    return max(one, other, key=WATERS.index)


def places_after(known: Details, news: News, is_first: bool) -> tuple[Whereabouts, ...]:
    """Every place that was told, as the first one need not be the wrong one."""
    if news.place is None:
        return known.places
    return (msgspec.structs.replace(news.place, is_from_first=is_first), *known.places[: MOST_KEPT - 1])
