"""Where signing keys come from: the environment in production, a folder that nobody else may read on a laptop."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import BuildError
from .signing import CAP_CERTIFICATE, CAP_KEY, SIGNING_KEY, Keys, Signer, XmlSigner

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

FILES = {SIGNING_KEY: "signing.pem", CAP_KEY: "cap.pem", CAP_CERTIFICATE: "cap-certificate.pem"}
LOCAL_NAME = "HueCity CAP (local)"
LOCAL_YEARS = timedelta(days=3650)
RSA_BITS, RSA_EXPONENT = 3072, 65537


def find_keys(folder: Path, environment: Mapping[str, str]) -> Keys:
    """The keys of the environment; where it names none, those of the folder: never some from here and some from there."""
    found = {name: environment.get(name, "").strip() for name in FILES}
    if not any(found.values()):
        found = {name: read(folder / file) for name, file in FILES.items()}
    key, certificate = found[CAP_KEY], found[CAP_CERTIFICATE]
    if bool(key) != bool(certificate):
        raise BuildError(f"{CAP_KEY} and {CAP_CERTIFICATE} go together, but there is only one of them")
    signer = Signer(found[SIGNING_KEY]) if found[SIGNING_KEY] else None
    return Keys(signer, XmlSigner(key, certificate) if key else None)


def read(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise BuildError(f"{path}: cannot be read as a key ({type(error).__name__})") from None


def make_keys(folder: Path, now: datetime) -> list[Path]:
    """Makes those keys that the folder lacks, and returns their files; the certificate is signed by its own key."""
    makers: Mapping[str, Callable[[], bytes]] = {
        SIGNING_KEY: new_signing_key,
        CAP_KEY: new_cap_key,
        CAP_CERTIFICATE: lambda: new_certificate(read(folder / FILES[CAP_KEY]), now),
    }
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lacking = {folder / FILES[name]: make for name, make in makers.items() if not (folder / FILES[name]).exists()}
    for path, make in lacking.items():
        write_private(path, make())
    return list(lacking)


def write_private(path: Path, data: bytes) -> None:
    """Whole or not at all, and from its first byte for its owner only."""
    scratch = path.with_suffix(".new")
    scratch.unlink(missing_ok=True)
    with open(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    scratch.replace(path)


def new_signing_key() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return pem_of(Ed25519PrivateKey.generate())


def new_cap_key() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

    return pem_of(generate_private_key(RSA_EXPONENT, RSA_BITS))


def new_certificate(key_pem: str, now: datetime) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

    key = load_pem_private_key(key_pem.encode(), None)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, LOCAL_NAME)])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())  # type: ignore[arg-type]
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + LOCAL_YEARS)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    return builder.sign(key, SHA256()).public_bytes(Encoding.PEM)  # type: ignore[arg-type]


def pem_of(key: "Ed25519PrivateKey | RSAPrivateKey") -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
