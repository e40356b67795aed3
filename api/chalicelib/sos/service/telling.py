"""What who called tells more of: each message is taken in once, in the order it came, and none is lost."""

import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from ... import metrics
from ...dynamodb import Item, RefusedError, pause
from ...errors import BusyError, read_fields
from ...keys import token_hash
from ...limits import Limit
from ...world import World
from .. import storage
from ..model.calls import (
    KEPT_SECONDS,
    NUMBERS,
    Call,
    CallClosedError,
    CallNotFoundError,
    Line,
    TooManyCallsError,
)
from ..model.details import Details, News, Said, merge
from ..model.requests import NewsToTell
from ..model.states import CLOSED, MoveName, State
from ..model.urgency import mark_of
from .reading import news_of, read_place
from .sealing import details_of, seal_details, seal_said

TRIES = 8
HOUR = 3600
MOST_NEWS = 300  # an hour of one call
MOST_BROWSERS = 100
Browser = Literal["first", "other"]  # the one that made the call, or one that called with the same telephone number


def get_call(world: World, call_id: str) -> Call:
    found = storage.get(world.reports, call_id, int(world.now.timestamp()))
    if found is None:
        raise CallNotFoundError
    return found


def get_own(world: World, call_id: str, token: str) -> Call:
    """CallNotFoundError where the secret is not one of this call."""
    call = get_call(world, call_id)
    hashed = token_hash(token)
    if not any(hmac.compare_digest(one, hashed) for one in (call.token, *call.others)):
        raise CallNotFoundError
    return call


def is_first(call: Call, token: str) -> bool:
    return hmac.compare_digest(call.token, token_hash(token))


def tell_more(world: World, call_id: str, key: str, body: NewsToTell) -> Call:
    call, at = get_own(world, call_id, body.token), int(world.now.timestamp())
    where = body.place
    place = read_fields(place=lambda: read_place(where, at))["place"] if where else None
    mark = world.keys.hash("sos-once", body.token, key)
    return tell(world, call, body.token, mark, news_of(body, place))


def join(world: World, call_id: str, token: str, mark: str, news: News, joining: Item) -> Call:
    """RefusedError where it was joined, or the other call closed, in this moment."""
    call = storage.get(world.reports, call_id, int(world.now.timestamp()))
    if call is None or not call.is_open:
        raise RefusedError
    others = [*call.others, token_hash(token)][-MOST_BROWSERS:]
    return write(world, call, msgspec.structs.replace(call, others=others), "call-again", "other", mark, news, [joining])


def tell(world: World, call: Call, token: str, mark: str, news: News) -> Call:
    """The call with the news in it; CallClosedError where it was closed before they came."""
    for attempt in range(TRIES):
        if not call.is_open:
            return closed_after(world, call, mark)
        try:
            return write(world, call, call, "update", "first" if is_first(call, token) else "other", mark, news)
        except RefusedError:
            pause(attempt)
            call = get_call(world, call.call_id)
            if storage.was_taken_in(world.reports, call.call_id, mark):
                return call
    raise BusyError


def closed_after(world: World, call: Call, mark: str) -> Call:
    if storage.was_taken_in(world.reports, call.call_id, mark):
        return call
    raise CallClosedError


def write(
    world: World, old: Call, basis: Call, move: MoveName, who: Browser, mark: str, news: News, also: Sequence[Item] = ()
) -> Call:
    """`basis` is the old call with what the move itself changes of it. RefusedError where it has changed meanwhile."""
    at = int(world.now.timestamp())
    details = merge(details_of(world, old), news, at, who == "first")
    is_safe = news.says_safe and who == "first"
    new = advance(world, basis, "safe" if is_safe else old.state, details, at)
    limit = Limit("sos-news", old.call_id, MOST_NEWS, HOUR)
    writes = [
        *writing(world, old, new, move, who, Said(news=news)),
        storage.putting_once(world.reports, old.call_id, mark, at),
        *also,
        limit.counting(world.reports, world.now),
    ]
    try:
        world.reports.transact(writes)
    except RefusedError as error:
        if error.refused == (len(writes) - 1,):
            raise too_many(limit, world.now) from None
        raise
    metrics.count("SosNews", state=new.state)
    return new


def advance(world: World, call: Call, state: State, details: Details, at: int) -> Call:
    """The call after one more line of history; once it is closed, what is personal of it has an end."""
    reached: dict[State, str] = {"seen": "seen_at", "on-the-way": "on_the_way_at", "reached": "reached_at"}
    times = {reached[state]: at} if state in reached and state != call.state else {}
    if state in CLOSED:
        times |= {"closed_at": at, "expires_at": at + KEPT_SECONDS}
    return msgspec.structs.replace(
        call,
        version=call.version + 1,
        state=state,
        sealed=seal_details(world, call.call_id, details),
        mark=mark_of(call.call_id, state, call.received_at, details),
        updated_at=at,
        **times,
    )


def writing(world: World, old: Call, new: Call, move: MoveName, who: str, said: Said) -> list[Item]:
    """The call, its next line, and where it closes the way to it by its telephone number."""
    line = Line(
        n=new.version,
        at=new.updated_at,
        move=move,
        who=who,
        from_state=old.state,
        to_state=new.state,
        sealed=seal_said(world, new.call_id, new.version, said),
    )
    closing = [] if new.is_open else [storage.deleting_open(world.reports, new.phone_hash)]
    changing = storage.changing(world.reports, old, new)
    return [changing, storage.putting_line(world.reports, new.call_id, line), *closing]


def too_many(limit: Limit, now: datetime) -> TooManyCallsError:
    """With the numbers to call instead; what was refused is counted by the limit's name alone."""
    metrics.count("SosRefused", reason=limit.what)
    error = TooManyCallsError(NUMBERS)
    error.retry_after_seconds = round(limit.wait(now).total_seconds())
    return error
