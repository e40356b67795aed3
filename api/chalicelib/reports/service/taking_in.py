"""Taking in what was uploaded: pictures drawn anew, small ones beside them, videos and sounds without what says where."""

from contextlib import suppress
from functools import partial

from msgspec.structs import replace

from ... import metrics, uploads
from ...clients.files import Keep
from ...dynamodb import RefusedError
from ...errors import TooLargeError
from ...pictures import PictureError, read_taken
from ...pictures import clean as clean_picture
from ...uploads import Upload, digest_of
from ...world import World
from ..model.containers import clean as clean_container
from ..model.containers.refusals import MediumError
from ..model.media import PHOTOS, THUMBNAILS, Medium, is_cover, keys_of, most_bytes
from ..model.places import point_of
from ..storage import media


def receive(world: World, key: str) -> None:
    """Called for each file that arrives."""
    uploads.receive(
        world.media,
        key,
        find=lambda upload: media.get(world.reports, upload.owner_id, upload.part),
        take_in=partial(take_in, world),
    )


def take_in(world: World, upload: Upload, medium: Medium) -> None:
    files, taken = make(world, upload, medium)
    if taken.state == "waiting":  # the file has gone: taken in by another call in this moment
        return
    keep: Keep = "report" if medium.is_sent else "unsent"
    kinds = (taken.kept_type, "image/jpeg")
    for key, data, media_type in zip(keys_of(upload.owner_id, taken), files, kinds, strict=False):
        world.media.write(key, data, media_type, keep)
    try:
        world.reports.transact([media.replacing(world.reports, upload.owner_id, medium, taken)])
    except RefusedError:
        look_again(world, upload, taken)
    else:
        give_cover(world, upload.owner_id, taken)
        metrics.count("MediumReceived", kind=taken.kind, state=taken.state, reason=taken.reason or "none")


def give_cover(world: World, report_id: str, taken: Medium) -> None:
    with suppress(RefusedError):  # it has one
        if is_cover(taken):
            media.cover(world.reports, report_id, taken.slot)


def look_again(world: World, upload: Upload, taken: Medium) -> None:
    """It was sent with its report in this moment, and is kept longer; or a newer upload, or another call, came first."""
    latest = media.get(world.reports, upload.owner_id, upload.part)
    if uploads.is_awaited(latest, upload):
        take_in(world, upload, latest)
        return
    kept = keys_of(upload.owner_id, latest) if latest else []
    for key in set(keys_of(upload.owner_id, taken)) - set(kept):
        world.media.delete(key)


def make(world: World, upload: Upload, medium: Medium) -> tuple[list[bytes], Medium]:
    """(the files as we keep them, their record); a file that cannot be used leaves the reason alone."""
    try:
        data = world.media.read(upload.key, most_bytes(medium.kind))
        if data is None:
            return [], medium
        files = clean(data, medium)
    except (PictureError, MediumError) as error:
        return [], replace(medium, state="refused", reason=error.code)
    except TooLargeError:
        return [], replace(medium, state="refused", reason="media-large")
    stored = replace(medium, state="stored", reason="", digest=digest_of(files[0]))
    return files, with_facts(world, stored, data) if medium.has_picture else stored


def clean(data: bytes, medium: Medium) -> list[bytes]:
    """A picture with its small one; anything else by itself. PictureError, MediumError."""
    if not medium.has_picture:
        return [clean_container(data, medium.media_type)]
    large = clean_picture(data, medium.media_type, PHOTOS)
    return [large, clean_picture(large, "image/jpeg", THUMBNAILS)]


def with_facts(world: World, medium: Medium, data: bytes) -> Medium:
    """Where and when, as its camera has written it; a clock that is ahead of ours is wrong."""
    taken = read_taken(data, "+07:00")
    at = taken.at if 0 < taken.at <= world.now.timestamp() else 0
    if taken.lat is None or taken.long is None:
        return replace(medium, taken_at=at)
    point = point_of(taken.lat, taken.long)
    return replace(medium, taken_at=at, lat_e6=point.lat_e6, long_e6=point.long_e6)
