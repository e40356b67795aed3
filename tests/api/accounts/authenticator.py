"""A phone with passkeys, in software: makes ES256 keys and signs what a browser would have it sign."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


def encode(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Authenticator:
    """One device with one passkey."""

    origin: str = "https://huecity.example"
    host: str = "huecity.example"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    raw_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    user_handle: str = ""

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """navigator.credentials.create(), as JSON."""
        self.user_handle = options["user_handle"]
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.raw_id).to_bytes(2, "big") + self.raw_id + cbor2.dumps(cose)
        data = self.data(self.flags | WITH_KEY) + attested
        response = {
            "clientDataJSON": self.client_data("webauthn.create", options["challenge"]),
            "attestationObject": encode(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})),
        }
        return self.credential(response)

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """navigator.credentials.get(), as JSON."""
        self.count += 1
        data, client_data = self.data(self.flags), self.client_data("webauthn.get", options["challenge"])
        said = json.dumps(self.said).encode()
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        response = {"clientDataJSON": client_data, "authenticatorData": encode(data), "signature": encode(signature)}
        return self.credential(response | {"userHandle": self.user_handle})

    def data(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def client_data(self, kind: str, challenge: str) -> str:
        self.said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return encode(json.dumps(self.said).encode())

    def credential(self, response: dict[str, Any]) -> dict[str, Any]:
        extra = {"authenticatorAttachment": "platform", "clientExtensionResults": {}}
        return {"id": encode(self.raw_id), "rawId": encode(self.raw_id), "type": "public-key", "response": response, **extra}
