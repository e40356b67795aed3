"""What is still to follow from something that has happened: somebody hears of it, is paid, or is forgotten."""

from typing import Literal

import msgspec

from ...otp.model.texts import Notice

What = Notice | Literal["forget", "keep-pictures"]
LATE_SECONDS = 60  # whoever wrote it down sees to it at once; after so long they were stopped


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """`account_id` is whom it has happened to, `citizen_hash` finds who is to hear of it, also at an address
    where they gave one for this; `at` in seconds since 1970."""

    owed_id: str
    what: What
    account_id: str
    citizen_hash: str
    at: int
    sealed_email: str = ""
