"""Deciding a case: approve, ask for pictures again, or refuse, which takes two officers."""

from collections.abc import Sequence
from typing import Any

import msgspec

from ... import metrics
from ...access import Person
from ...accounts.model.citizen_id import parse_citizen_id
from ...accounts.model.logged import Logged
from ...accounts.model.sessions import Visitor
from ...accounts.service.levels import find_owner, level_raised, raising_level
from ...accounts.service.registration import hash_citizen
from ...accounts.service.sessions import logging
from ...dynamodb import Item, RefusedError
from ...errors import BusyError, WrongFieldError, read_fields
from ...otp.model.texts import Notice
from ...wallet.model.owed import Owed
from ...wallet.service.owing import follow_up, owing, putting
from ...world import World
from ..model.cases import (
    DESK_UNIT,
    PARTS,
    Case,
    CaseChangedError,
    NoSuchCheckError,
    NotSeenError,
    Part,
    Reason,
    SecondOfficerNeededError,
    State,
    expiry,
)
from ..model.requests import Decided, DecisionToMake
from ..storage import cases
from .checks import email_place
from .desk import get_case, has_seen

DESK = Visitor("", "", {})
NOTICES: dict[State, Notice] = {
    "approved": "identity-approved",
    "more-needed": "identity-more",
    "refused": "identity-refused",
}
LOGGED: dict[State, Logged] = {"more-needed": "identity-more-needed", "refused": "identity-refused"}


def decide(world: World, officer: Person, case_id: str, body: DecisionToMake) -> Decided:
    """Sent again by the same officer, it answers with what was decided."""
    case = get_case(world, officer, case_id)
    if is_this_decision(case, officer, body):
        return decided(case)
    if case.state != "submitted" or case.version != body.version:
        raise CaseChangedError
    if case.refusal_proposed_by == officer.account_id:
        raise SecondOfficerNeededError
    if not has_seen(world, officer, case):
        raise NotSeenError
    if body.decision == "approve":
        return approve(world, officer, case, body)
    if body.decision == "ask-again":
        return ask_again(world, officer, case, body)
    return refuse(world, officer, case, body)


def is_this_decision(case: Case, officer: Person, body: DecisionToMake) -> bool:
    made = (officer.account_id, body.decision, body.version + 1)
    return (case.decided_by, case.decision, case.version) == made


def decided(case: Case) -> Decided:
    return Decided(case.case_id, case.state, case.state == "submitted")


def with_decision(world: World, officer: Person, case: Case, body: DecisionToMake, state: State, **more: Any) -> Case:
    at = int(world.now.timestamp())
    by = {"decision": body.decision, "decided_by": officer.account_id, "decided_at": at}
    return msgspec.structs.replace(case, state=state, expires_at=expiry(state, at), **by, **more)


def approve(world: World, officer: Person, case: Case, body: DecisionToMake) -> Decided:
    """The number on the paper is typed and must be the account's: nobody here could see otherwise whose paper it is."""
    read_fields(citizen_id=lambda: read_own_number(world, case, body.citizen_id))
    owner = find_owner(world, case.citizen_hash, case.account_id)
    if owner is None:
        raise NoSuchCheckError
    new = with_decision(world, officer, case, body, "approved", reason="", sealed_email="")
    raising = raising_level(world, case.citizen_hash, owner[0], DESK_UNIT)
    owed = [telling(world, case, new), owing(world, case.account_id, case.citizen_hash, "keep-pictures")]
    write(world, case, new, [cases.unqueueing(world.wallet, case), *raising], owed)
    level_raised(world, owner[0])
    follow_up(world, *owed)
    return decided(new)


def read_own_number(world: World, case: Case, typed: str) -> str:
    number = parse_citizen_id(typed, world.now.date())
    if hash_citizen(world, number) != case.citizen_hash:
        raise WrongFieldError("citizen-id-other", "the account has another ID number than the one on this paper")
    return number.masked


def ask_again(world: World, officer: Person, case: Case, body: DecisionToMake) -> Decided:
    fields = read_fields(reason=lambda: read_reason(body.reason), retake=lambda: read_retake(case, body.retake))
    again = {"reason": fields["reason"], "retake": fields["retake"], "refusal_proposed_by": ""}
    new = with_decision(world, officer, case, body, "more-needed", **again)
    pictures = [one for one in cases.list_pictures(world.wallet, case.case_id) if one.part in fields["retake"]]
    retaking = [cases.retaking(world.wallet, case.case_id, one, fields["reason"]) for one in pictures]
    owed = telling(world, case, new)
    write(world, case, new, [cases.unqueueing(world.wallet, case), told(world, new), *retaking], [owed])
    follow_up(world, owed)
    return decided(new)


def refuse(world: World, officer: Person, case: Case, body: DecisionToMake) -> Decided:
    """The first officer proposes, another one confirms; until then the person waits as before."""
    reason = read_fields(reason=lambda: read_reason(body.reason))["reason"]
    if not case.refusal_proposed_by:
        proposal = {"refusal_proposed_by": officer.account_id, "reason": reason}
        new = with_decision(world, officer, case, body, "submitted", **proposal)
        write(world, case, new, [], [])
        return decided(new)
    new = with_decision(world, officer, case, body, "refused", reason=reason, sealed_email="")
    owed = telling(world, case, new)
    write(world, case, new, [cases.unqueueing(world.wallet, case), told(world, new)], [owed])
    follow_up(world, owed)
    return decided(new)


def read_reason(reason: Reason | str) -> str:
    if not reason:
        raise WrongFieldError("reason-missing", "please say why: the person reads it")
    return reason


def read_retake(case: Case, parts: Sequence[Part]) -> list[Part]:
    if not parts or not set(parts) <= set(PARTS[case.paper]):
        raise WrongFieldError("retake-missing", "please say which pictures are to be taken again")
    return list(dict.fromkeys(parts))


def told(world: World, case: Case) -> Item:
    """The line in the person's own log."""
    return logging(world, case.account_id, LOGGED[case.state], DESK, by=DESK_UNIT)


def write(world: World, old: Case, new: Case, more: Sequence[Item], owed: Sequence[Owed]) -> None:
    """The decision and all that goes with it and follows from it, or nothing."""
    try:
        world.wallet.transact([cases.changing_case(world.wallet, old, new), *more, *putting(world, *owed)])
    except RefusedError as error:
        raise (CaseChangedError if 0 in error.refused else BusyError) from None
    metrics.count("IdentityDecided", who=new.decided_by, decision=new.decision, state=new.state)


def telling(world: World, old: Case, new: Case) -> Owed:
    """Once a case is decided for good, its e-mail address stands in this reminder alone."""
    address = world.keys.unseal(email_place(old), old.sealed_email) if old.sealed_email else ""
    return owing(world, old.account_id, old.citizen_hash, NOTICES[new.state], address)
