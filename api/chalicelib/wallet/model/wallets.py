"""A person's wallet and its referral code, and what is sent and shown while it is opened, unlocked and used."""

import secrets
from typing import Annotated, Literal

import msgspec

from ...accounts.model.requests import Password, Text, Token
from ...errors import ApiError
from .transfers import MOST

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that looks like something else
CODE_CHARACTERS = 8
SEEN_AS = str.maketrans("ILO", "110")
Subject = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Amount = Annotated[int, msgspec.Meta(ge=0, le=MOST)]


class Wallet(msgspec.Struct, frozen=True, kw_only=True):
    """`citizen_hash` finds the owner's login; `opening_id` is the code it was opened with. Times in seconds since 1970."""

    status: Literal["active", "closed"] = "active"
    citizen_hash: str
    referral_code: str
    referred_by: str = ""
    opening_id: str
    opened_at: int


class WalletOpenError(ApiError):
    status_code, code, title = 409, "wallet-open", "You have a wallet already"


class OpeningToConfirm(msgspec.Struct):
    """What the wallet will be opened for; `proof` goes with the last step."""

    proof: str
    full_name: str
    citizen_id: str
    phone: str
    email: str


class WalletToOpen(msgspec.Struct, forbid_unknown_fields=True):
    """`is_confirmed`: the person has seen that name, number and phone are theirs."""

    proof: Token
    is_confirmed: bool
    wallet_password: Password
    referral_code: Text = ""


class WalletShown(msgspec.Struct):
    """`is_locked`: too many wrong wallet passwords; `frozen_until`: no money leaves before, 0 where it may."""

    status: Literal["active", "closed"]
    level: int
    referral_code: str
    was_referred: bool
    opened_at: int
    is_locked: bool
    frozen_until: int


class ChangedWalletPassword(msgspec.Struct, forbid_unknown_fields=True):
    wallet_password: Password
    new_wallet_password: Password


class WalletToUnlock(msgspec.Struct, forbid_unknown_fields=True):
    """`password` is the account's; together with the code and the ID number it shows who asks."""

    proof: Token
    password: Password
    citizen_id: Text
    wallet_password: Password


class UnlockingProof(msgspec.Struct):
    proof: str


class PaymentToProve(msgspec.Struct, forbid_unknown_fields=True):
    """`subject` is what is paid, as the payment itself will name it; `amount` in đồng, 0 where no money moves. Large amounts
    also take the account's `password`, and `second_factor` where the account has one."""

    wallet_password: Password
    subject: Subject
    amount: Amount
    password: Password = ""
    second_factor: Annotated[str, msgspec.Meta(max_length=40)] = ""


class WalletProof(msgspec.Struct):
    """Good once, for this subject and amount alone."""

    wallet_proof: str
    expires_in_seconds: int


def new_referral_code() -> str:
    """40 random bits as people can read them to each other."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_CHARACTERS))


def read_referral_code(text: str) -> str:
    """As it is kept, however it was written down: "4k7p-9wxo" is 4K7P9WX0."""
    return "".join(one for one in text.upper().translate(SEEN_AS) if one.isalnum())
