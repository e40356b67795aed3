"""Signed messages between us and those we move money with: HMAC-SHA256 over what is sent, when, and with which nonce."""

import hashlib
import hmac
from collections.abc import Sequence
from typing import Literal, Protocol

from .errors import ApiError

Use = Literal["request", "answer", "callback"]  # part of what is signed, so that no message can be sent back as another
KEY_CHARACTERS = 32
CLOCK_SECONDS = 300  # how far apart two clocks may be; nonces must be remembered for twice as long
TIMESTAMP, NONCE, SIGNATURE = "X-Timestamp", "X-Nonce", "X-Signature"


class Headers(Protocol):
    """What every library has for the headers of a message."""

    def get(self, name: str, /) -> str | None: ...


class WrongSignatureError(ApiError):
    """Not signed, signed by somebody else, too old, or changed on its way: one answer for all."""

    status_code, code, title = 401, "wrong-signature", "This message is not signed as it should be"


class WeakKeyError(Exception):
    """A key that is missing or too short to be one."""


def sign(key: str, use: Use, subject: str, at: int, nonce: str, body: bytes) -> str:
    """In hexadecimal. `subject` is what a message is about: method and path, or the nonce that it answers."""
    if len(key) < KEY_CHARACTERS:
        raise WeakKeyError(f"a key for signatures must have {KEY_CHARACTERS} characters or more")
    told = "\n".join((use, subject, str(at), nonce, hashlib.sha256(body).hexdigest()))
    return hmac.new(key.encode(), told.encode(), hashlib.sha256).hexdigest()


def signed(key: str, use: Use, subject: str, at: int, nonce: str, body: bytes) -> dict[str, str]:
    """The headers that go with a message."""
    return {TIMESTAMP: str(at), NONCE: nonce, SIGNATURE: sign(key, use, subject, at, nonce, body)}


def check_signature(keys: Sequence[str], use: Use, subject: str, headers: Headers, body: bytes, now: int) -> str:
    """The nonce of a message that was signed with one of `keys` around `now`; WrongSignatureError otherwise."""
    stamp, nonce, signature = (headers.get(name) or "" for name in (TIMESTAMP, NONCE, SIGNATURE))
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= 12 and 16 <= len(nonce) <= 64 and nonce.isascii()):
        raise WrongSignatureError
    expected = [sign(key, use, subject, int(stamp), nonce, body).encode() for key in keys]
    if not any(hmac.compare_digest(one, signature.encode()) for one in expected) or abs(int(stamp) - now) > CLOCK_SECONDS:
        raise WrongSignatureError
    return nonce
