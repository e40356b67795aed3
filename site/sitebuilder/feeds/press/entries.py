"""The newest releases as every feed tells them: what happened last comes first, be it a correction or a withdrawal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from ...i18n import TAG_OF
from ...models import Attachment, PressRelease, TextState
from ...models.draft import digest
from ...render import View
from ...render.corrections import correction_stamps
from ...render.news_article import modified_at

NEWEST = 30  # entries of a feed: their bodies are read, those of all others are not
PRESS = "press/"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One release in one language. `html` has absolute links only, and is in `body_tag` but for notes that say otherwise."""

    url: str
    title: str
    title_tag: str
    summary: str
    html: str
    body_tag: str
    published_at: datetime
    updated_at: datetime
    author: str
    tags: tuple[str, ...]
    attachments: tuple[tuple[Attachment, str, str], ...]  # with its address and its name


def list_newest(view: View) -> list[PressRelease]:
    """Of what happened at one instant, the release that came out then stands before the one that it corrects."""

    def age(item: PressRelease) -> tuple[datetime, datetime, str]:
        return modified_at(view, item), item.public_at, item.slug

    return sorted(view.site.press.values(), key=age, reverse=True)[:NEWEST]


def feed_key(view: View, items: Iterable[PressRelease]) -> str:
    """Changes with everything that entries of these releases tell."""
    parts = []
    for item in items:
        others = [view.card_stamp(other) for other in view.corrected.get(item.slug, ())]
        parts += [view.stamp(item), item.is_withdrawn(view.now), *correction_stamps(item), *others]
    return digest(*parts)


def tell_entry(view: View, item: PressRelease) -> FeedEntry:
    shown = item.shown_in(view.locale.id)
    files = f"{view.settings.site_url}media/{item.address}"
    return FeedEntry(
        view.absolute(item.address),
        shown.title,
        TAG_OF[shown.title_locale],
        shown.summary,
        str(Markup("\n").join([*notes(view, item), body(view, item, shown.body_locale)])),
        TAG_OF[shown.body_locale],
        item.public_at,
        modified_at(view, item),
        view.label("issuer", item.issuer),
        (view.label("press", item.type), *(view.label("sector", sector) for sector in item.sectors)),
        tuple((one, f"{files}{one.file}", one.name_in(view.locale.id)[0]) for one in item.attachments),
    )


def body(view: View, item: PressRelease, locale: str) -> Markup:
    """The HTML of the text with absolute links, as readers of feeds see it anywhere."""
    base = view.absolute("")
    return Markup(view.body(item, locale, base).replace(f"{base}../", view.settings.site_url))


def notes(view: View, item: PressRelease) -> Iterable[Markup]:
    """What readers must know before they read: withdrawn, corrected, not in their language."""
    if item.withdrawn_at and item.is_withdrawn(view.now):
        yield note(view, "Withdrawn at %(time)s", time=view.formats.instant(item.withdrawn_at))
        return
    for correction in reversed(item.corrections):
        locale = view.locale.id if view.locale.id in correction.reason else "vi"
        when = note(view, "Corrected at %(time)s", time=view.formats.instant(correction.at))
        yield when + Markup('\n<p lang="{}">{}</p>').format(TAG_OF[locale], correction.reason[locale])
    for other in view.corrected.get(item.slug, ()):
        link = Markup('<a href="{}">{}</a>').format(view.absolute(other.address), view.title_of(other))
        yield Markup('<p lang="{}"><strong>{}</strong> {}</p>').format(view.locale.tag, view.translate("Corrected:"), link)
    if item.text_state(view.locale.id) in (TextState.MISSING, TextState.PARTIAL):
        yield note(view, "This text has not been translated yet. You are reading the Vietnamese original.")


def note(view: View, message: str, **values: str) -> Markup:
    words = view.translate(message) % values if values else view.translate(message)
    return Markup('<p lang="{}"><strong>{}</strong></p>').format(view.locale.tag, words)


def feed_title(view: View) -> str:
    return f"{view.label('kind', 'press')} · HueCity"
