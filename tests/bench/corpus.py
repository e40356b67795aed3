"""The corpus of the benchmarks: the same items, texts and languages written down for HueCity, for mkdocs and for Hugo."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ("vi", "en", "fr", "ja", "ko", "zh_Hans")
WORDS = 400
SPACELESS_SIGNS_A_WORD = 2  # Japanese and Chinese are written without spaces: two signs stand for a word
CATEGORIES = ("tomb", "pagoda", "temple", "museum", "market", "nature")
SEED = 20251103


@dataclass(frozen=True)
class Entry:
    """One item in one language."""

    slug: str
    locale: str
    title: str
    summary: str
    body: str


def sentences(locale: str) -> list[str]:
    """Real sentences of this language from our own guides, which are there in full in all six."""
    bodies = [path.read_text("utf-8").split("---", 2)[2] for path in sorted(ROOT.glob(f"content/pages/*/{locale}.md"))]
    lines = [line.strip(" -0123456789.#*") for body in bodies for line in body.splitlines()]
    return [line for line in lines if len(line) > 20 and "](" not in line and "**" not in line and "|" not in line]


def entries(items: int) -> Iterator[Entry]:
    """`items` items in every language, the same for each call: facts and words are drawn with a fixed seed."""
    for locale in LOCALES:
        draw, pool = random.Random(f"{SEED}{locale}"), sentences(locale)
        for number in range(items):
            title = f"{draw.choice(pool)[:40].strip()} {number}"
            summary = draw.choice(pool)[:150]
            yield Entry(
                f"item-{number:05}", locale, title.replace('"', ""), summary.replace('"', ""), body(draw, pool, locale)
            )


def body(draw: random.Random, pool: list[str], locale: str) -> str:
    """About 400 words in four sections with a list and a table, as real items have them."""
    parts, count = [], 0
    while count < WORDS:
        line = draw.choice(pool)
        parts.append(line)
        count += len(line) // SPACELESS_SIGNS_A_WORD if locale in ("ja", "zh_Hans") else len(line.split())
    quarter = max(1, len(parts) // 4)
    sections = [parts[n : n + quarter] for n in range(0, len(parts), quarter)]
    text = "\n\n".join(f"## {section[0][:50]}\n\n{' '.join(section)}" for section in sections)
    return f"{text}\n\n- {parts[0]}\n- {parts[-1]}\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"


def facts(number: int) -> str:
    category = CATEGORIES[number % len(CATEGORIES)]
    latitude, longitude = 16.2 + number % 500 / 1000, 107.3 + number % 700 / 1000
    return f"category: {category}\nlatitude: {latitude:.4f}\nlongitude: {longitude:.4f}\nward: phu-xuan\nticket: free\n"


def write_huecity(root: Path, items: int) -> None:
    """content/ for build.py: one folder an item, facts once, one text a language."""
    shutil.copytree(ROOT / "content" / "city", root / "city")
    for number in range(items):
        folder = root / "attractions" / f"item-{number:05}"
        folder.mkdir(parents=True)
        (folder / "attraction.yaml").write_text(facts(number), "utf-8")
    for one in entries(items):
        text = f'---\ntitle: "{one.title}"\nsummary: "{one.summary}"\n---\n{one.body}'
        (root / "attractions" / one.slug / f"{one.locale}.md").write_text(text, "utf-8")


def write_mkdocs(root: Path, items: int) -> None:
    """One stock Material project a language: items out of the nav, search on."""
    for locale in LOCALES:
        docs = root / locale / "docs"
        (docs / "attractions").mkdir(parents=True)
        (docs / "index.md").write_text("# HueCity\n", "utf-8")
        language = {"zh_Hans": "zh"}.get(locale, locale)
        (root / locale / "mkdocs.yml").write_text(
            f"site_name: HueCity\nsite_url: https://huecity.example/{locale}/\ntheme:\n  name: material\n"
            f"  language: {language}\n  font: false\nplugins: [search]\nmarkdown_extensions: [tables]\n"
            'nav: [index.md]\nnot_in_nav: "*"\n',
            "utf-8",
        )
    for one in entries(items):
        text = f'---\ntitle: "{one.title}"\ndescription: "{one.summary}"\n---\n# {one.title}\n\n{one.body}'
        (root / one.locale / "docs" / "attractions" / f"{one.slug}.md").write_text(text, "utf-8")


def write_hugo(root: Path, items: int) -> None:
    """A Hugo site with a plain theme, all languages in one build."""
    languages = "".join(
        f'[languages.{tag}]\ncontentDir = "content/{tag}"\nweight = {n}\n'
        for n, tag in enumerate((locale.replace("_", "-").lower() for locale in LOCALES), 1)
    )
    root.mkdir(parents=True)
    (root / "config.toml").write_text(
        'baseURL = "https://huecity.example/"\ntitle = "HueCity"\ndefaultContentLanguage = "vi"\n'
        f'defaultContentLanguageInSubdir = true\ndisableKinds = ["taxonomy", "term"]\n[languages]\n{languages}',
        "utf-8",
    )
    layouts = root / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name, text in HUGO_LAYOUTS.items():
        (layouts / name).write_text(text, "utf-8")
    for one in entries(items):
        folder = root / "content" / one.locale.replace("_", "-").lower() / "attractions"
        folder.mkdir(parents=True, exist_ok=True)
        text = f'---\ntitle: "{one.title}"\ndescription: "{one.summary}"\n---\n{one.body}'
        (folder / f"{one.slug}.md").write_text(text, "utf-8")


HUGO_LAYOUTS = {
    "baseof.html": (
        '<!doctype html>\n<html lang="{{ .Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>'
        '<meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .Permalink }}">'
        '{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Lang }}" href="{{ .Permalink }}">{{ end }}</head>'
        '<body><nav><a href="{{ .Site.Home.RelPermalink }}">HueCity</a>{{ range .AllTranslations }}'
        '<a href="{{ .RelPermalink }}">{{ .Lang }}</a>{{ end }}</nav>'
        '<main>{{ block "main" . }}{{ end }}</main></body></html>'
    ),
    "single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Description }}</p>{{ .Content }}{{ end }}',
    "list.html": (
        '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}'
        '<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</li>{{ end }}</ul>{{ end }}'
    ),
}
