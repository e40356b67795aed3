"""Signatures over what the city publishes: Ed25519 beside a file, RSA within the XML of an alert.

Both depend on key and data alone, so that what is signed again has the same bytes (ECDSA and RSA-PSS would not).
Libraries are imported when something is signed, and not before.
"""

import hashlib
import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from .errors import BuildError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

SIGNING_KEY, CAP_KEY, CAP_CERTIFICATE = "HUECITY_SIGNING_KEY", "HUECITY_CAP_KEY", "HUECITY_CAP_CERTIFICATE"
RSA_MIN_BITS = 2048
EXCLUSIVE_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#"
PEM_HEAD, PEM_END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"


@dataclass(frozen=True)
class Signer:
    """Signs with an Ed25519 key, given as PEM (PKCS #8)."""

    pem: str = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """The detached signature (RFC 8032), 64 bytes."""
        return self._key.sign(data)

    @cached_property
    def public_key(self) -> bytes:
        """The 32 bytes that anybody may know."""
        return self._key.public_key().public_bytes_raw()

    @cached_property
    def public_pem(self) -> str:
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        return self._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    @property
    def jwk(self) -> dict[str, str]:
        """The public key as JSON Web Key (RFC 8037); its `kid` is key_id."""
        return {**self._members, "kid": self.key_id, "use": "sig", "alg": "EdDSA"}

    @cached_property
    def key_id(self) -> str:
        """The thumbprint of the public key (RFC 7638): changes with the key."""
        return base64url(hashlib.sha256(json.dumps(self._members, separators=(",", ":")).encode()).digest())

    @property
    def _members(self) -> dict[str, str]:
        return {"crv": "Ed25519", "kty": "OKP", "x": base64url(self.public_key)}  # in the order of RFC 7638

    @cached_property
    def _key(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        key = load_private_key(self.pem, SIGNING_KEY)
        if not isinstance(key, Ed25519PrivateKey):
            raise BuildError(f"{SIGNING_KEY}: is no Ed25519 key")
        return key

    def check(self) -> None:
        """BuildError where nothing can be signed with this key."""
        assert self._key


@dataclass(frozen=True)
class XmlSigner:
    """Signs XML (W3C XML Signature, enveloped, rsa-sha256) with an RSA key and its certificate, both given as PEM."""

    pem: str = field(repr=False)
    certificate: str

    def sign_xml(self, xml: bytes) -> bytes:
        """The same document with a Signature as the last child of its root."""
        from lxml import etree
        from signxml import XMLSigner  # type: ignore[attr-defined]

        signer = XMLSigner(signature_algorithm="rsa-sha256", digest_algorithm="sha256", c14n_algorithm=EXCLUSIVE_C14N)
        root = signer.sign(etree.fromstring(xml), key=self._key, cert=self.certificate)
        signed: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        return signed

    @cached_property
    def key_id(self) -> str:
        """SHA-256 of the certificate: what it is pinned by, and what changes with it."""
        body = self.certificate.partition(PEM_HEAD)[2].partition(PEM_END)[0]
        return hashlib.sha256(b64decode(body)).hexdigest()

    @cached_property
    def _key(self) -> "RSAPrivateKey":
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

        key = load_private_key(self.pem, CAP_KEY)
        if not isinstance(key, RSAPrivateKey) or key.key_size < RSA_MIN_BITS:
            raise BuildError(f"{CAP_KEY}: is no RSA key of at least {RSA_MIN_BITS} bits")
        return key

    def check(self) -> None:
        """BuildError where nothing can be signed with this key, or the certificate is another key's."""
        from cryptography.x509 import load_pem_x509_certificate

        try:
            certificate = load_pem_x509_certificate(self.certificate.encode())
        except ValueError:
            raise BuildError(f"{CAP_CERTIFICATE}: is no certificate in PEM") from None
        if certificate.public_key() != self._key.public_key():
            raise BuildError(f"{CAP_CERTIFICATE}: belongs to another key than {CAP_KEY}")


@dataclass(frozen=True)
class Keys:
    """Who signs what; None where nobody does, and then signatures are left out."""

    signer: Signer | None = None
    cap_signer: XmlSigner | None = None

    def missing(self) -> Iterable[str]:
        """The names of what nothing can be signed without."""
        yield from () if self.signer else (SIGNING_KEY,)
        yield from () if self.cap_signer else (CAP_KEY, CAP_CERTIFICATE)

    def check(self) -> None:
        """BuildError, worded without the key itself, where one is of no use."""
        for signer in (self.signer, self.cap_signer):
            if signer:
                signer.check()

    def stamp(self) -> str:
        """Changes with any key, without a library; nothing of a key can be learned from it."""
        pems = (self.signer and self.signer.pem, self.cap_signer and (self.cap_signer.pem, self.cap_signer.certificate))
        return hashlib.sha256(repr(pems).encode()).hexdigest()


NO_KEYS = Keys()


def load_private_key(pem: str, name: str) -> object:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        return load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):  # TypeError: it is locked with a password
        raise BuildError(f"{name}: is no private key in PEM (PKCS #8, without a password)") from None


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
