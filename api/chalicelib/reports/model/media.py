"""What comes with a report: photos, a video, a sound, and photos of what was done; who sees them, and by which names."""

from typing import Literal

import msgspec

from ...errors import ApiError
from ...pictures import MediaType, Refusal, Sides
from ...uploads import Upload
from .containers import SoundType, VideoType
from .containers.refusals import MediumRefusal
from .places import Point
from .reports import DAY, Report

Kind = Literal["photo", "video", "sound", "after"]
MediumType = MediaType | VideoType | SoundType
MediumState = Literal["missing", "waiting", "stored", "refused"]
BEFORE = r"^(photo-[1-3]|video|sound)$"
AFTER = r"^after-([1-9]|1[0-2])$"
ANY_SLOT = rf"{BEFORE[:-1]}|{AFTER[1:]}"
MOST_AFTER = 3  # with one answer
MEGABYTE = 1024 * 1024
MOST_MEGABYTES: dict[Kind, int] = {"photo": 10, "after": 10, "video": 50, "sound": 10}
TYPE_OF: dict[Kind, str] = {"photo": "image/", "after": "image/", "video": "video/", "sound": "audio/"}
ENDINGS = {
    "image/jpeg": "jpg",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/quicktime": "mov",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/webm": "weba",
    "audio/ogg": "ogg",
}
PHOTOS = Sides(least=200, longest=2400)
THUMBNAILS = Sides(least=1, longest=480)
UNSENT_SECONDS = DAY
UPLOADS_A_DAY = 100
LINK_SECONDS = 600  # long enough to see a video to its end


class Medium(msgspec.Struct, frozen=True, kw_only=True):
    """One slot of a report. It ends (`expires_at`) unless the report is sent with it; what then is missing may still come.

    `sender` is a keyed hash. `taken_at` and the point are what the camera wrote into a photo: for its sender and officers.
    """

    slot: str
    kind: Kind
    sender: str
    upload_id: str = ""
    media_type: MediumType | Literal[""] = ""
    state: MediumState = "missing"
    reason: Refusal | MediumRefusal | Literal[""] = ""
    digest: str = ""
    taken_at: int = 0
    lat_e6: int | None = None
    long_e6: int | None = None
    is_hidden: bool = False
    expires_at: int | None = None

    @property
    def is_sent(self) -> bool:
        return self.expires_at is None

    @property
    def has_picture(self) -> bool:
        return TYPE_OF[self.kind] == "image/"

    @property
    def point(self) -> Point | None:
        return None if self.lat_e6 is None or self.long_e6 is None else Point(self.lat_e6, self.long_e6)

    @property
    def kept_type(self) -> str:
        """Pictures are drawn anew."""
        return "image/jpeg" if self.has_picture else self.media_type

    def is_there(self, now: int) -> bool:
        """What has ended counts as gone, whether or not it was swept away."""
        return self.expires_at is None or self.expires_at > now


class MediumNotFoundError(ApiError):
    """Also for what is hidden, or is not seen yet."""

    status_code, code, title = 404, "no-such-medium", "There is no such photo, video or sound"


class SlotTakenError(ApiError):
    """What was sent with a report is not replaced."""

    status_code, code, title = 409, "slot-taken", "There is a file in this place already, and it was sent with the report"


def most_bytes(kind: Kind) -> int:
    return MOST_MEGABYTES[kind] * MEGABYTE


def kind_of(slot: str) -> Kind:
    kinds: dict[str, Kind] = {"photo": "photo", "video": "video", "sound": "sound", "after": "after"}
    return kinds[slot.partition("-")[0]]


def upload_of(report_id: str, medium: Medium) -> Upload:
    return Upload(report_id, medium.slot, medium.upload_id)


def kept_key(report_id: str, medium: Medium) -> str:
    name = f"{medium.slot}-{medium.upload_id}-{medium.digest}"
    return f"media/{report_id}/{name}.{ENDINGS[medium.kept_type]}"


def thumbnail_key(report_id: str, medium: Medium) -> str:
    return f"media/{report_id}/{medium.slot}-{medium.upload_id}-{medium.digest}-small.jpg"


def keys_of(report_id: str, medium: Medium) -> list[str]:
    """Of all its files; none where nothing was taken in."""
    if not medium.digest:
        return []
    return [kept_key(report_id, medium), *([thumbnail_key(report_id, medium)] if medium.has_picture else [])]


def are_public(report: Report) -> bool:
    """Words are public at once, photos and sounds when the city has looked at the report; withdrawn ones never are."""
    return report.state not in ("received", "rejected") and not (report.is_hidden or report.is_withdrawn)


def is_public(report: Report, medium: Medium) -> bool:
    return are_public(report) and medium.state == "stored" and medium.is_sent and not medium.is_hidden


def is_cover(medium: Medium) -> bool:
    return medium.kind == "photo" and medium.state == "stored" and medium.is_sent and not medium.is_hidden


def cover_of(media: list[Medium]) -> str:
    return next((one.slot for one in media if is_cover(one)), "")


def place_of(media: list[Medium]) -> Point | None:
    """Where the first photo that knows it was taken."""
    return next((one.point for one in media if one.point), None)
