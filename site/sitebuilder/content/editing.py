"""What the command line writes for editors: a new item to fill in, and the mark that a translation is up to date."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import yaml

from ..errors import ContentError, Mistake
from ..models import Item, Site
from ..models.item import SOURCE_LOCALE
from .fields import SLUG
from .files import UnreadableError, split_front_matter
from .schemas import SCHEMAS

SINGULAR = {schema.file.removesuffix(".yaml"): kind for kind, schema in SCHEMAS.items()}
EXAMPLES = {
    "attractions": (
        "category: temple\nlatitude: 16.4673\nlongitude: 107.5790\nunconfirmed: [coordinates]\nadded_on: {today}\n"
    ),
    "events": 'category: village\nlunar_date: "01-15"\nunconfirmed: [dates]\nadded_on: {today}\n',
    "alerts": (
        "type: test\nstatus: test\nseverity: minor\nurgency: future\ncertainty: observed\n"
        "sent_at: 2027-01-01T09:00+07:00\nexpires_at: 2027-01-01T10:00+07:00\n"
        "issuer: huecity-desk\nareas: [city]\ninstructions: [nothing-to-do]\n"
    ),
    "press": 'number: "NN/YYYY"\ntype: weekly\nissuer: huecity-desk\npublished_at: 2027-01-01T09:00+07:00\n',
    "services": "category: report\naudience: [citizen]\nchannels: [app]\n",
    "pages": "section: guides\norder: 50\naudience: [citizen]\n",
}
TEXT = "---\ntitle: {slug}\nsummary: {slug}\n---\n"
HEAD = re.compile(r"\ufeff?---\r?\n(.*?)(?=\r?\n---\s*?(?:\r?\n|\Z))", re.S)


def create_item(root: Path, kind: str, slug: str, today: date) -> Path:
    """A folder with facts to overwrite and a Vietnamese text to begin; ContentError for a wrong or taken name."""
    kind = SINGULAR.get(kind, kind)
    if kind not in SCHEMAS:
        raise ContentError([Mistake(f"content/{kind}", "kind", "unknown kind", ", ".join(SCHEMAS))])
    folder = root / kind / slug
    if not SLUG.fullmatch(slug):
        raise ContentError(
            [Mistake(f"content/{kind}/{slug}", "slug", "is not a slug", "small letters a-z, digits, hyphens")]
        )
    if folder.exists():
        raise ContentError(
            [Mistake(f"content/{kind}/{slug}", "slug", "duplicate slug: it is there already", "another name")]
        )
    folder.mkdir(parents=True)
    (folder / SCHEMAS[kind].file).write_text(EXAMPLES[kind].replace("{today}", str(today)), "utf-8")
    if SCHEMAS[kind].needs_text:
        (folder / "vi.md").write_text(TEXT.format(slug=slug), "utf-8")
    return folder


def confirm_translations(root: Path, site: Site, only: str = "") -> list[Path]:
    """Notes in each translation the fingerprint of the Vietnamese text it now agrees with; `only` is kind[/slug[/locale]].

    ContentError for a name that is not there, and for a head that cannot be changed without touching more.
    """
    new, mistakes = {}, []
    for name, fingerprint in outdated(site, check_name(site, only)):
        path = root / f"{name}.md"
        try:
            new[path] = put_source(path.read_bytes().decode("utf-8"), fingerprint)
        except UnreadableError as error:
            mistakes.append(Mistake(f"{name}.md", "source", error.problem, error.allowed))
    if mistakes:
        raise ContentError(mistakes)
    for path, text in new.items():
        path.write_bytes(text.encode())
    return list(new)


def outdated(site: Site, wanted: list[str]) -> Iterable[tuple[str, str]]:
    """(kind/slug/locale, fingerprint to note) of the translations below `wanted` that do not name the present source."""
    for item in site.items():
        for locale, text in item.texts.items():
            name = [item.kind, item.slug, locale]
            fingerprint = item.texts[SOURCE_LOCALE].fingerprint
            if locale != SOURCE_LOCALE and name[: len(wanted)] == wanted and text.made_from != fingerprint:
                yield "/".join(name), fingerprint


def check_name(site: Site, only: str) -> list[str]:
    """The parts of kind/slug/locale, each of which must be there."""
    parts = only.strip("/").split("/") if only else []
    if parts:
        parts[0] = SINGULAR.get(parts[0], parts[0])
    known: list[tuple[str, Iterable[str]]] = [("kind", SCHEMAS)]
    if parts and parts[0] in SCHEMAS:
        items: dict[str, Item] = getattr(site, parts[0])
        known.append(("slug", items))
        if len(parts) > 1 and parts[1] in items:
            known.append(("locale", [locale for locale in items[parts[1]].texts if locale != SOURCE_LOCALE]))
    for part, (field, names) in zip(parts, known, strict=False):
        if part not in names:
            raise ContentError([Mistake(only, field, f"{part!r} does not exist", ", ".join(names) or "none yet")])
    if len(parts) > len(known):
        raise ContentError([Mistake(only, "item", "has too many parts", "kind, kind/slug or kind/slug/locale")])
    return parts


def put_source(text: str, fingerprint: str) -> str:
    """The text with `source: fingerprint` in its head and every other byte as it was; UnreadableError where that fails."""
    head = HEAD.match(text)
    if head is None:
        raise UnreadableError("has no head between two lines of three hyphens")
    try:
        changed = text[: head.start(1)] + put_in_head(head[1], fingerprint) + text[head.end(1) :]
    except yaml.YAMLError:
        raise UnreadableError("cannot be changed alone", "each field on a line of its own") from None
    expected, body = split_front_matter(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    if split_front_matter(changed.replace("\r\n", "\n").removeprefix("\ufeff")) != (
        expected | {"source": fingerprint},
        body,
    ):
        raise UnreadableError("cannot be changed alone", "each field on a line of its own")
    return changed


def put_in_head(head: str, fingerprint: str) -> str:
    """The fields as written, but for the value of `source`, which is put at the end where there is none."""
    node = yaml.compose(head, yaml.BaseLoader)  # the one written in Python: its marks count characters
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "source":
            start, end = value.start_mark.index, value.end_mark.index
            space = "" if head[start - 1 : start].isspace() else " "
            is_block = isinstance(value, yaml.ScalarNode) and value.style in ("|", ">")
            return f"{head[:start]}{space}{fingerprint}{ending(head) if is_block and end < len(head) else ''}{head[end:]}"
    return f"{head}{ending(head)}source: {fingerprint}"


def ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
