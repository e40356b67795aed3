"""The desk of those who help: open calls by urgency, what officers decide, and who has looked at whose number."""

import msgspec

from ... import metrics
from ...access import NotAllowedError, Person
from ...dynamodb import RefusedError, pause
from ...errors import BusyError, wrong_field
from ...reports.model.catalogue import OPERATIONS_UNIT
from ...world import World
from .. import storage
from ..model.calls import Call, CallChangedError, CallMoveRefusedError, Line, Look
from ..model.details import Said
from ..model.phone import mask_phone
from ..model.requests import CallForDesk, CallHistory, CallLine, CallLook, CallLooks, CallMove, CallPhone, CallsForDesk
from ..model.states import CLOSED, MOVES, allowed
from ..model.urgency import hours_ahead
from .sealing import details_of, said_in
from .telling import TRIES, advance, get_call, writing

UNITS = frozenset((OPERATIONS_UNIT, "rescue"))
A_PAGE = 50
SEEN = "phone-seen"


def require_rescuer(officer: Person) -> None:
    if not UNITS & set(officer.units):
        raise NotAllowedError


def list_open(world: World, officer: Person, after: str) -> CallsForDesk:
    require_rescuer(officer)
    found, mark = storage.page(world.reports, A_PAGE, after)
    return CallsForDesk([show(world, one) for one in found], mark)


def show(world: World, call: Call) -> CallForDesk:
    details = details_of(world, call)
    told = {name: getattr(details, name) for name in ("language", "water", "people", "battery", "answer", "says_safe")}
    times = {name: getattr(call, name) for name in ("received_at", "updated_at", "seen_at", "on_the_way_at", "reached_at")}
    return CallForDesk(
        id=call.call_id,
        version=call.version,
        state=call.state,
        closed_at=call.closed_at,
        phone=mask_phone(details.phone),
        needs=list(details.needs),
        places=list(details.places),
        words=list(details.words),
        hours_ahead=hours_ahead(details),
        moves=allowed(call.state),
        **told,
        **times,
    )


def show_history(world: World, officer: Person, call_id: str) -> CallHistory:
    require_rescuer(officer)
    call = get_call(world, call_id)
    lines = storage.list_lines(world.reports, call.call_id, int(world.now.timestamp()))
    return CallHistory([show_line(one, said_in(world, call_id, one)) for one in lines])


def show_line(line: Line, said: Said) -> CallLine:
    news = said.news
    return CallLine(
        n=line.n,
        at=line.at,
        move=line.move,
        who=line.who if line.who in ("first", "other") else "officer",  # type: ignore[arg-type]
        to_state=line.to_state,
        text=news.words if news else said.text,
        water=(news.water if news else None) or "",
        people=(news.people if news else None) or 0,
        places=[news.place] if news and news.place else [],
    )


def move(world: World, officer: Person, call_id: str, body: CallMove) -> CallForDesk:
    """Sent again, it answers with what the call has become; CallChangedError where another officer was quicker."""
    require_rescuer(officer)
    for attempt in range(TRIES):
        call = get_call(world, call_id)
        if not is_fresh(call, body):
            return show(world, already_moved(world, call, officer, body))
        check(call, body)
        try:
            return show(world, write_move(world, call, officer, body))
        except RefusedError:
            pause(attempt)
    raise BusyError


def is_fresh(call: Call, body: CallMove) -> bool:
    """News of who called never stop help; but nobody closes a call whose last words they have not seen."""
    if MOVES[body.move].to in CLOSED:
        return body.version == call.version
    return call.moved <= body.version <= call.version


def check(call: Call, body: CallMove) -> None:
    if body.move not in allowed(call.state):
        raise CallMoveRefusedError(
            f"in the state {call.state} this may be done: {', '.join(allowed(call.state)) or 'nothing'}"
        )
    if MOVES[body.move].needs_text and not body.text.strip():
        raise wrong_field("text", "text-missing", "this needs a reason in words: it is read by who called")


def already_moved(world: World, call: Call, officer: Person, body: CallMove) -> Call:
    """The call, where the first move after what was seen is this one: its answer was lost on the way."""
    lines = storage.list_lines(world.reports, call.call_id, int(world.now.timestamp()))
    moves = [one for one in lines if one.n > body.version and one.move in MOVES]
    if not moves or (moves[0].move, moves[0].who) != (body.move, officer.account_id):
        raise CallChangedError
    return call


def write_move(world: World, call: Call, officer: Person, body: CallMove) -> Call:
    at, text = int(world.now.timestamp()), body.text.strip()
    details = details_of(world, call)
    told = msgspec.structs.replace(details, answer=text or details.answer)
    moved = msgspec.structs.replace(call, moved=call.version + 1)
    new = advance(world, moved, MOVES[body.move].to, told, at)
    writes = writing(world, call, new, body.move, officer.account_id, Said(text=text))
    look = Look(at, officer.account_id, body.move)
    world.reports.transact([*writes, storage.putting_look(world.reports, call.call_id, look)])
    metrics.count("SosMoved", move=body.move)
    return new


def look_at_phone(world: World, officer: Person, call_id: str) -> CallPhone:
    """The look is written down first. No reason is asked for: whoever needs help must be called at once."""
    require_rescuer(officer)
    call = get_call(world, call_id)
    look = Look(int(world.now.timestamp()), officer.account_id, SEEN)
    world.reports.transact([storage.putting_look(world.reports, call_id, look)])
    metrics.count("SosPhoneSeen", who=officer.account_id)
    return CallPhone(details_of(world, call).phone)


def list_looks(world: World, call_id: str) -> CallLooks:
    return CallLooks([CallLook(one.at, one.officer, one.what) for one in storage.list_looks(world.reports, call_id)])
