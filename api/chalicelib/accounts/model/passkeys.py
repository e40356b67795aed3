"""Passkeys (WebAuthn): keys that never leave a person's device, which asks for finger, face or PIN before it signs."""

import hashlib
import hmac
import ipaddress
import json
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec

from ...keys import Keys

CHALLENGE_SECONDS = 300
ES256, EDDSA, RS256 = -7, -8, -257  # COSE numbers of the algorithms that devices use
HANDLE = re.compile(r"[0-9a-f]{32}")  # an account's id
Text = Annotated[str, msgspec.Meta(max_length=10_000)]


class Passkey(msgspec.Struct, frozen=True, kw_only=True):
    """`public_key` is CBOR in base64url. The name is the person's own."""

    passkey_id: str
    citizen_hash: str
    public_key: str
    sign_count: int
    name: str
    created_at: int
    used_at: int = 0


class RegistrationResult(msgspec.Struct, rename="camel"):
    client_data_json: Text = msgspec.field(name="clientDataJSON")
    attestation_object: Text


class LoginResult(msgspec.Struct, rename="camel"):
    """`user_handle` is the account that the passkey was made for."""

    client_data_json: Text = msgspec.field(name="clientDataJSON")
    authenticator_data: Text
    signature: Text
    user_handle: Text


class NewCredential(msgspec.Struct, rename="camel"):
    """What PublicKeyCredential.toJSON() gives after navigator.credentials.create()."""

    id: Text
    raw_id: Text
    response: RegistrationResult
    type: Literal["public-key"]


class Credential(msgspec.Struct, rename="camel"):
    """The same after navigator.credentials.get()."""

    id: Text
    raw_id: Text
    response: LoginResult
    type: Literal["public-key"]


def relying_party(origins: tuple[str, ...]) -> tuple[str, list[str]]:
    """(the host that passkeys are for, the origins that may use them). An IP address can have none."""
    hosts = {origin: urlsplit(origin).hostname or "" for origin in origins}
    host = next((one for one in hosts.values() if not is_address(one)), "")
    return host, [origin for origin, one in hosts.items() if one == host]


def is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def new_challenge(keys: Keys, context: str, now: datetime) -> str:
    """Tells by itself when and what for it was made, so that nothing need be kept until it comes back."""
    body = secrets.token_bytes(16) + int(now.timestamp()).to_bytes(8, "big")
    return encode(body + challenge_mac(keys, context, body))


def is_ours(keys: Keys, context: str, challenge: str, now: datetime) -> bool:
    """Whether we made this challenge, for this, and not long ago. Written as we wrote it: another writing of the same
    bytes would be a second challenge to who keeps those that were used."""
    try:
        raw = decode(challenge)
    except ValueError:
        return False
    if encode(raw) != challenge:
        return False
    body, mac = raw[:24], raw[24:]
    age = int(now.timestamp()) - int.from_bytes(body[16:], "big")
    return hmac.compare_digest(mac, challenge_mac(keys, context, body)) and 0 <= age < CHALLENGE_SECONDS


def challenge_mac(keys: Keys, context: str, body: bytes) -> bytes:
    return hmac.digest(keys.key(f"passkey/{context}"), body, hashlib.sha256)


def challenge_in(client_data_json: str) -> str:
    """The challenge that a device has signed, as it says; "" where it says none."""
    try:
        said = json.loads(decode(client_data_json))
    except ValueError:
        return ""
    challenge = said.get("challenge") if isinstance(said, dict) else None
    return challenge if isinstance(challenge, str) else ""


def verify_new(credential: NewCredential, challenge: str, origins: tuple[str, ...]) -> tuple[str, int] | None:
    """(public key, count of signatures) of a good registration; None otherwise."""
    from webauthn import verify_registration_response

    host, allowed = relying_party(origins)
    expected: dict[str, Any] = {"expected_challenge": decode(challenge), "expected_rp_id": host, "expected_origin": allowed}
    try:
        made = verify_registration_response(credential=plain(credential), **expected, require_user_verification=True)
    except Exception:  # whatever a library stumbles over in bytes that anybody can send: it is no passkey
        return None
    return encode(made.credential_public_key), int(made.sign_count)


def verify_login(credential: Credential, challenge: str, origins: tuple[str, ...], passkey: Passkey) -> int | None:
    """The new count of signatures where this passkey signed; None otherwise."""
    from webauthn import verify_authentication_response

    host, allowed = relying_party(origins)
    expected: dict[str, Any] = {"expected_challenge": decode(challenge), "expected_rp_id": host, "expected_origin": allowed}
    known: dict[str, Any] = {
        "credential_public_key": decode(passkey.public_key),
        "credential_current_sign_count": passkey.sign_count,
    }
    try:
        signed = verify_authentication_response(
            credential=plain(credential), **expected, **known, require_user_verification=True
        )
    except Exception:  # as above
        return None
    return int(signed.new_sign_count)


def plain(credential: NewCredential | Credential) -> dict[str, Any]:
    converted: dict[str, Any] = msgspec.to_builtins(credential)
    return converted


def passkey_id_of(credential: NewCredential | Credential) -> str:
    """A name of fixed length for a credential id, which may be long."""
    return hashlib.sha256(credential.id.encode()).hexdigest()  # checked to be the one writing of `raw_id`


def handle_of(credential: Credential) -> str:
    """The account that a passkey says it is of; "" where it says nothing of use."""
    try:
        handle = decode(credential.response.user_handle).decode("ascii")
    except ValueError:
        return ""
    return handle if HANDLE.fullmatch(handle) else ""


def encode(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def decode(text: str) -> bytes:
    """ValueError for what is no base64url."""
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
