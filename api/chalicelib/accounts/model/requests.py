"""What people send and get back: the bodies of requests and replies of accounts."""

from typing import Annotated, Literal

import msgspec

from ...otp.model.codes import Language
from .account import Consent, LogEntry
from .passkeys import EDDSA, ES256, RS256, Credential, NewCredential
from .preferences import Preferences

Text = Annotated[str, msgspec.Meta(max_length=200)]
Password = Annotated[str, msgspec.Meta(max_length=1000)]
Code = Annotated[str, msgspec.Meta(max_length=20)]
Token = Annotated[str, msgspec.Meta(min_length=20, max_length=100)]
Purposes = Annotated[list[Consent], msgspec.Meta(max_length=20)]
Outcome = Literal["continue", "registered", "identity_check", "no_match"]


class CodeRequest(msgspec.Struct, forbid_unknown_fields=True):
    """`citizen_id` and `phone` as people write them."""

    citizen_id: Text
    phone: Text
    language: Language


class CodeSent(msgspec.Struct):
    """The same whether the number is new, registered, claimed by others or blocked. `id` stands in the next addresses."""

    id: str
    expires_in_seconds: int
    resend_in_seconds: int
    digits: int


class CodeEntered(msgspec.Struct, forbid_unknown_fields=True):
    code: Code


class Verified(msgspec.Struct):
    """What comes next. `continue` has a proof for it.

    `registered`: log in instead. `identity_check`: only a visit with the identity card decides.
    `no_match`: no account has this ID number and this phone together.
    """

    outcome: Outcome
    proof: str = ""


class NewAccount(msgspec.Struct, forbid_unknown_fields=True):
    """Consents are given one by one; none is taken for granted."""

    proof: Token
    citizen_id: Text
    full_name: Text
    password: Password
    email: Text = ""
    consents: Purposes = []


class Credentials(msgspec.Struct, forbid_unknown_fields=True):
    """`second_factor`: the code of an authenticator app, or a recovery code, where the account has one."""

    citizen_id: Text
    password: Password
    second_factor: Annotated[str, msgspec.Meta(max_length=40)] = ""


class NewPassword(msgspec.Struct, forbid_unknown_fields=True):
    """After the code of a password reset."""

    proof: Token
    citizen_id: Text
    password: Password


class ChangedPassword(msgspec.Struct, forbid_unknown_fields=True):
    password: Password
    new_password: Password


class ChangedPhone(msgspec.Struct, forbid_unknown_fields=True):
    """With the code of the app (or a recovery code) where the account has one: a phone is a way back into it."""

    password: Password
    phone: Text
    second_factor: Annotated[str, msgspec.Meta(max_length=40)] = ""


class ChangedEmail(msgspec.Struct, forbid_unknown_fields=True):
    password: Password
    email: Text


class PasswordAgain(msgspec.Struct, forbid_unknown_fields=True):
    """For what matters, the person at the keys shows again who they are."""

    password: Password


class FactorsAgain(msgspec.Struct, forbid_unknown_fields=True):
    """Before a way to log in is added: the code of the app (or a recovery code) as well, where the account has one."""

    password: Password
    second_factor: Annotated[str, msgspec.Meta(max_length=40)] = ""


class SessionsToEnd(msgspec.Struct, forbid_unknown_fields=True):
    """One session, or all of them where `session_id` is left out."""

    password: Password
    session_id: Text = ""


class SecondFactorRemoval(msgspec.Struct, forbid_unknown_fields=True):
    password: Password
    second_factor: Annotated[str, msgspec.Meta(max_length=40)]


class SecondFactorOffer(msgspec.Struct):
    """For an authenticator app: `qr_svg` to scan, or `secret` to type; it counts once a code of it was entered."""

    secret: str
    uri: str
    qr_svg: str


class PasskeyOptions(msgspec.Struct):
    """For navigator.credentials.create(); resident key and user verification are required, attestation is not asked for."""

    challenge: str
    rp_id: str
    user_handle: str
    user_name: str
    timeout_ms: int
    algorithms: tuple[int, ...] = (ES256, EDDSA, RS256)


class NewPasskey(msgspec.Struct, forbid_unknown_fields=True):
    name: Text
    credential: NewCredential


class OnePasskey(msgspec.Struct):
    id: str
    name: str
    created_at: int
    used_at: int


class Passkeys(msgspec.Struct):
    passkeys: list[OnePasskey]


class PasskeyRemoval(msgspec.Struct, forbid_unknown_fields=True):
    password: Password
    passkey_id: Text


class LoginOptions(msgspec.Struct):
    """For navigator.credentials.get(); user verification is required."""

    challenge: str
    rp_id: str
    timeout_ms: int


class PasskeyLogin(msgspec.Struct, forbid_unknown_fields=True):
    credential: Credential


class RecoveryCodes(msgspec.Struct):
    """Shown once; each logs in once without the app."""

    recovery_codes: list[str]


class Me(msgspec.Struct):
    """The person's own view of their account; what they would not need to read is masked."""

    account_id: str
    full_name: str
    email: str
    citizen_id: str
    phone: str
    role: str
    level: int
    language: Language
    consents: list[Consent]
    has_second_factor: bool
    money_frozen_until: int


class OneSession(msgspec.Struct):
    id: str
    device: str
    network: str
    begun_at: int
    seen_at: int
    is_this_one: bool


class Sessions(msgspec.Struct):
    sessions: list[OneSession]


class Consents(msgspec.Struct, forbid_unknown_fields=True):
    """All that the person agrees to; what is left out is withdrawn."""

    consents: Purposes


class OwnLog(msgspec.Struct):
    """Newest first."""

    log: list[LogEntry]


class OwnDetails(msgspec.Struct):
    account_id: str
    full_name: str
    email: str
    phone: str
    citizen_id: str
    language: Language
    role: str
    level: int
    created_at: int
    has_second_factor: bool
    units: list[str]
    money_frozen_until: int
    needs_review: bool


class Export(msgspec.Struct):
    """Everything that accounts keep of a person. The ID number itself is not kept, so it is masked here as well."""

    exported_at: int
    account: OwnDetails
    consents: dict[Consent, int]
    preferences: Preferences
    passkeys: list[OnePasskey]
    sessions: list[OneSession]
    log: list[LogEntry]


class Done(msgspec.Struct):
    """Nothing more to say than that it is so now."""

    done: bool = True
