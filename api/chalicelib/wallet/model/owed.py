"""What is still to follow from something that has happened to a wallet: its owner hears of it, a bonus is paid."""

import msgspec

from ...otp.model.texts import Notice

LATE_SECONDS = 60  # whoever wrote it down sees to it at once; after so long they were stopped


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """`account_id` has the wallet, `citizen_hash` finds who is to hear of it; `at` in seconds since 1970."""

    owed_id: str
    notice: Notice
    account_id: str
    citizen_hash: str
    at: int
