"""The proof of the press: whoever has the public key and a text can tell, with tools that are not ours."""

import base64
import csv
import hashlib
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from scene import CONTENT, ROOT, TODAY
from sitebuilder.models import Site
from sitebuilder.models.proof import canonical, sha256_of

import build

Entry = dict[str, Any]
FIELDS = ("event", "number", "slug", "language")


def read_ledger(dist: Path) -> dict[str, Any]:
    return dict(json.loads((dist / "press/ledger.json").read_text("utf-8")))


def statement(entry: Entry) -> str:
    """As docs/security.md says it, without our own code."""
    at = datetime.fromisoformat(entry["published_at"]).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return "\n".join(["huecity-press-1", *(entry[name] for name in FIELDS), at, entry["sha256"], ""])


def is_signed(dist: Path, folder: Path, signature: str, text: str) -> bool:
    (folder / "text").write_text(text, "utf-8", newline="")
    (folder / "sig").write_bytes(base64.urlsafe_b64decode(signature + "=="))
    check = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(dist / "keys/signing.pem"), "-rawin"]
    ran = subprocess.run([*check, "-in", str(folder / "text"), "-sigfile", str(folder / "sig")], capture_output=True)
    return ran.returncode == 0


def words_sum(text: str) -> str:
    """The canonical form by other means than ours: Python's own idea of white space, which has four signs more."""
    return hashlib.sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()


def test_every_text_of_the_ledger_has_its_sum_its_place_in_the_chain_and_its_signature(dist: Path, tmp_path: Path) -> None:
    ledger, previous = read_ledger(dist), "0" * 64
    for entry in ledger["entries"]:
        assert words_sum((dist / entry["text"]).read_text("utf-8")) == entry["sha256"]
        assert entry["previous"] == previous
        previous = hashlib.sha256(f"{previous}\n{statement(entry)}".encode()).hexdigest()
        assert entry["hash"] == previous
    assert (ledger["head"], ledger["count"]) == (previous, len(ledger["entries"]))
    head = f"huecity-press-ledger-1\n{ledger['count']}\n{ledger['head']}\n"
    assert is_signed(dist, tmp_path, ledger["signature"], head)
    for entry in (ledger["entries"][0], ledger["entries"][-1]):
        assert is_signed(dist, tmp_path, entry["signature"], statement(entry))
        forged = statement({**entry, "number": "99/2026"})
        assert not is_signed(dist, tmp_path, entry["signature"], forged)


def test_the_ledger_names_every_release_in_every_language_it_can_be_read_in(dist: Path, site: Site) -> None:
    entries = read_ledger(dist)["entries"]
    own = {(entry["slug"], entry["language"]) for entry in entries if entry["event"] == "published"}
    tags = {"zh_Hans": "zh-Hans"}
    assert own == {(item.slug, tags.get(one, one)) for item in site.press.values() for one in item.locales_readable()}
    assert [entry["published_at"] for entry in entries] == sorted(entry["published_at"] for entry in entries)
    corrected = [(entry["slug"], entry["language"]) for entry in entries if entry["event"] == "corrected"]
    assert corrected == [("hue-s-bay-nam", "vi"), ("hue-s-bay-nam", "en")]


def test_a_page_carries_the_proof_of_the_text_it_shows(dist: Path) -> None:
    entries = {entry["text"]: entry for entry in read_ledger(dist)["entries"]}
    for address, text in (
        ("en/press/gia-ve-2025", "en/press/gia-ve-2025/release.txt"),
        ("ja/press/gia-ve-2025", "vi/press/gia-ve-2025/release.txt"),
        ("vi/press/hue-s-bay-nam", "vi/press/hue-s-bay-nam/release.txt"),
    ):
        page = html.parse(dist / address / "index.html")
        (proof,) = page.xpath("//dl[contains(@class, 'proof')]")
        assert (dist / address / proof.xpath(".//a/@href")[0]).resolve() == (dist / text).resolve()
        assert proof.xpath(".//code/text()") == [entries[text]["sha256"], entries[text]["signature"]]


def test_attachments_are_served_with_the_size_and_sum_they_say(dist: Path) -> None:
    (listed,) = read_ledger(dist)["attachments"]
    data = (dist / listed["file"]).read_bytes()
    assert data == (CONTENT / "press/gia-ve-2025/gia-ve-50000.csv").read_bytes()
    assert hashlib.sha256(data).hexdigest() == listed["sha256"]
    page = html.parse(dist / "fr/press/gia-ve-2025/index.html")
    (place,) = page.xpath("//section[@class='attachments']")
    assert (dist / "fr/press/gia-ve-2025" / place.xpath(".//a/@href")[0]).resolve() == (dist / listed["file"]).resolve()
    assert listed["sha256"] in place.text_content()
    assert f"CSV · {len(data)} B" in place.text_content()
    assert len(list(csv.reader(data.decode("utf-8-sig").splitlines()))) == 7


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """The press alone, in which nothing leads anywhere else."""
    for name in ("city", "press"):
        shutil.copytree(CONTENT / name, tmp_path / "content" / name)
    for path in (tmp_path / "content").rglob("*.md"):
        path.write_text(re.sub(r"\]\(/[^)]*\)", "](/alerts/)", path.read_text("utf-8")), "utf-8")
    return tmp_path


def build_press(press: Path, instant: str, *more: str) -> Path:
    places = ["--content", str(press / "content"), "--dist", str(press / "dist"), "--work", str(press / "work")]
    assert build.main(["build", *places, "--now", instant, "--jobs", "1", *more]) == 0
    return press / "dist"


def test_with_time_the_ledger_only_grows_at_its_end(press: Path) -> None:
    facts = press / "content/press/gia-ve-2025/press.yaml"
    facts.write_text(facts.read_text("utf-8") + "withdrawn_at: 2026-11-15T09:00+07:00\n", "utf-8")
    before: list[Entry] = []
    for instant in ("2022-08-01T09:00+07:00", "2026-11-09T09:00+07:00", "2026-11-10T09:00+07:00", TODAY):
        dist = build_press(press, instant)
        entries = [{**entry, "text": ""} for entry in read_ledger(dist)["entries"]]
        assert len(entries) > len(before)
        assert entries[: len(before)] == before
        before = entries
    withdrawn = [entry for entry in before if entry["slug"] == "gia-ve-2025"]
    assert [entry["event"] for entry in withdrawn] == ["published", "published", "withdrawn", "withdrawn"]
    assert not list((dist).glob("*/press/gia-ve-2025/release*.txt"))
    assert not (dist / "media/press").exists()
    assert "50.000" not in (dist / "press/ledger.json").read_text("utf-8").replace("50.000 đồng người lớn", "")


def test_without_a_key_there_are_sums_but_no_signatures_and_the_page_says_so(press: Path) -> None:
    dist = build_press(press, TODAY, "--keys", str(press / "none"))
    ledger = read_ledger(dist)
    assert {ledger["signature"], ledger["key_id"], *(entry["signature"] for entry in ledger["entries"])} == {""}
    assert all(entry["hash"] for entry in ledger["entries"])
    for address in ("en/press/verify", "en/press/gia-ve-2025"):
        assert "built without a key" in (dist / address / "index.html").read_text("utf-8")


SECRETS = ["Điều bí mật", "bi-mat", "99/2026", "xyzzy", "SECRET-ROW"]
AROUND = ["2026-11-20T08:59:59+07:00", "2026-11-30T00:00:00+07:00", "2026-12-01T08:59:59+07:00"]


def test_nothing_of_a_release_is_anywhere_before_its_embargo_ends(content: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Also in what the browser keeps, in lists for machines, in the names of files, and in what publishing notes."""
    secret = content / "press/bi-mat"
    secret.mkdir()
    times = "published_at: 2026-11-20T09:00+07:00\nembargoed_until: 2026-12-01T09:00+07:00\n"
    more = "attachments:\n  - file: bi-mat.csv\n    names: Điều bí mật\ncorrects: gia-ve-2025\n"
    head = 'number: "99/2026"\ntype: correction\nissuer: huecity-desk\nsectors: [culture]\n'
    (secret / "press.yaml").write_text(head + times + more, "utf-8")
    (secret / "bi-mat.csv").write_text("SECRET-ROW", "utf-8")
    (secret / "vi.md").write_text("---\ntitle: Điều bí mật\nsummary: Chưa nói xyzzy\n---\nChưa nói xyzzy.\n", "utf-8")
    folder = content.parent / f"{content.name}-embargo"
    places = ["--content", str(content), "--dist", str(folder / "dist"), "--work", str(folder / "work"), "--jobs", "1"]
    for instant in [*AROUND, "2026-12-01T09:00:00+07:00", AROUND[-1]]:
        assert build.main(["build", *places, "--now", instant]) == 0
        assert build.main(["publish", str(folder / "www"), *places[2:6]]) == 0
        files = {
            str(path.relative_to(folder)): path
            for at in ("dist", "www")
            for path in (folder / at).rglob("*")
            if path.is_file()
        }
        texts = {name: name.encode() + b"\n" + path.read_bytes() for name, path in files.items()}
        told = [(name, word) for name, text in texts.items() for word in SECRETS if word.encode() in text]
        if instant.startswith("2026-12-01T09"):
            assert {word for _, word in told} == set(SECRETS)
            assert {"dist/media/press/bi-mat/bi-mat.csv", "www/media/press/bi-mat/bi-mat.csv"} <= files.keys()
            assert ("www/manifest.json", "bi-mat") in told
        else:
            assert told == [], instant
    assert not any(word in "".join(capfd.readouterr()) for word in SECRETS)


SIGNS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from(" \n\t\r\u00a0\u3000\u2028ếế"))


@given(SIGNS)
def test_the_canonical_form_is_its_own_canonical_form_and_minds_no_layout(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
    assert sha256_of(f"\n {text}\r\n") == sha256_of(unicodedata.normalize("NFD", text))


def test_the_browser_has_the_same_canonical_form_and_the_same_statement(dist: Path, tmp_path: Path) -> None:
    texts = ["a  b\r\n\tc\u00a0d\u3000e\u2028f\u0085g", "Huế", "  ", "\ufeffx", "x\u200by", "表\n\n文"]
    entry = read_ledger(dist)["entries"][-1]
    (tmp_path / "proof.mjs").write_bytes((ROOT / "site/assets/press/proof.js").read_bytes())
    code = (
        "import { canonical, statement } from './proof.mjs';"
        f"console.log(JSON.stringify([{json.dumps(texts)}.map(canonical), statement({json.dumps(entry)})]));"
    )
    (tmp_path / "run.mjs").write_text(code, "utf-8")
    ran = subprocess.run(["node", tmp_path / "run.mjs"], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == [[canonical(text) for text in texts], statement(entry)]


def test_no_function_of_time_is_hidden_in_the_ledger(build_site: Callable[..., Path], dist: Path, tmp_path: Path) -> None:
    assert read_ledger(build_site(tmp_path, "2026-11-24T10:00+07:00")) == read_ledger(dist)
