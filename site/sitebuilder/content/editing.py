"""What the command line writes for editors: a new item to fill in, and the mark that a translation is up to date."""

import re
from pathlib import Path

from ..errors import ContentError, Mistake
from ..models import Site
from .fields import SLUG
from .schemas import SCHEMAS

SINGULAR = {schema.file.removesuffix(".yaml"): kind for kind, schema in SCHEMAS.items()}
EXAMPLES = {
    "attractions": "category: temple\nlatitude: 16.4673\nlongitude: 107.5790\nunconfirmed: [coordinates]\n",
    "events": 'category: village\nlunar_date: "01-15"\nunconfirmed: [dates]\n',
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
SOURCE_LINE = re.compile(r"(?m)^source:.*\n")


def create_item(root: Path, kind: str, slug: str) -> Path:
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
    (folder / SCHEMAS[kind].file).write_text(EXAMPLES[kind], "utf-8")
    if SCHEMAS[kind].needs_text:
        (folder / "vi.md").write_text(TEXT.format(slug=slug), "utf-8")
    return folder


def confirm_translations(root: Path, site: Site, only: str = "") -> list[Path]:
    """Notes in each translation the fingerprint of the Vietnamese text it now agrees with; `only` is kind/slug[/locale]."""
    changed = []
    for item in site.items():
        for locale in item.texts:
            name = f"{item.kind}/{item.slug}/{locale}"
            is_wanted = not only or name == only or name.startswith(f"{only}/")
            if locale == "vi" or not is_wanted or item.texts[locale].made_from == item.texts["vi"].fingerprint:
                continue
            path = root / f"{name}.md"
            text = SOURCE_LINE.sub("", path.read_text("utf-8"), count=1)
            head, line, rest = text[4:].partition("\n---")
            path.write_text(f"---\n{head}\nsource: {item.texts['vi'].fingerprint}{line}{rest}", "utf-8")
            changed.append(path)
    return changed
