"""What lies beside a release's facts and present texts: the texts it had before a correction, and files to download."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from ..models import Attachment, PressRelease, Text
from ..models.item import SOURCE_LOCALE, fingerprint_of
from ..models.press import ATTACHMENT_TYPES
from .files import SYMBOLIC_LINK, UnreadableError, read_bytes

ATTACHMENT = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]*\.({'|'.join(ATTACHMENT_TYPES)})")
MAX_ATTACHMENT_BYTES = 20_000_000
ZIPPED = rb"PK\x03\x04"  # what office programs write
BEGINNINGS = {
    "pdf": rb"%PDF-",
    "webp": rb"RIFF.{4}WEBP",
    "jpg": rb"\xff\xd8\xff",
    "png": rb"\x89PNG",
    **dict.fromkeys(("docx", "xlsx", "odt", "ods", "zip"), ZIPPED),
}
Former = Mapping[int, Mapping[str, Text]]  # by the number of the correction that replaced them, and by locale
Complain = Callable[[str, str, str, str], None]  # name of the file, field, problem, allowed


def former_name(locales: Iterable[str]) -> re.Pattern[str]:
    """vi.1.md: the Vietnamese text until the first correction."""
    return re.compile(rf"({'|'.join(locales)})\.[1-9]\d?\.md")


def split_former(written: Mapping[str, Text]) -> tuple[dict[str, Text], Former]:
    """(present texts by locale, former ones) of texts by the names of their files."""
    texts: dict[str, Text] = {}
    former: dict[int, dict[str, Text]] = {}
    for name, text in written.items():
        locale, _, version = name.partition(".")
        if version:
            former.setdefault(int(version), {})[locale] = text._replace(version=int(version))
        else:
            texts[locale] = text
    return texts, former


def complete_release(item: PressRelease, folder: Path, former: Former, complain: Complain) -> PressRelease:
    """The release with its former texts and what its attachments are; all that lies beside its texts counts as facts."""
    check_former(item, former, complain)
    corrections = tuple(
        replace(correction, former=wholes(former.get(number, {}))) for number, correction in enumerate(item.corrections, 1)
    )
    attachments = tuple(measure(one, folder, complain) for one in item.attachments)
    former_prints = [text.fingerprint for correction in corrections for text in correction.former.values()]
    followed = [f"{locale} {text.published_at}" for locale, text in item.texts.items() if text.published_at]
    beside = [*former_prints, *followed, *(one.sha256 for one in attachments)]
    return replace(
        item,
        texts=wholes(item.texts),
        corrections=corrections,
        attachments=attachments,
        facts=fingerprint_of(item.facts, "", "\n".join(beside)) if beside else item.facts,
    )


def wholes(texts: Mapping[str, Text]) -> dict[str, Text]:
    """Only whole texts are proven: a title and a summary without their body are not what was said."""
    is_long = any(text.has_body for text in texts.values())
    return {locale: text if text.has_body or not is_long else text._replace(sha256="") for locale, text in texts.items()}


def check_former(item: PressRelease, former: Former, complain: Complain) -> None:
    for number, _ in enumerate(item.corrections, 1):
        if number not in former:
            allowed = f"the text as it stood before, kept as {SOURCE_LOCALE}.{number}.md"
            complain("press.yaml", "corrections", f"correction {number} has no former text", allowed)
    for number, texts in sorted(former.items()):
        for locale, text in texts.items():
            name = f"{locale}.{number}.md"
            if number > len(item.corrections):
                allowed = f"corrections in press.yaml: so far {len(item.corrections)}"
                complain(name, "file", f"there is no correction {number}", allowed)
            elif locale not in item.texts:
                complain(name, "file", "has no present text beside it", f"{locale}.md")
            elif text.fingerprint == next_text(item, former, number, locale).fingerprint:
                complain(name, "body", f"correction {number} changes nothing in it", "the text as it stood before")


def next_text(item: PressRelease, former: Former, number: int, locale: str) -> Text:
    """The text that followed a former one."""
    later = [texts[locale] for version, texts in sorted(former.items()) if version > number and locale in texts]
    return later[0] if later else item.texts[locale]


def measure(attachment: Attachment, folder: Path, complain: Complain) -> Attachment:
    """The attachment with size and sum of its file."""

    def refuse(problem: str, allowed: str = "") -> Attachment:
        complain("press.yaml", "attachments", f"{attachment.file!r} {problem}", allowed)
        return attachment

    match, path = ATTACHMENT.fullmatch(attachment.file), folder / attachment.file
    if not match:
        endings = ", ".join(f".{ending}" for ending in ATTACHMENT_TYPES)
        return refuse("is no file beside the release", f"letters a-z, digits, . _ - and one of {endings}")
    if path.is_symlink():
        return refuse(*SYMBOLIC_LINK)
    if not path.exists():
        return refuse("is missing", "a file in the release's folder")
    try:
        content = read_bytes(path, MAX_ATTACHMENT_BYTES)
    except UnreadableError as error:
        return refuse(error.problem, error.allowed)
    if not re.match(BEGINNINGS.get(match[1], rb"."), content, re.S):
        return refuse(f"is no {match[1].upper()} file" if content else "is empty", "a file named after what it is")
    return replace(attachment, size_bytes=len(content), sha256=sha256(content).hexdigest())
