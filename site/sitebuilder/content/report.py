"""How far the translations have come: the table that `build.py check` prints."""

from collections.abc import Iterable

from ..models import KINDS, Item, Site, TextState

COUNTED = (TextState.TRANSLATED, TextState.OUTDATED, TextState.PARTIAL, TextState.MISSING)


def translation_report(site: Site, locales: Iterable[str]) -> str:
    """Kind by locale, with translated / outdated / partial / missing; alerts are said by the phrase book."""
    columns = [locale for locale in locales if locale != "vi"]
    rows = [["", *columns]]
    for kind in KINDS:
        items: dict[str, Item] = getattr(site, kind)
        texted = [item for item in items.values() if item.texts]
        if kind == "alerts" and items:
            rows.append([f"{kind} ({len(items)})", *("phrase book" for _ in columns)])
        elif texted:
            rows.append([f"{kind} ({len(texted)})", *(cell(texted, locale) for locale in columns)])
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ["  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(["translated / outdated / partial (title and summary) / missing", *lines])


def cell(items: list[Item], locale: str) -> str:
    states = [item.text_state(locale) for item in items]
    return " / ".join(str(states.count(state)) for state in COUNTED)


def outdated_texts(site: Site, locales: Iterable[str]) -> list[str]:
    """The files whose Vietnamese original has changed since they were translated."""
    wanted = [locale for locale in locales if locale != "vi"]
    return [
        f"content/{item.kind}/{item.slug}/{locale}.md"
        for item in site.items()
        if item.texts
        for locale in wanted
        if locale in item.texts and item.texts[locale].made_from != item.texts["vi"].fingerprint
    ]
