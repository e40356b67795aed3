"""Calling for help: taken in once however often it is sent, and joined with what the same telephone has open."""

from dataclasses import dataclass

import msgspec

from ... import metrics
from ...dynamodb import RefusedError, pause
from ...errors import BusyError, read_fields
from ...keys import token_hash
from ...limits import Limit
from ...otp.model.codes import Language
from ...world import World
from .. import storage
from ..model.calls import Call, Line
from ..model.details import Details, News, Said, merge
from ..model.phone import parse_phone
from ..model.requests import CallToMake
from ..model.urgency import mark_of
from . import telling
from .reading import news_of_call, read_place
from .sealing import seal_details, seal_said

TRIES = 8
HOUR = 3600
MOST_OF_PHONE, MOST_OF_ADDRESS, MOST_OF_ALL = 12, 600, 20_000  # calls an hour; in a flood many share one address
ID_CHARACTERS = 32


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, by what only they can send again: the id and the secret are made from number and key."""

    phone: str
    phone_hash: str
    call_id: str
    token: str
    language: Language


def call(world: World, address: str, key: str, body: CallToMake) -> tuple[Call, str]:
    """(the call, the secret of this browser). Sent again with other words it tells them, too."""
    at = int(world.now.timestamp())
    read = read_fields(phone=lambda: parse_phone(body.phone), place=lambda: read_place(body.place, at))
    caller = caller_of(world, read["phone"], key, body.language)
    news, mark = news_of_call(body, read["place"]), mark_of_body(world, caller, body)
    for attempt in range(TRIES):
        found = find(world, caller)
        if found is not None:
            return (telling.tell(world, found, caller.token, mark, news) if found.is_open else found), caller.token
        try:
            return take_in(world, caller, address, mark, news), caller.token
        except RefusedError:
            pause(attempt)  # the same, or another of this telephone, came in between
    raise BusyError


def caller_of(world: World, phone: str, key: str, language: Language) -> Caller:
    call_id = world.keys.hash("sos-call", phone, key)[:ID_CHARACTERS]
    token, phone_hash = world.keys.hash("sos-token", phone, key), world.keys.hash("sos-phone", phone)
    return Caller(phone, phone_hash, call_id, token, language)


def mark_of_body(world: World, caller: Caller, body: CallToMake) -> str:
    """The same browser with the same words: nothing new."""
    return world.keys.hash("sos-once", caller.token, msgspec.json.encode(body, order="sorted").decode())


def find(world: World, caller: Caller) -> Call | None:
    """The call that this request has made before, or was joined with."""
    now = int(world.now.timestamp())
    if found := storage.get(world.reports, caller.call_id, now):
        return found
    joined = storage.get_joined(world.reports, caller.call_id)
    return storage.get(world.reports, joined, now) if joined else None


def take_in(world: World, caller: Caller, address: str, mark: str, news: News) -> Call:
    """RefusedError where another call was quicker; the loop above then finds it."""
    if open_id := storage.get_open(world.reports, caller.phone_hash):
        joining = storage.putting_joined(world.reports, caller.call_id, open_id, int(world.now.timestamp()))
        return telling.join(world, open_id, caller.token, mark, news, joining)
    return begin(world, caller, address, mark, news)


def begin(world: World, caller: Caller, address: str, mark: str, news: News) -> Call:
    made = make_call(world, caller, news)
    limits = limits_of(world, caller, address)
    writes = [
        storage.putting(world.reports, made),
        storage.putting_open(world.reports, caller.phone_hash, made.call_id),
        storage.putting_line(world.reports, made.call_id, first_line(world, made, news)),
        storage.putting_once(world.reports, made.call_id, mark, made.received_at),
        *(limit.counting(world.reports, world.now) for limit in limits),
    ]
    try:
        world.reports.transact(writes)
    except RefusedError as error:
        if min(error.refused) >= len(writes) - len(limits):
            raise telling.too_many(limits[0], world.now) from None
        raise
    metrics.count("SosReceived")
    return made


def make_call(world: World, caller: Caller, news: News) -> Call:
    at = int(world.now.timestamp())
    blank = Details(phone=caller.phone, language=caller.language, water="none", people=1)
    details = merge(blank, news, at, is_first=True)
    return Call(
        call_id=caller.call_id,
        token=token_hash(caller.token),
        phone_hash=caller.phone_hash,
        sealed=seal_details(world, caller.call_id, details),
        mark=mark_of(caller.call_id, "received", at, details),
        received_at=at,
        updated_at=at,
    )


def first_line(world: World, made: Call, news: News) -> Line:
    sealed = seal_said(world, made.call_id, 1, Said(news=news))
    return Line(n=1, at=made.received_at, move="call", who="first", from_state=None, to_state=made.state, sealed=sealed)


def limits_of(world: World, caller: Caller, address: str) -> list[Limit]:
    return [
        Limit("sos-phone", caller.phone_hash, MOST_OF_PHONE, HOUR),
        Limit("sos-address", world.keys.hash("address", address), MOST_OF_ADDRESS, HOUR),
        Limit("sos-all", "all", MOST_OF_ALL, HOUR),
    ]
