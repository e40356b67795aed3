"""Reading the folder of one item: its facts, its texts, and the body of one text when its page is made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import Mistake
from ..models import Item, Text
from ..models.item import SOURCE_LOCALE, fingerprint_of
from . import fields as f
from .files import UnreadableError, parse_fields, read_source, split_front_matter, split_source
from .markdown import find_problems, own_paths
from .schemas import SCHEMAS, Schema

TITLE_MAX = 120
SUMMARY_MAX = 320
TEXT_FIELDS = ("title", "summary", "source")
UNCONFIRMED_GROUPS = ("coordinates", "dates", "event", "steps")  # names for what is more than one field


@dataclass(frozen=True, slots=True)
class OwnLink:
    """A link or image in a text that leads to the site itself; `path` begins with a slash."""

    file: str
    is_image: bool
    path: str


@dataclass(slots=True)
class Findings:
    """What reading some items brought to light beside the items: mistakes, and links that must be looked up."""

    mistakes: list[Mistake] = field(default_factory=list)
    links: list[OwnLink] = field(default_factory=list)

    def add(self, file: str, name: str, problem: str, allowed: str = "") -> None:
        self.mistakes.append(Mistake(file, name, problem, allowed))


def load_item(root: Path, kind: str, slug: str, locales: tuple[str, ...], findings: Findings) -> Item | None:
    """The item of a folder, or None when anything in it is wrong."""
    schema, folder, before = SCHEMAS[kind], root / kind / slug, len(findings.mistakes)
    names = sorted(path.name for path in folder.iterdir())
    texts = load_texts(folder, f"{kind}/{slug}", names, locales, findings)
    if schema.needs_text and f"{SOURCE_LOCALE}.md" not in names:
        findings.add(f"{kind}/{slug}/{SOURCE_LOCALE}.md", "file", "is missing", "the Vietnamese text is the source")
    file = f"{kind}/{slug}/{schema.file}"
    if schema.file not in names:
        findings.add(file, "file", "is missing", f"the facts of {kind} stand in {schema.file}")
        return None
    facts = load_facts(folder / schema.file, file, schema, findings)
    if facts is None or len(findings.mistakes) > before:
        return None
    item = schema.model(slug=slug, texts=texts, **facts)
    for complaint in (*schema.check(item), *check_unconfirmed(item, schema)):
        findings.add(file, *complaint)
    return item if len(findings.mistakes) == before else None


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
        findings.add(file, "file", str(error))
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


def load_texts(folder: Path, item: str, names: list[str], locales: tuple[str, ...], findings: Findings) -> dict[str, Text]:
    """The texts of an item by locale; a file that is no text of a known language is a mistake."""
    texts = {}
    for name in names:
        locale, _, ending = name.partition(".")
        if ending != "md":
            continue
        if locale not in locales:
            allowed = ", ".join(f"{known}.md" for known in locales)
            findings.add(f"{item}/{name}", "locale", f"unknown language {locale!r}", allowed)
            continue
        text = load_text(folder / name, f"{item}/{name}", findings)
        if text is not None:
            texts[locale] = text
    return texts


def load_text(path: Path, file: str, findings: Findings) -> Text | None:
    """One language of one item; every mistake in it is noted, and None comes back when there is one."""
    before = len(findings.mistakes)
    try:
        head, body = split_front_matter(read_source(path))
    except UnreadableError as error:
        findings.add(file, "file", str(error))
        return None
    for name in head:
        if name not in TEXT_FIELDS:
            findings.add(file, name, "unknown field", ", ".join(TEXT_FIELDS))
    for name, longest in (("title", TITLE_MAX), ("summary", SUMMARY_MAX)):
        value = head.get(name)
        if not isinstance(value, str) or not value.strip():
            findings.add(file, name, "is missing or empty")
        elif len(value) > longest:
            findings.add(file, name, f"has {len(value)} characters", f"at most {longest}")
    for problem, allowed in find_problems(body):
        findings.add(file, "body", problem, allowed)
    if len(findings.mistakes) > before:
        return None
    findings.links += [OwnLink(file, is_image, path) for is_image, path in own_paths(body)]
    title, summary = head["title"].strip(), head["summary"].strip()
    return Text(title, summary, fingerprint_of(title, summary, body), bool(body), str(head.get("source", "")))


def read_body(root: Path, item: Item, locale: str) -> str:
    """The Markdown of a text that has been loaded before."""
    return split_source(read_source(root / item.kind / item.slug / f"{locale}.md"))[1]
