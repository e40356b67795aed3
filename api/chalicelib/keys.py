"""What the database may see of what people entrust us: keyed hashes to find it by, sealed text to read it again."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

PEPPER_CHARACTERS = 32
NONCE_BYTES = 12  # what AES-GCM asks for


class WeakPepperError(Exception):
    """HUECITY_PEPPER is missing or too short: without it, ID numbers could be found by trying them all."""


@dataclass(frozen=True, slots=True)
class Keys:
    """One secret from the environment; every use has its own key, so that no hash can be carried from one to another."""

    pepper: str

    def __post_init__(self) -> None:
        if len(self.pepper) < PEPPER_CHARACTERS:
            raise WeakPepperError(f"HUECITY_PEPPER must have {PEPPER_CHARACTERS} characters or more")

    def key(self, use: str) -> bytes:
        return hmac.digest(self.pepper.encode(), f"huecity/{use}".encode(), hashlib.sha256)

    def hash(self, use: str, *parts: str) -> str:
        """HMAC-SHA256 in hexadecimal. Parts are kept apart, so that ("1", "23") is not ("12", "3")."""
        message = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
        return hmac.new(self.key(use), message, hashlib.sha256).hexdigest()

    def seal(self, place: str, text: str) -> str:
        """Encrypted (AES-256-GCM); only `unseal` with the same place reads it, so it cannot be moved to another account."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(NONCE_BYTES)
        return urlsafe_b64encode(nonce + AESGCM(self.key("seal")).encrypt(nonce, text.encode(), place.encode())).decode()

    def unseal(self, place: str, sealed: str) -> str:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        raw = urlsafe_b64decode(sealed)
        return AESGCM(self.key("seal")).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()


def token_hash(token: str) -> str:
    """For tokens of 256 random bits, which nobody can try out: a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """256 random bits, in 43 letters that fit into a cookie or an address."""
    return secrets.token_urlsafe(32)
