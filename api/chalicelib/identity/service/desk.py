"""The desk: which cases wait, and one of them side by side; every look at somebody's pictures is written down first."""

from ... import metrics
from ...access import NotAllowedError, Person
from ...accounts.service.levels import find_owner
from ...accounts.service.sessions import logging
from ...accounts.service.staff import OPERATOR
from ...clients.files import LINK_SECONDS
from ...world import World
from ..model.cases import ALL_PARTS, DESK_UNIT, Case, CheckClosedError, NoSuchCheckError, OwnCaseError, picture_key
from ..model.requests import CaseForDesk, Looks, OneLook, PictureLink, Queue, WaitingCase
from ..storage import cases
from .shown import show_reading

A_PAGE = 20


def require_desk(officer: Person) -> None:
    """Staff of this desk alone: being staff is no reason to see papers."""
    if DESK_UNIT not in officer.units:
        raise NotAllowedError


def list_waiting(world: World, officer: Person, after: str = "") -> Queue:
    require_desk(officer)
    items = cases.list_queue(world.wallet, after, A_PAGE + 1)
    waiting = [
        WaitingCase(item["sk"].partition("-")[2], item["submitted_at"], item["account_id"] == officer.account_id)
        for item in items[:A_PAGE]
    ]
    return Queue(waiting, items[A_PAGE - 1]["sk"] if len(items) > A_PAGE else "")


def look(world: World, officer: Person, case_id: str) -> CaseForDesk:
    """Pictures are shown for a decision, to who may make it; the person can read in their log that they were."""
    case = get_waiting(world, officer, case_id)
    found = find_owner(world, case.citizen_hash, case.account_id)
    if found is None:
        raise NoSuchCheckError
    login, details = found
    seen = logging(world, case.account_id, "identity-pictures-seen", OPERATOR, by=DESK_UNIT)
    note = cases.putting_look(world.wallet, case_id, officer.account_id, int(world.now.timestamp()))
    world.wallet.transact([note, seen])
    metrics.count("PicturesSeen", who=officer.account_id)
    return CaseForDesk(
        id=case_id,
        version=case.version,
        state=case.state,
        paper=case.paper,
        full_name=details.full_name,
        citizen_id=login.masked_id,
        needs_review=login.needs_review,
        pictures=links_of(world, case),
        links_end_in_seconds=LINK_SECONDS,
        reading=show_reading(world, case.reading),
        similarity=case.similarity,
        is_refusal_proposed=bool(case.refusal_proposed_by),
        proposed_reason=case.reason,
        submitted_at=case.submitted_at,
    )


def get_case(world: World, officer: Person, case_id: str) -> Case:
    """NotAllowedError, NoSuchCheckError, and OwnCaseError: nobody decides about themselves, whatever account they use."""
    require_desk(officer)
    case = cases.get_case(world.wallet, case_id)
    if case is None or case.expires_at <= world.now.timestamp():
        raise NoSuchCheckError
    if officer.account_id == case.account_id or officer.citizen_hash == case.citizen_hash:
        raise OwnCaseError
    return case


def get_waiting(world: World, officer: Person, case_id: str) -> Case:
    case = get_case(world, officer, case_id)
    if case.state != "submitted":
        raise CheckClosedError
    return case


def links_of(world: World, case: Case) -> list[PictureLink]:
    """Front, back and face, as officers compare them."""
    stored = [one for one in cases.list_pictures(world.wallet, case.case_id) if one.state == "stored"]
    stored.sort(key=lambda one: ALL_PARTS.index(one.part))
    return [PictureLink(one.part, world.files.link(picture_key(case.case_id, one))) for one in stored]


def has_seen(world: World, officer: Person, case: Case) -> bool:
    looks = cases.list_looks(world.wallet, case.case_id)
    return any(one.officer == officer.account_id and one.at >= case.submitted_at for one in looks)


def list_looks(world: World, case_id: str) -> Looks:
    return Looks([OneLook(one.at, one.officer) for one in cases.list_looks(world.wallet, case_id)])
