"""The code on a receipt that shows anybody that it is genuine."""

import hmac
from base64 import b32decode, b32encode
from datetime import date
from typing import Literal
from uuid import UUID

from ...errors import ApiError
from ...keys import Keys
from .limits import hue_time
from .transfers import Transfer

State = Literal["paid", "partly-returned", "returned"]
ID_BYTES, MAC_BYTES = 16, 10  # 80 bits that only we can make; guesses have to come over the network, one by one


class NoSuchReceiptError(ApiError):
    """One answer for codes that were never given and codes that were changed."""

    status_code, code, title = 404, "no-such-receipt", "No receipt has this code"


def make_code(keys: Keys, transfer_id: str) -> str:
    """42 letters and digits that fit into an address and a QR code."""
    mac = bytes.fromhex(keys.hash("receipt", transfer_id))[:MAC_BYTES]
    return b32encode(UUID(transfer_id).bytes + mac).decode().rstrip("=").lower()


def read_code(keys: Keys, code: str) -> str:
    """The transfer of a code that we made, checked before anything is looked up; NoSuchReceiptError."""
    try:
        raw = b32decode(code.upper() + "=" * (-len(code) % 8))
        transfer_id = str(UUID(bytes=raw[:ID_BYTES]))
    except ValueError:
        raise NoSuchReceiptError from None
    if not hmac.compare_digest(make_code(keys, transfer_id), code.lower()):
        raise NoSuchReceiptError
    return transfer_id


def state_after(transfer: Transfer, returned: int) -> State:
    if not returned:
        return "paid"
    return "returned" if returned >= transfer.amount else "partly-returned"


def day_of(transfer: Transfer) -> date:
    """In Huế."""
    return hue_time(transfer.at_ms).date()
