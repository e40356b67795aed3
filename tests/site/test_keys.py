"""Signing keys: made once, kept to their owner, told to nobody, and whatever they sign can be checked."""

import base64
import json
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from scene import CONTENT, ROOT, TODAY
from signxml import InvalidDigest, XMLVerifier
from sitebuilder.keys import FILES, find_keys, make_keys
from sitebuilder.signing import CAP_CERTIFICATE, CAP_KEY, SIGNING_KEY

import build

NOW = datetime(2026, 11, 23, tzinfo=UTC)
OPEN_ADDRESSES = ("keys/jwks.json", "keys/signing.pem", "keys/cap.pem")


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A folder with little content, to build a site in."""
    for name in ("city", "alerts/lu-2025-11-03", "alerts/thu-tin-2026-12-05"):
        shutil.copytree(CONTENT / name, tmp_path / "content" / name)
    return tmp_path


def run(few: Path, *more: str) -> int:
    places = ["--content", str(few / "content"), "--dist", str(few / "dist"), "--work", str(few / "work")]
    return build.main(["build", *places, "--now", TODAY, "--jobs", "1", *more])


def signed_files(dist: Path) -> dict[str, bytes]:
    return {str(path.relative_to(dist)): path.read_bytes() for path in dist.rglob("*") if path.suffix in (".sig", ".pem")}


def test_keys_are_made_once_for_their_owner_alone(tmp_path: Path) -> None:
    assert build.main(["keys", "--keys", str(tmp_path / "keys")]) == 0
    before = {path: (path.stat().st_mode & 0o777, path.read_bytes()) for path in (tmp_path / "keys").iterdir()}
    assert {mode for mode, _ in before.values()} == {0o600}
    assert {path.name for path in before} == set(FILES.values())
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert build.main(["keys", "--keys", str(tmp_path / "keys")]) == 0
    assert {path: (path.stat().st_mode & 0o777, path.read_bytes()) for path in before} == before


def test_a_half_made_set_is_completed(keys_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cap.pem").write_bytes((keys_folder / "cap.pem").read_bytes())
    assert [path.name for path in make_keys(tmp_path, NOW)] == ["signing.pem", "cap-certificate.pem"]
    find_keys(tmp_path, {}).check()


def test_keys_of_the_environment_come_before_those_of_the_folder_and_are_not_mixed_with_them(
    keys_folder: Path, tmp_path: Path
) -> None:
    make_keys(tmp_path, NOW)
    other = find_keys(keys_folder, {SIGNING_KEY: (tmp_path / "signing.pem").read_text("ascii")})
    assert other.signer is not None
    assert other.signer.key_id == find_keys(tmp_path, {}).signer.key_id  # type: ignore[union-attr]
    assert other.cap_signer is None
    assert list(other.missing()) == [CAP_KEY, CAP_CERTIFICATE]


def test_a_key_that_is_none_stops_the_build_without_being_shown(
    few: Path, tmp_path: Path, keys_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {name: (keys_folder / file).read_text("ascii") for name, file in FILES.items()}
    make_keys(tmp_path / "others", NOW)
    other = (tmp_path / "others" / "cap-certificate.pem").read_text("ascii")
    wrong = [
        ({SIGNING_KEY: "swordfish"}, "HUECITY_SIGNING_KEY: is no private key in PEM"),
        ({SIGNING_KEY: texts[CAP_KEY]}, "HUECITY_SIGNING_KEY: is no Ed25519 key"),
        ({CAP_KEY: texts[SIGNING_KEY], CAP_CERTIFICATE: other}, "HUECITY_CAP_KEY: is no RSA key"),
        ({CAP_KEY: texts[CAP_KEY], CAP_CERTIFICATE: "swordfish"}, "HUECITY_CAP_CERTIFICATE: is no certificate"),
        ({CAP_KEY: texts[CAP_KEY], CAP_CERTIFICATE: other}, "HUECITY_CAP_CERTIFICATE: belongs to another key"),
        ({CAP_KEY: texts[CAP_KEY]}, "HUECITY_CAP_KEY and HUECITY_CAP_CERTIFICATE go together"),
    ]
    for given, told in wrong:
        with monkeypatch.context() as environment:
            for name, text in given.items():
                environment.setenv(name, text)
            assert run(few) == 1
        said = "".join(capsys.readouterr())
        assert told in said
        assert "swordfish" not in said
        assert "PRIVATE" not in said
        assert not (few / "dist").exists()


def test_without_keys_the_site_is_built_and_says_on_one_line_that_it_is_not_signed(
    few: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(few, "--keys", str(few / "none")) == 0
    assert signed_files(few / "dist") == {}
    assert [line for line in capsys.readouterr().err.splitlines() if "signatures are left out" in line] == [
        "note: without HUECITY_SIGNING_KEY, HUECITY_CAP_KEY, HUECITY_CAP_CERTIFICATE signatures are left out "
        "(`build.py keys` makes keys for this machine)"
    ]


def test_another_key_signs_everything_anew(few: Path) -> None:
    for name in ("one", "two"):
        make_keys(few / name, NOW)
    assert run(few, "--keys", str(few / "one")) == 0
    before = signed_files(few / "dist")
    assert set(OPEN_ADDRESSES[1:]) <= before.keys()
    assert run(few, "--keys", str(few / "two")) == 0
    after = signed_files(few / "dist")
    assert after.keys() == before.keys()
    assert [path for path in after if after[path] == before[path]] == []
    assert run(few, "--keys", str(few / "none")) == 0
    assert signed_files(few / "dist") == {}


def test_no_private_key_is_published_or_told(
    dist: Path, few: Path, keys_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert build.main(["keys"]) == 0
    assert run(few) == 0
    secrets = [b"PRIVATE KEY"]
    for name in ("signing.pem", "cap.pem"):
        secrets += (keys_folder / name).read_bytes().splitlines()[1:-1]
    told = "".join(capfd.readouterr()).encode()
    texts = {"output": told} | {str(path): path.read_bytes() for path in dist.rglob("*") if path.is_file()}
    texts |= {str(path): path.read_bytes() for path in (few / "work").rglob("*") if path.is_file()}
    assert [name for name, text in texts.items() if any(secret in text for secret in secrets)] == []


# In PEM, as PKCS #8 of Ed25519 without the lines around it, and as the private part of a JWK.
PRIVATE = re.compile(
    rb"-----BEGIN [A-Z ]*PRIVATE KEY-----|MC4CAQAwBQYDK2VwBCIE[A-Za-z0-9+/]{2}|[\"']d[\"']\s*:\s*[\"'][A-Za-z0-9_-]{40}"
)


def test_no_private_key_is_in_git(keys_folder: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name]
    assert Path(__file__).resolve() in paths
    found = [path for path in paths if path.is_file() and PRIVATE.search(path.read_bytes())]
    assert found == []
    pem = (keys_folder / "signing.pem").read_bytes()
    jwk = json.dumps({"kty": "OKP", "crv": "Ed25519", "d": base64.urlsafe_b64encode(bytes(32)).decode()})
    for one in (pem, (keys_folder / "cap.pem").read_bytes(), pem.splitlines()[1], jwk.encode()):
        assert PRIVATE.search(one)


def test_whoever_has_openssl_can_check_a_signature_with_the_published_key(
    dist: Path, keys_folder: Path, tmp_path: Path
) -> None:
    signer = find_keys(keys_folder, {}).signer
    assert signer is not None
    (tmp_path / "text").write_bytes(b"flood")
    (tmp_path / "sig").write_bytes(signer.sign(b"flood"))
    check = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(dist / "keys/signing.pem"), "-rawin"]
    check += ["-in", str(tmp_path / "text"), "-sigfile", str(tmp_path / "sig")]
    assert subprocess.run(check, capture_output=True).returncode == 0
    (tmp_path / "text").write_bytes(b"fl00d")
    assert subprocess.run(check, capture_output=True).returncode == 1


def test_the_published_key_set_names_the_key_as_the_signer_does(dist: Path, keys_folder: Path) -> None:
    signer = find_keys(keys_folder, {}).signer
    assert signer is not None
    (key,) = json.loads((dist / "keys/jwks.json").read_text("utf-8"))["keys"]
    assert key["kid"] == signer.key_id
    assert base64.urlsafe_b64decode(key["x"] + "=") == signer.public_key
    assert "d" not in key


def test_a_signed_document_is_whole_and_a_changed_one_is_caught(dist: Path, keys_folder: Path) -> None:
    signer = find_keys(keys_folder, {}).cap_signer
    assert signer is not None
    certificate = (dist / "keys/cap.pem").read_text("ascii")
    signed = signer.sign_xml(b"<alert><sent>now</sent></alert>")
    assert signed == signer.sign_xml(b"<alert><sent>now</sent></alert>")
    trusted = XMLVerifier().verify(signed, x509_cert=certificate).signed_xml
    assert etree.tostring(trusted) == b"<alert><sent>now</sent></alert>"
    with pytest.raises(InvalidDigest):
        XMLVerifier().verify(signed.replace(b"now", b"nor"), x509_cert=certificate)
