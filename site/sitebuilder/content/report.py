"""How far the translations have come: the table that `build.py check` prints."""

from collections.abc import Iterable

from ..models import KINDS, Item, Site, TextState


def translation_report(site: Site, locales: Iterable[str]) -> str:
    """Kind by locale, with how many texts are in each state; alerts are said by the phrase book."""
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
    return "\n".join(["translated / outdated / partial (title and summary only; may be outdated too) / missing", *lines])


def cell(items: list[Item], locale: str) -> str:
    """Translated is what is whole and current; a partial text that is outdated counts as both."""
    states = [(item.text_state(locale), item.is_outdated(locale)) for item in items]
    counts = (
        states.count((TextState.TRANSLATED, False)),
        sum(is_outdated for _, is_outdated in states),
        sum(state is TextState.PARTIAL for state, _ in states),
        sum(state is TextState.MISSING for state, _ in states),
    )
    return " / ".join(map(str, counts))


def outdated_texts(site: Site, locales: Iterable[str]) -> list[str]:
    """The files whose Vietnamese original has changed since they were translated."""
    wanted = [locale for locale in locales if locale != "vi"]
    return [
        f"content/{item.kind}/{item.slug}/{locale}.md"
        for item in site.items()
        if item.texts
        for locale in wanted
        if item.is_outdated(locale)
    ]
