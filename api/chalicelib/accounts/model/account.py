"""The records of an account: what login needs to know, and what belongs to the person."""

from typing import Literal

import msgspec

from ...access import Level, Role
from ...otp.model.codes import Language

Status = Literal["active", "blocked"]
Consent = Literal["alerts", "statistics", "surveys"]
FREEZE_SECONDS = 24 * 3600  # how long no money leaves a wallet after a password, phone or e-mail address has changed
LOG_SECONDS = 365 * 24 * 3600
CLAIM_SECONDS = 180 * 24 * 3600  # time for a visit with the identity card; then the claim, and its phone, are forgotten


class Login(msgspec.Struct, frozen=True, kw_only=True):
    """`stamp` is new with every change, so that what was decided on an older state cannot be written."""

    account_id: str
    status: Status
    password_hash: str
    phone_hash: str
    sealed_phone: str
    language: Language
    masked_id: str
    role: Role = "citizen"
    level: Level = Level.PHONE
    units: list[str] = []
    needs_review: bool = False
    stamp: str
    money_frozen_until: int = 0
    sealed_totp: str = ""
    sealed_totp_offer: str = ""
    totp_step: int = 0
    recovery: list[str] = []


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Name, e-mail address and preferences are sealed; `consents` has the moment each was given."""

    sealed_details: str
    sealed_preferences: str = ""
    consents: dict[Consent, int] = {}
    created_at: int
    version: int = 1


class Details(msgspec.Struct, frozen=True):
    full_name: str
    email: str = ""


class LogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of what happened to an account, for its owner to read."""

    at: int
    what: str
    address: str
    device: str
    by: str = "owner"
