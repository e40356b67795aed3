"""Asking for a form to upload something: for a report that is not sent yet, or for an answer."""

import secrets

from ...access import Person
from ...clients.files import UploadForm
from ...dynamodb import RefusedError
from ...errors import BusyError, InvalidInputError
from ...limits import Limit, count_all
from ...world import World
from ..model.media import (
    TYPE_OF,
    UNSENT_SECONDS,
    UPLOADS_A_DAY,
    Medium,
    MediumType,
    SlotTakenError,
    keys_of,
    kind_of,
    most_bytes,
    upload_of,
)
from ..model.reports import DAY
from ..model.requests import AfterToUpload, Media, MediumToUpload
from ..storage import media
from .media import list_there, sender_of, show_one
from .moving import officer_of
from .sending import get_report, report_id_of, reporter_of


def ask_before(world: World, person: Person, body: MediumToUpload) -> UploadForm:
    """The key that the report will be sent with says which one it is for."""
    report_id = report_id_of(reporter_of(world, person.account_id), body.report_key)
    return ask(world, person, report_id, body.slot, body.media_type)


def ask_after(world: World, officer: Person, report_id: str, body: AfterToUpload) -> UploadForm:
    officer_of(officer, get_report(world, report_id))
    return ask(world, officer, report_id, body.slot, body.media_type)


def ask(world: World, person: Person, report_id: str, slot: str, media_type: MediumType) -> UploadForm:
    """Takes the place of what was uploaded there before; SlotTakenError for what is part of a report already."""
    kind = kind_of(slot)
    if not media_type.startswith(TYPE_OF[kind]):
        raise InvalidInputError("", {"media_type": f"here belongs a file of the kind {TYPE_OF[kind]}…"})
    who = world.keys.hash("report-uploads", person.account_id)
    count_all(world.reports, [Limit("report-uploads", who, UPLOADS_A_DAY, DAY)], world.now)
    old, now = media.get(world.reports, report_id, slot), int(world.now.timestamp())
    if old and old.is_sent and old.state == "stored":
        raise SlotTakenError
    new = Medium(
        slot=slot,
        kind=kind,
        sender=sender_of(world, report_id, person.account_id),
        upload_id=secrets.token_hex(16),
        media_type=media_type,
        state="waiting",
        expires_at=None if old and old.is_sent else now + UNSENT_SECONDS,
    )
    form = world.media.form(upload_of(report_id, new).key, media_type, most_bytes(kind))
    try:
        world.reports.transact([media.replacing(world.reports, report_id, old, new)])
    except RefusedError:
        raise BusyError from None
    for key in keys_of(report_id, old) if old else []:
        world.media.delete(key)
    return form


def list_uploaded(world: World, person: Person, report_key: str) -> Media:
    """What the sender's own report would be sent with, and what the camera wrote into it."""
    report_id = report_id_of(reporter_of(world, person.account_id), report_key)
    return Media([show_one(world, report_id, one, is_inside=True) for one in list_there(world, report_id)])
