"""A code of six digits: what it is bound to, how long it lives, and what it proves once it was right."""

import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from ...errors import ApiError, WrongFieldError
from ...keys import Keys

Purpose = Literal["registration", "password-reset", "phone-change", "wallet"]
Language = Literal["vi", "en", "fr", "ja", "ko", "zh-Hans"]
DIGITS = 6  # 20 bits: NIST SP 800-63B asks for six digits, and for few attempts below 64 bits
LIFETIME = timedelta(minutes=5)  # NIST: at most ten
MAX_ATTEMPTS = 5
PROOF_LIFETIME = timedelta(minutes=20)  # time to fill in the form that follows


@dataclass(frozen=True, slots=True)
class Challenge:
    """A code that was sent: `subject` is what it is for (a hash of an ID number, or an account), `phone` is sealed."""

    challenge_id: str
    purpose: Purpose
    phone_hash: str
    sealed_phone: str
    subject: str
    code_hash: str
    language: Language
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Proven:
    """Somebody holds this phone: they read the code that was sent to it for this subject."""

    challenge_id: str
    purpose: Purpose
    subject: str
    phone: str
    phone_hash: str
    language: Language


@dataclass(frozen=True, slots=True)
class Sent:
    """A code is on its way; the next one may go to the same phone in so many seconds."""

    challenge_id: str
    resend_in_seconds: int


class WrongCodeError(ApiError):
    status_code, code, title = 422, "wrong-code", "This is not the code that we sent"


class CodeGoneError(ApiError):
    """One answer for used, expired, exhausted and never sent: telling them apart would help only who is guessing."""

    status_code, code, title = 410, "code-gone", "This code is no longer valid: please ask for a new one"


class ProofGoneError(ApiError):
    status_code, code, title = 410, "proof-gone", "Too much time has passed since the code: please start again"


def hash_code(keys: Keys, challenge_id: str, purpose: Purpose, phone_hash: str, subject: str, code: str) -> str:
    """What is kept of a code: worthless for another challenge, purpose, phone or subject."""
    return keys.hash("otp", challenge_id, purpose, phone_hash, subject, code)


def is_right(challenge: Challenge, code: str, keys: Keys) -> bool:
    """Compared in constant time."""
    bound = (challenge.challenge_id, challenge.purpose, challenge.phone_hash, challenge.subject)
    return hmac.compare_digest(hash_code(keys, *bound, code), challenge.code_hash)


def read_code(text: str) -> str:
    """The digits of a code as people type it: spaces and full-width digits are fine. WrongFieldError."""
    digits = "".join(unicodedata.normalize("NFKC", text).split())
    if not re.fullmatch(f"[0-9]{{{DIGITS}}}", digits):
        raise WrongFieldError("code-digits", f"the code has {DIGITS} digits")
    return digits


def code_from(number: int) -> str:
    """A random number below 10**DIGITS as people read it."""
    return f"{number:0{DIGITS}d}"
