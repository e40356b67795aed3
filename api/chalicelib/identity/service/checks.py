"""An identity check as its person goes through it: begin, add pictures, send, or withdraw."""

import secrets

import msgspec

from ...access import Level, Person
from ...accounts.model.sessions import Visitor
from ...accounts.service.registration import read_email
from ...accounts.service.sessions import logging
from ...clients.files import UploadForm
from ...clients.identity_checks import ChecksFailedError
from ...dynamodb import RefusedError
from ...errors import BusyError, InvalidInputError, WrongFieldError, read_fields
from ...limits import Limit, count_all
from ...world import World
from ..model.cases import (
    CASES_A_DAY,
    DAY,
    FILLABLE,
    OPEN,
    PARTS,
    UPLOADS_A_DAY,
    Case,
    CheckClosedError,
    CheckOpenError,
    IdentityKnownError,
    NoSuchCheckError,
    Picture,
    PicturesMissingError,
    expiry,
    missing_parts,
    picture_key,
    upload_of,
)
from ..model.requests import CheckShown, CheckToBegin, CheckToSubmit, PictureToUpload
from ..storage import cases
from .removal import remove_pictures
from .shown import reading_of, shown


def begin(world: World, person: Person, body: CheckToBegin, visitor: Visitor) -> CheckShown:
    """The check that is open already, where there is one with this paper."""
    if person.level >= Level.IDENTITY:
        raise IdentityKnownError
    read_fields(agrees=lambda: read_yes(body.agrees, "not-agreed", "without your agreement we may not look at pictures"))
    old_id = cases.current_case_id(world.wallet, person.account_id)
    old = get_alive(world, old_id)
    if old and old.state in OPEN:
        return shown(world, of_paper(old, body))
    count_all(world.wallet, [limit_of(world, person, "identity-checks", CASES_A_DAY)], world.now)
    case = new_case(world, person, body)
    pointing = cases.pointing(world.wallet, person.account_id, old_id, case)
    log = logging(world, person.account_id, "identity-check-begun", visitor)
    try:
        world.wallet.transact([cases.putting_case(world.wallet, case), pointing, log])
    except RefusedError:  # begun twice in the same moment
        return shown(world, of_paper(current(world, person), body))
    if old:
        remove_pictures(world, old)
    return shown(world, case)


def new_case(world: World, person: Person, body: CheckToBegin) -> Case:
    at = int(world.now.timestamp())
    return Case(
        case_id=secrets.token_hex(16),
        account_id=person.account_id,
        citizen_hash=person.citizen_hash,
        paper=body.paper,
        created_at=at,
        expires_at=expiry("collecting", at),
    )


def of_paper(case: Case | None, body: CheckToBegin) -> Case:
    if case is None:
        raise BusyError
    if case.paper != body.paper:
        raise CheckOpenError
    return case


def current(world: World, person: Person) -> Case | None:
    """The newest check of this person."""
    return get_alive(world, cases.current_case_id(world.wallet, person.account_id))


def get_alive(world: World, case_id: str) -> Case | None:
    """What has ended counts as gone, whether or not it was swept away."""
    case = cases.get_case(world.wallet, case_id) if case_id else None
    return case if case and case.expires_at > world.now.timestamp() else None


def get_own(world: World, person: Person, case_id: str) -> Case:
    """NoSuchCheckError, also for those of others."""
    case = get_alive(world, case_id)
    if case is None or case.account_id != person.account_id:
        raise NoSuchCheckError
    return case


def list_own(world: World, person: Person) -> list[CheckShown]:
    case = current(world, person)
    return [shown(world, case)] if case else []


def limit_of(world: World, person: Person, what: str, most: int) -> Limit:
    return Limit(what, world.keys.hash("identity-limit", person.account_id), most, DAY)


def read_yes(answer: bool, code: str, why: str) -> bool:
    if not answer:
        raise WrongFieldError(code, why)
    return True


def ask_upload(world: World, person: Person, case_id: str, body: PictureToUpload) -> UploadForm:
    """A form for one picture; it takes the place of what was uploaded for this part before."""
    case = get_own(world, person, case_id)
    if case.state not in FILLABLE:
        raise CheckClosedError
    if body.part not in PARTS[case.paper]:
        raise InvalidInputError("", {"part": "this paper has no such side"})
    count_all(world.wallet, [limit_of(world, person, "identity-uploads", UPLOADS_A_DAY)], world.now)
    old = cases.get_picture(world.wallet, case_id, body.part)
    new = Picture(
        part=body.part,
        upload_id=secrets.token_hex(16),
        media_type=body.media_type,
        asked_at=int(world.now.timestamp()),
    )
    form = world.files.form(upload_of(case_id, new).key, body.media_type)
    try:
        world.wallet.transact([cases.checking_case(world.wallet, case), cases.putting_picture(world.wallet, case, new)])
    except RefusedError:
        raise BusyError from None
    if old and old.digest:
        world.files.delete(picture_key(case_id, old))
    return form


def submit(world: World, person: Person, case_id: str, body: CheckToSubmit, visitor: Visitor) -> CheckShown:
    """Hands the case to the desk; sent again, it answers with what was handed over."""
    case = get_own(world, person, case_id)
    if case.state == "submitted":
        return shown(world, case)
    if case.state not in FILLABLE:
        raise CheckClosedError
    fields = read_fields(
        is_confirmed=lambda: read_yes(body.is_confirmed, "not-confirmed", "please confirm what was read"),
        email=lambda: read_email(body.email),
    )
    pictures = cases.list_pictures(world.wallet, case_id)
    if missing := missing_parts(case, pictures):
        raise PicturesMissingError("", missing)
    new = submitted(world, case, pictures, fields["email"])
    writes = [cases.changing_case(world.wallet, case, new), cases.queueing(world.wallet, new)]
    writes += [cases.checking_stored(world.wallet, case_id, one) for one in pictures]
    try:
        world.wallet.transact([*writes, logging(world, person.account_id, "identity-check-sent", visitor)])
    except RefusedError:
        if (meanwhile := get_own(world, person, case_id)).state != "submitted":
            raise BusyError from None
        return shown(world, meanwhile)
    return shown(world, new)


def submitted(world: World, case: Case, pictures: list[Picture], email: str) -> Case:
    """With the advice there is; nothing is left of an earlier decision."""
    at = int(world.now.timestamp())
    return msgspec.structs.replace(
        case,
        state="submitted",
        submitted_at=at,
        reading=reading_of(case, pictures),
        similarity=compare(world, case, pictures),
        sealed_email=world.keys.seal(email_place(case), email) if email else "",
        refusal_proposed_by="",
        decision="",
        decided_by="",
        reason="",
        retake=[],
        expires_at=expiry("submitted", at),
    )


def email_place(case: Case) -> str:
    return f"identity/{case.case_id}/email"


def compare(world: World, case: Case, pictures: list[Picture]) -> int | None:
    """None where nobody can say: the officers look for themselves."""
    kept = {one.part: world.files.read(picture_key(case.case_id, one)) for one in pictures if one.part != "back"}
    face, paper = kept.get("face"), kept.get("front")
    try:
        return world.checks.compare_faces(face, paper) if face and paper else None
    except ChecksFailedError:
        return None


def withdraw(world: World, person: Person, case_id: str, visitor: Visitor) -> CheckShown:
    """Takes the pictures back at once; what was decided stays decided."""
    case = get_own(world, person, case_id)
    if case.state in OPEN:
        case = write_withdrawal(world, case, visitor)
    elif case.state != "withdrawn":
        raise CheckClosedError
    remove_pictures(world, case)
    return shown(world, case)


def write_withdrawal(world: World, case: Case, visitor: Visitor) -> Case:
    ends_at = expiry("withdrawn", int(world.now.timestamp()))
    new = msgspec.structs.replace(case, state="withdrawn", sealed_email="", reading=None, expires_at=ends_at)
    writes = [cases.changing_case(world.wallet, case, new), cases.unqueueing(world.wallet, case)]
    try:
        world.wallet.transact([*writes, logging(world, case.account_id, "identity-check-withdrawn", visitor)])
    except RefusedError:
        raise BusyError from None
    return new
