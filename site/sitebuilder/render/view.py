"""One language's view of the site: everything a page is made with, and the making of one page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

from jinja2 import DictLoader, Environment, Template
from markupsafe import Markup, escape

from ..i18n import KNOWN_LOCALES, LABELS, LOCALE_IDS, TAG_OF, AlertText, Catalog, Formats, Locale, tell_alert
from ..i18n.report_names import NO_NAMES, ReportNames
from ..models import Alert, Event, Item, PressRelease, Site
from ..models.alert import Phase
from ..models.clock import hue_day
from ..models.draft import Draft, digest, ready
from ..models.item import SOURCE_LOCALE
from ..signing import NO_KEYS, Keys
from .environment import make_environment
from .frame import Frame
from .markdown import markdown_to_html
from .places import Place, take_places


@dataclass(frozen=True)
class Settings:
    """What all languages have in common: where the site lives, the files of its look, the instant it is built for."""

    site_url: str
    assets: Mapping[str, str]
    templates: Mapping[str, str]
    now: datetime
    bytecode_folder: str  # where Jinja keeps compiled templates from one build to the next
    keys: Keys = NO_KEYS
    reports: ReportNames = NO_NAMES


@dataclass(frozen=True)
class View:
    """A site as readers of one language see it at one instant."""

    locale: Locale
    site: Site
    settings: Settings
    catalogs: Mapping[str, Catalog]
    read_body: Callable[[Item, str], str]  # the Markdown of an item in a locale; given, so that rendering reads no file

    @cached_property
    def catalog(self) -> Catalog:
        return self.catalogs[self.locale.id]

    @cached_property
    def formats(self) -> Formats:
        return Formats(self.locale.id)

    @property
    def now(self) -> datetime:
        return self.settings.now

    @cached_property
    def today(self) -> date:
        return hue_day(self.now)

    @cached_property
    def successors(self) -> dict[str, Alert]:
        return self.site.successors()

    @cached_property
    def replacement_instants(self) -> dict[str, datetime]:
        return self.site.replacement_instants()

    @cached_property
    def translate(self) -> Callable[[str], str]:
        return self.catalog.translations.gettext

    @cached_property
    def environment(self) -> Environment:
        return make_environment(self, DictLoader(dict(self.settings.templates)))

    @cached_property
    def template(self) -> Callable[[str], Template]:
        return cache(self.environment.get_template)

    def label(self, group: str, value: str) -> str:
        """The word for a fixed value, such as label("severity", "extreme")."""
        return self.translate(LABELS[group][value])

    @cached_property
    def tell(self) -> Callable[[Alert], AlertText]:
        """An alert's text in this language; told once, shown on many pages."""
        told: dict[str, AlertText] = {}

        def tell(alert: Alert) -> AlertText:
            if alert.slug not in told:
                told[alert.slug] = tell_alert(alert, self.site.city, self.catalog, self.formats)
            return told[alert.slug]

        return tell

    def ends_for_readers(self, alert: Alert) -> datetime:
        """When the message stops being in force: it expires, or another takes its place."""
        return min(alert.expires_at, self.replacement_instants.get(alert.slug, alert.expires_at))

    def phase(self, alert: Alert) -> Phase:
        return alert.phase(self.now, self.replacement_instants.get(alert.slug))

    @cached_property
    def events_at(self) -> dict[str, list[Event]]:
        return self.site.events_at()

    @cached_property
    def corrected(self) -> dict[str, list[PressRelease]]:
        return self.site.corrected()

    @cached_property
    def places(self) -> list[Place]:
        return take_places(self)

    @cached_property
    def stamp(self) -> Callable[[Item], str]:
        """What of an item readers of this language can see: changes with its facts, its texts and their state."""
        stamps: dict[tuple[str, str], str] = {}

        def stamp(item: Item) -> str:
            known = stamps.get((item.kind, item.slug))
            if known is None:
                own, source = item.texts.get(self.locale.id), item.texts.get(SOURCE_LOCALE)
                words = (own.fingerprint, own.has_body, own.made_from) if own else ()
                parts = (item.kind, item.slug, item.facts, source and source.fingerprint, *words)
                known = stamps[item.kind, item.slug] = digest(*parts, *item.locales_readable(), self.hidden_links(item))
            return known

        return stamp

    @cached_property
    def card_stamp(self) -> Callable[[Item], str]:
        """What of an item its card in a list shows: its facts, title and summary, and the language of these two."""
        stamps: dict[tuple[str, str], str] = {}

        def stamp(item: Item) -> str:
            known = stamps.get((item.kind, item.slug))
            if known is None:
                locale = self.locale.id if self.locale.id in item.texts else SOURCE_LOCALE
                own = item.texts.get(locale)
                words = (locale, own.title, own.summary) if own else ()
                known = stamps[item.kind, item.slug] = digest(item.kind, item.slug, item.facts, *words)
            return known

        return stamp

    def in_language(self, text: str, tag: str) -> Markup:
        """Text in the language `tag`, marked as such among the words of this one."""
        return escape(text) if tag == self.locale.tag else Markup(f'<span lang="{tag}">{escape(text)}</span>')

    def title_of(self, item: Item) -> Markup:
        """The title of an item amid a page's own words."""
        shown = item.shown_in(self.locale.id)
        return self.in_language(shown.title, TAG_OF[shown.title_locale])

    def draft(self, template: str, address: str, made_of: object, context: Callable[[], dict[str, Any]]) -> Draft:
        """A page whose context is put together only if `made_of` (text, or parts of it) has changed."""
        path = f"{self.locale.tag}/{address}index.html"
        return Draft(path, digest(template, made_of), lambda: self.page(template, address, **context()))

    def ready(self, template: str, address: str, **context: Any) -> Draft:
        """A page made at once."""
        return ready(f"{self.locale.tag}/{address}index.html", self.page(template, address, **context))

    def page(self, template: str, address: str, **context: Any) -> str:
        """The HTML of one page; `address` is its path below the language, ending in a slash or empty."""
        base = "../" * address.count("/")
        readable = tuple(context.pop("readable", LOCALE_IDS))
        crumbs = tuple(context.pop("crumbs", ()))
        here = self.in_language(context["title"], context.setdefault("title_tag", self.locale.tag))
        return self.template(template).render(
            address=address,
            alternates_html=self.frame.alternates(address, readable),
            canonical=self.absolute(address, context.pop("canonical_locale", self.locale.id)),
            crumbs_html=self.frame.crumbs(base, crumbs, here) if address else "",
            **self.frame.around(base, f"{base}../", address, is_hidden="is_hidden" in context),
            **context,
        )

    @cached_property
    def frame(self) -> Frame:
        return Frame(self)

    def absolute(self, address: str, locale_id: str | None = None) -> str:
        tag = self.locale.tag if locale_id is None else TAG_OF[locale_id]
        return f"{self.settings.site_url}{tag}/{address}"

    def item_context(self, item: Item) -> dict[str, Any]:
        """Title, summary and body of an item for these readers, with the languages they are really in."""
        shown = item.shown_in(self.locale.id)
        readable = item.locales_readable()
        base = "../" * item.address.count("/")
        return {
            "title": shown.title,
            "description": shown.summary,
            "shown": shown,
            "title_tag": TAG_OF[shown.title_locale],
            "body_tag": TAG_OF[shown.body_locale],
            "body": Markup(self.body(item, shown.body_locale, base)),
            "readable": readable,
            "canonical_locale": self.locale.id if self.locale.id in readable else shown.body_locale,
            "offers": [known for known in KNOWN_LOCALES if known.id in readable and known.id != shown.body_locale],
        }

    def body(self, item: Item, locale: str, base: str) -> str:
        """The HTML of an item's text; a link to what readers may not see yet is only its words."""
        if not item.texts[locale].has_body:
            return ""
        return markdown_to_html(self.read_body(item, locale), base, self.hidden_links(item))

    def hidden_links(self, item: Item) -> list[str]:
        """Addresses that an item's texts link to and readers may not see yet."""
        texts = (item.texts.get(self.locale.id), item.texts.get(SOURCE_LOCALE))
        return [link for text in texts if text for link in text.dated_links if not self.site.has_address(link)]
