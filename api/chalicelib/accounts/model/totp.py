"""The second factor of an authenticator app (TOTP, RFC 6238), and the recovery codes for a lost one."""

import re
import secrets
import unicodedata
from datetime import datetime

from ...keys import Keys

ISSUER = "HueCity"
STEP_SECONDS = 30
OFFER_SECONDS = 600  # time to find the app and point it at the QR code
STEPS_BACK = 1  # for slow fingers and networks
RECOVERY_CODES = 10
RECOVERY_BYTES = 15  # 120 bits: a plain keyed hash is enough to keep them (from 112 bits on, ASVS 6.5.2)
SIX_DIGITS = re.compile(r"[0-9]{6}")


def new_secret() -> str:
    """160 random bits in base 32."""
    import pyotp

    return str(pyotp.random_base32(32))


def provisioning_uri(secret: str, masked_id: str) -> str:
    """What the QR code holds. The name that the app shows is masked: phones get lost."""
    import pyotp

    return str(pyotp.TOTP(secret).provisioning_uri(name=masked_id, issuer_name=ISSUER))


def qr_svg(uri: str) -> str:
    import segno

    return str(segno.make(uri, error="m").svg_inline(scale=4, border=4))


def step_of(secret: str, code: str, last_step: int, now: datetime) -> int | None:
    """The time step that this code is of; None where it is wrong, too old, or not newer than the last one used."""
    import pyotp

    digits = "".join(unicodedata.normalize("NFKC", code).split())
    if not SIX_DIGITS.fullmatch(digits):
        return None
    current = int(now.timestamp()) // STEP_SECONDS
    for step in range(current - STEPS_BACK, current + 1):
        if step > last_step and pyotp.utils.strings_equal(pyotp.TOTP(secret).generate_otp(step), digits):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Ten codes such as "k3vq-7zpa-m2xd-9hge-4ras-bw2n", each good for one login."""
    import base64

    raw = [base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower() for _ in range(RECOVERY_CODES)]
    return ["-".join(code[start : start + 4] for start in range(0, len(code), 4)) for code in raw]


def hash_recovery(keys: Keys, account_id: str, code: str) -> str:
    return keys.hash("recovery", account_id, re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", code).casefold()))
