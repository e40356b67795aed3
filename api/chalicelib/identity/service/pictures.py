"""Taking in what was uploaded: whatever the browser has sent, what is kept is a picture of our own drawing."""

from functools import partial

import msgspec

from ... import metrics, uploads
from ...dynamodb import RefusedError
from ...errors import TooLargeError
from ...pictures import PictureError, clean
from ...uploads import Upload, digest_of
from ...world import World
from ..model.cases import PAPERS, Picture, picture_key
from ..storage import cases


def receive(world: World, key: str) -> None:
    """Called for each file that arrives."""
    uploads.receive(
        world.files,
        key,
        find=lambda upload: cases.get_picture(world.wallet, upload.owner_id, upload.part),
        take_in=partial(take_in, world),
    )


def take_in(world: World, upload: Upload, picture: Picture) -> None:
    case_id, (drawn, taken) = upload.owner_id, draw(world, picture, upload.key)
    if taken.state == "waiting":  # the file has gone: taken in by another call in this moment
        return
    if drawn:
        world.files.write(picture_key(case_id, taken), drawn, "image/jpeg", "month")
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
        drawn = clean(data, picture.media_type, PAPERS)
    except PictureError as error:
        return b"", msgspec.structs.replace(picture, state="refused", reason=error.code)
    except TooLargeError:
        return b"", msgspec.structs.replace(picture, state="refused", reason="picture-large")
    return drawn, msgspec.structs.replace(picture, state="stored", reason="", digest=digest_of(drawn))


def drop_unless_kept(world: World, case_id: str, taken: Picture) -> None:
    """A newer upload, or another call, came first: ours goes, unless it is the very one that is kept."""
    kept = cases.get_picture(world.wallet, case_id, taken.part)
    if taken.digest and (kept is None or picture_key(case_id, kept) != picture_key(case_id, taken)):
        world.files.delete(picture_key(case_id, taken))
