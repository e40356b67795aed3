"""The public keys by which anybody can check what the city signs."""

import json

from ..render import Drafts, ready
from ..signing import Keys

KEY_SET, PUBLIC_KEY, CERTIFICATE = "keys/jwks.json", "keys/signing.pem", "keys/cap.pem"


def draft_keys(keys: Keys) -> Drafts:
    """The Ed25519 key as JSON Web Key Set (RFC 7517) and as PEM, and the certificate of the XML signatures."""
    if keys.signer:
        yield ready(KEY_SET, json.dumps({"keys": [keys.signer.jwk]}, separators=(",", ":")))
        yield ready(PUBLIC_KEY, keys.signer.public_pem)
    if keys.cap_signer:
        yield ready(CERTIFICATE, keys.cap_signer.certificate)
