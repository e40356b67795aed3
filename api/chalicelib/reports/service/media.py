"""What comes with reports, as it becomes part of them, is hidden, and is seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from ... import metrics
from ...clients.files import FilesFailedError
from ...dynamodb import Item
from ...errors import InvalidInputError
from ...world import World
from ..model.media import LINK_SECONDS, Medium, MediumNotFoundError, is_public, keys_of, kind_of
from ..model.moves import Wish
from ..model.reports import Report
from ..model.requests import MediumShown
from ..model.states import MoveName
from ..storage import media

Viewer = Literal["anybody", "sender", "officer"]


@dataclass(frozen=True, slots=True)
class Change:
    """A slot as it is, and as it will be."""

    old: Medium | None
    new: Medium


def sender_of(world: World, report_id: str, account_id: str) -> str:
    """Differs from report to report."""
    return world.keys.hash("report-media", report_id, account_id)


def list_there(world: World, report_id: str) -> list[Medium]:
    now = int(world.now.timestamp())
    return [one for one in media.list_all(world.reports, report_id) if one.is_there(now)]


def wanted(world: World, report_id: str, account_id: str, slots: Sequence[str]) -> list[Change]:
    """What a report is sent with. What has not arrived keeps its place and may still come: no report waits for it."""
    known = {one.slot: one for one in media.list_all(world.reports, report_id)} if slots else {}
    sender, now = sender_of(world, report_id, account_id), int(world.now.timestamp())
    changes = []
    for slot in dict.fromkeys(slots):
        old = known.get(slot)
        is_usable = old is not None and old.sender == sender and old.is_there(now)
        new = old if old and is_usable else Medium(slot=slot, kind=kind_of(slot), sender=sender)
        changes.append(Change(old, replace(new, expires_at=None)))
    return changes


def moved(world: World, report: Report, account_id: str, name: MoveName, wish: Wish) -> list[Change]:
    """What a move does to media: an answer is given with photos, one medium is hidden or seen again."""
    if not wish.media:
        return []
    known = {one.slot: one for one in list_there(world, report.report_id)}
    found = [known[slot] for slot in wish.media if slot in known]
    if name == "answer":
        sender = sender_of(world, report.report_id, account_id)
        usable = [one for one in found if not one.is_sent and one.sender == sender and one.state != "refused"]
        changes = [Change(one, replace(one, expires_at=None)) for one in usable]
    else:
        is_hidden = name == "hide-medium"
        usable = [one for one in found if one.is_sent and one.is_hidden != is_hidden]
        changes = [Change(one, replace(one, is_hidden=is_hidden)) for one in usable]
    if len(changes) < len(wish.media):
        missing = sorted(set(wish.media) - {one.slot for one in usable})
        raise InvalidInputError("", {"media": f"this cannot be done with: {', '.join(missing)}"})
    return changes


def writes(world: World, report_id: str, changes: Sequence[Change]) -> list[Item]:
    changed = (one for one in changes if one.old != one.new)
    return [media.replacing(world.reports, report_id, one.old, one.new) for one in changed]


def keep_files(world: World, report_id: str, changes: Sequence[Change]) -> None:
    """As long as their report. Where it fails the report is sent all the same, and sending it again does this again."""
    try:
        for one in changes:
            for key in keys_of(report_id, one.new):
                world.media.keep(key, "report")
    except FilesFailedError:
        metrics.count("MediaUnkept", who=report_id)


def show(world: World, report: Report, known: Sequence[Medium], viewer: Viewer) -> list[MediumShown]:
    return [show_one(world, report.report_id, one, viewer != "anybody") for one in known if is_seen(report, one, viewer)]


def is_seen(report: Report, medium: Medium, viewer: Viewer) -> bool:
    """Everybody sees what is public, senders what they have sent, officers what was uploaded for an answer, too."""
    return viewer == "officer" or (medium.is_sent if viewer == "sender" else is_public(report, medium))


def find_public(world: World, report_id: str, slot: str, is_small: bool) -> str:
    """The address of now; MediumNotFoundError."""
    report, medium = media.get_with_report(world.reports, report_id, slot)
    if report is None or medium is None or not is_public(report, medium):
        raise MediumNotFoundError
    return world.media.link(keys_of(report_id, medium)[-1 if is_small else 0], LINK_SECONDS)


def show_one(world: World, report_id: str, medium: Medium, is_inside: bool) -> MediumShown:
    point = medium.point if is_inside else None
    url, thumbnail = [*(world.media.link(key, LINK_SECONDS) for key in keys_of(report_id, medium)), "", ""][:2]
    return MediumShown(
        slot=medium.slot,
        kind=medium.kind,
        state=medium.state,
        reason=medium.reason,
        media_type=medium.kept_type,
        url=url,
        thumbnail=thumbnail,
        is_sent=medium.is_sent,
        is_hidden=medium.is_hidden,
        taken_at=medium.taken_at if is_inside else 0,
        lat=point.lat if point else None,
        long=point.long if point else None,
    )
