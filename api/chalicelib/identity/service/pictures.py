"""Taking in what was uploaded: whatever the browser has sent, what is kept is a picture of our own drawing."""

import hashlib

import msgspec

from ... import metrics
from ...dynamodb import RefusedError
from ...errors import TooLargeError
from ...world import World
from ..model.cases import Picture, picture_key, read_incoming_key
from ..model.images import PictureError, clean
from ..storage import cases


def receive(world: World, key: str) -> None:
    """Called for each file that arrives; called again, or late, or for a file that nobody waits for, it only tidies up."""
    names = read_incoming_key(key)
    if names is None:
        return
    case_id, part, upload_id = names
    picture = cases.get_picture(world.wallet, case_id, part)
    if picture and picture.upload_id == upload_id and picture.state == "waiting":
        take_in(world, case_id, picture, key)
    world.files.delete(key)


def take_in(world: World, case_id: str, picture: Picture, key: str) -> None:
    drawn, taken = draw(world, picture, key)
    if taken.state == "waiting":  # the file has gone: taken in by another call in this moment
        return
    if drawn:
        world.files.write_picture(picture_key(case_id, taken), drawn, "month")
    try:
        world.wallet.transact([cases.taking_in(world.wallet, case_id, taken)])
    except RefusedError:
        drop_unless_kept(world, case_id, taken)
    else:
        metrics.count("PictureReceived", state=taken.state, reason=taken.reason or "none")


def draw(world: World, picture: Picture, key: str) -> tuple[bytes, Picture]:
    """(the picture as we keep it, its record); a file that cannot be used leaves the reason alone."""
    try:
        data = world.files.read(key)
        if data is None:
            return b"", picture
        drawn = clean(data, picture.media_type)
    except PictureError as error:
        return b"", msgspec.structs.replace(picture, state="refused", reason=error.code)
    except TooLargeError:
        return b"", msgspec.structs.replace(picture, state="refused", reason="picture-large")
    digest = hashlib.sha256(drawn).hexdigest()[:32]
    return drawn, msgspec.structs.replace(picture, state="stored", reason="", digest=digest)


def drop_unless_kept(world: World, case_id: str, taken: Picture) -> None:
    """A newer upload, or another call, came first: ours goes, unless it is the very one that is kept."""
    kept = cases.get_picture(world.wallet, case_id, taken.part)
    if taken.digest and (kept is None or picture_key(case_id, kept) != picture_key(case_id, taken)):
        world.files.delete(picture_key(case_id, taken))
