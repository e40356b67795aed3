"""Reading the folder of one item: its facts, its texts, and the body of one text when its page is made."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from ..commonmark import to_plain_text
from ..errors import Mistake
from ..models import Attraction, Item, PressRelease, Text, proof
from ..models.item import SOURCE_LOCALE, fingerprint_of
from ..models.shelf import AT_HAND
from . import fields as f
from .files import (
    SYMBOLIC_LINK,
    UnreadableError,
    list_folder,
    parse_fields,
    read_again,
    read_source,
    split_front_matter,
    split_source,
)
from .markdown import inspect
from .pictures import check_picture
from .releases import complete_release, former_name, split_former
from .schemas import SCHEMAS, Schema

TITLE_MAX = 120
SUMMARY_MAX = 320
TEXT_FIELDS = ("title", "summary", "source")
TEXT_FILE = re.compile(r"\.(md|markdown|ya?ml)$", re.I)
UNCONFIRMED_GROUPS = ("coordinates", "dates", "event", "steps")  # names for what is more than one field


@dataclass(slots=True)
class Findings:
    """What reading some items brought to light beside the items: mistakes, and the texts of those that have one."""

    mistakes: list[Mistake] = field(default_factory=list)
    texts: dict[str, Text] = field(default_factory=dict)  # by file: what they lead to is looked up all the same

    def add(self, file: str, name: str, problem: str, allowed: str = "") -> None:
        self.mistakes.append(Mistake(file, name, problem, allowed))


def load_item(root: Path, kind: str, slug: str, locales: tuple[str, ...], findings: Findings) -> Item | None:
    """The item of a folder, or None when anything in it is wrong."""
    schema, folder, before = SCHEMAS[kind], root / kind / slug, len(findings.mistakes)
    names = list_files(folder, f"{kind}/{slug}", schema, locales, findings)
    written = load_texts(folder, schema, [name for name in names if name.endswith(".md")], findings)
    texts, former = split_former(written)
    item = make_item(folder, slug, schema, names, texts, findings)
    if isinstance(item, PressRelease):
        item = complete_release(item, folder, former, lambda name, *what: findings.add(f"{kind}/{slug}/{name}", *what))
    if len(findings.mistakes) == before:
        return item
    findings.texts |= {f"{kind}/{slug}/{locale}.md": text for locale, text in texts.items()}
    return None


def make_item(
    folder: Path, slug: str, schema: Schema, names: list[str], texts: dict[str, Text], findings: Findings
) -> Item | None:
    """The item of these texts and the facts beside them; every mistake is noted."""
    place, before = f"{folder.parent.name}/{slug}", len(findings.mistakes)
    if f"{SOURCE_LOCALE}.md" not in names and (texts or schema.needs_text):
        findings.add(f"{place}/{SOURCE_LOCALE}.md", "file", "is missing", "the Vietnamese text is the source")
    file = f"{place}/{schema.file}"
    if schema.file not in names:
        findings.add(file, "file", "is missing", f"the facts of {folder.parent.name} stand in {schema.file}")
        return None
    facts = load_facts(folder / schema.file, file, schema, findings)
    if facts is None or len(findings.mistakes) > before:
        return None
    item = schema.model(slug=slug, texts=texts, **facts)
    pictures = check_picture(folder, item.picture) if isinstance(item, Attraction) and item.picture else ()
    for complaint in (*schema.check(item), *check_unconfirmed(item, schema), *pictures):
        findings.add(file, *complaint)
    return item


def check_unconfirmed(item: Item, schema: Schema) -> Iterable[tuple[str, str, str]]:
    known = {*schema.fields, *UNCONFIRMED_GROUPS} - {"sources", "unconfirmed"}
    for name in sorted(item.unconfirmed - known):
        yield "unconfirmed", f"{name!r} is no field of this kind", ", ".join(sorted(known))


def load_facts(path: Path, file: str, schema: Schema, findings: Findings) -> dict[str, Any] | None:
    """The parsed fields of <kind>.yaml, or None when the file as a whole is unusable."""
    try:
        source = read_source(path)
        raw = parse_fields(source)
    except UnreadableError as error:
        findings.add(file, "file", error.problem, error.allowed)
        return None
    facts: dict[str, Any] = {"facts": fingerprint_of("", "", source)}
    for name, value in raw.items():
        if name not in schema.fields:
            findings.add(file, name, "unknown field", ", ".join(sorted(schema.fields)))
            continue
        try:
            facts[name] = schema.fields[name](value)
        except f.WrongValueError as error:
            findings.add(file, f"{name}.{error.field}" if error.field else name, error.problem, error.allowed)
    for name in schema.required:
        if name not in raw:
            findings.add(file, name, "is missing")
    for name, other in schema.defaults.items():
        if name not in raw and other in facts:
            facts[name] = facts[other]
    return facts


def list_files(folder: Path, place: str, schema: Schema, locales: tuple[str, ...], findings: Findings) -> list[str]:
    """The names of an item's files; a link, a folder, or what looks like a text or facts but is not read is a mistake."""
    try:
        entries = list_folder(folder)
    except UnreadableError as error:
        findings.add(place, "file", error.problem, error.allowed)
        return []
    names, texts = [], [f"{locale}.md" for locale in locales]
    is_former = former_name(locales).fullmatch if schema.is_proven else lambda name: None
    for entry in entries:
        file = f"{place}/{entry.name}"
        if entry.is_symlink():
            findings.add(file, "file", *SYMBOLIC_LINK)
        elif entry.is_dir():
            findings.add(file, "file", "is a folder", "files only")
        elif entry.name in (schema.file, *texts) or not TEXT_FILE.search(entry.name) or is_former(entry.name):
            names.append(entry.name)
        elif entry.name.endswith(".md"):
            findings.add(file, "locale", f"unknown language {entry.name.removesuffix('.md')!r}", ", ".join(texts))
        else:
            findings.add(file, "file", "is not read", ", ".join((schema.file, *texts)))
    return names


def load_texts(folder: Path, schema: Schema, names: list[str], findings: Findings) -> dict[str, Text]:
    """The texts of an item by the names of their files, without ending: the locale, and the number of a former one."""
    place = f"{folder.parent.name}/{folder.name}"
    path = str(folder)  # joining texts is quicker than joining paths
    loaded = {name: load_text(path, name, f"{place}/{name}", findings, schema.is_proven) for name in names}
    return {name.removesuffix(".md"): text for name, text in loaded.items() if text is not None}


def load_text(folder: str, name: str, file: str, findings: Findings, is_proven: bool = False) -> Text | None:
    """One language of one item; every mistake in it is noted, and None comes back when there is one."""
    before = len(findings.mistakes)
    try:
        head, body = split_front_matter(read_source(f"{folder}/{name}"))
    except UnreadableError as error:
        findings.add(file, "file", error.problem, error.allowed)
        return None
    fields = (*TEXT_FIELDS, "published_at") if is_proven and not name.startswith(SOURCE_LOCALE) else TEXT_FIELDS
    for written in head:
        if written not in fields:
            findings.add(file, written, "unknown field", ", ".join(fields))
    for line, longest in (("title", TITLE_MAX), ("summary", SUMMARY_MAX)):
        check_line(head.get(line), line, longest, file, findings)
    if not isinstance(head.get("source", ""), str):
        findings.add(file, "source", "is not a text", "what `build.py confirm` writes")
    problems, own = inspect(body)
    for problem, allowed in problems:
        findings.add(file, "body", problem, allowed)
    followed_at = follow_instant(head.get("published_at"), file, findings)
    if len(findings.mistakes) > before:
        return None
    links, pictures = (tuple(sorted({link.target[1:] for link in own if link.is_image == kind})) for kind in (False, True))
    title, summary = head["title"].strip(), head["summary"].strip()
    print_ = fingerprint_of(title, summary, body)
    text = Text(title, summary, print_, bool(body), head.get("source", ""), links, pictures, published_at=followed_at)
    if not is_proven:
        return text
    return text._replace(sha256=proof.sha256_of(proof.plain_text(title, summary, to_plain_text(body))))


def follow_instant(value: object, file: str, findings: Findings) -> datetime | None:
    """When a translation followed its release, where that is written down."""
    try:
        return None if value is None else f.instant(value)
    except f.WrongValueError as error:
        findings.add(file, "published_at", error.problem, error.allowed)
        return None


def check_line(value: object, name: str, longest: int, file: str, findings: Findings) -> None:
    if not isinstance(value, str) or not value.strip():
        findings.add(file, name, "is missing or empty")
    elif len(value) > longest:
        findings.add(file, name, f"has {len(value)} characters", f"at most {longest}")
    else:
        try:
            f.text(value)
        except f.WrongValueError as error:
            findings.add(file, name, error.problem, error.allowed)


def read_bodies(root: Path) -> Callable[[Item, str], str]:
    """Gives the Markdown of texts that have been loaded before: (item, locale).

    The latest stay at hand, as search and page of an item ask for the same, one soon after the other.
    """
    kept = lru_cache(AT_HAND)(partial(read_body, root))

    def read(item: Item, locale: str) -> str:
        version = item.texts[locale].version
        return kept(f"{item.kind}/{item.slug}/{f'{locale}.{version}' if version else locale}.md")

    return read


def read_body(root: Path, file: str) -> str:
    return split_source(read_again(f"{root}/{file}"))[1]
