"""One language's view of the site: everything a page is made with, and the making of one page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment, FileSystemBytecodeCache, StrictUndefined, Template
from markupsafe import Markup

from ..i18n import KNOWN_LOCALES, LABELS, LOCALE_IDS, AlertText, Catalog, Formats, Locale, tell_alert
from ..models import Alert, Event, Item, Site
from ..models.alert import Phase
from ..models.clock import hue_day
from ..models.draft import Draft, digest, ready
from ..models.item import SOURCE_LOCALE
from .markdown import markdown_to_html

ALL_LOCALES = LOCALE_IDS
SITE_NAME = "HueCity"
# Parts that are alike on all pages but for the page's address are made once, with this in its place.
ADDRESS_MARK = "ADDRESS-OF-THE-PAGE/"


@dataclass(frozen=True, slots=True)
class Crumb:
    title: str
    address: str


@dataclass(frozen=True)
class Settings:
    """What all languages have in common: where the site lives, the files of its look, the instant it is built for."""

    site_url: str
    assets: Mapping[str, str]
    templates: Mapping[str, str]
    now: datetime
    bytecode_folder: str  # where Jinja keeps compiled templates from one build to the next


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
    def translate(self) -> Callable[[str], str]:
        return self.catalog.translations.gettext

    @cached_property
    def environment(self) -> Environment:
        return make_environment(self, DictLoader(dict(self.settings.templates)))

    def template(self, name: str) -> Template:
        return self.environment.get_template(name)

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
        """When the message stops being in force: it expires, or another replaces it."""
        successor = self.successors.get(alert.slug)
        return min(alert.expires_at, successor.sent_at) if successor else alert.expires_at

    def phase(self, alert: Alert) -> Phase:
        successor = self.successors.get(alert.slug)
        return alert.phase(self.now, successor.sent_at if successor else None)

    @cached_property
    def events_at(self) -> dict[str, list[Event]]:
        """Events by the slug of the attraction they take place at."""
        found: dict[str, list[Event]] = {}
        for event in self.site.events.values():
            if event.attraction:
                found.setdefault(event.attraction, []).append(event)
        return found

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
                known = stamps[item.kind, item.slug] = digest(*parts, *item.locales_readable())
            return known

        return stamp

    @cached_property
    def card_stamp(self) -> Callable[[Item], str]:
        """What of an item its card in a list shows: its facts, title and summary."""
        stamps: dict[tuple[str, str], str] = {}

        def stamp(item: Item) -> str:
            known = stamps.get((item.kind, item.slug))
            if known is None:
                own = item.texts.get(self.locale.id) or item.texts.get(SOURCE_LOCALE)
                words = (own.title, own.summary) if own else ()
                known = stamps[item.kind, item.slug] = digest(item.kind, item.slug, item.facts, *words)
            return known

        return stamp

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
        readable = context.pop("readable", ALL_LOCALES)
        crumbs = tuple(context.pop("crumbs", ()))
        return self.template(template).render(
            address=address,
            alternates_html=put_address(self.alternates(tuple(readable)), address),
            canonical=self.absolute(address, context.pop("canonical_locale", self.locale.id)),
            crumbs_html=self.crumbs(base, crumbs, context["title"]) if address else "",
            **self.frame(base, f"{base}../", address),
            **context,
        )

    def frame(self, base: str, root: str, address: str) -> dict[str, str]:
        """What stands around every page: `base` leads to its language, `root` to the whole site."""
        return {
            "base": base,
            "root": root,
            "header_html": self.header(base, root, address.split("/", 1)[0]),
            "languages_html": put_address(self.languages(root), address),
            "footer_html": self.footer(base, root),
        }

    def absolute(self, address: str, locale_id: str | None = None) -> str:
        tag = self.locale.tag if locale_id is None else TAGS[locale_id]
        return f"{self.settings.site_url}{tag}/{address}"

    @cached_property
    def alternates(self) -> Callable[[tuple[str, ...]], Markup]:
        """Links to every language in which a page can really be read and to the default; none for a single language."""

        def render(readable: tuple[str, ...]) -> Markup:
            locales = [locale for locale in LOCALE_IDS if locale in readable]
            links = [(TAGS[locale], self.absolute(ADDRESS_MARK, locale)) for locale in locales]
            default = ("x-default", self.absolute(ADDRESS_MARK, "en" if "en" in locales else "vi"))
            part = self.template("parts/alternates.html")
            return Markup(part.render(alternates=[*links, default] if len(links) > 1 else []).rstrip())

        return lru_cache(64)(render)

    @cached_property
    def languages(self) -> Callable[[str], Markup]:
        def render(root: str) -> Markup:
            return Markup(self.template("parts/languages.html").render(root=root, address=ADDRESS_MARK).rstrip())

        return lru_cache(16)(render)

    @cached_property
    def header(self) -> Callable[[str, str, str], Markup]:
        def render(base: str, root: str, section: str) -> Markup:
            part = self.template("parts/menu.html")
            return Markup(part.render(base=base, root=root, section=section))

        return lru_cache(64)(render)

    @cached_property
    def footer(self) -> Callable[[str, str], Markup]:
        def render(base: str, root: str) -> Markup:
            return Markup(self.template("parts/foot.html").render(base=base, root=root))

        return lru_cache(16)(render)

    @cached_property
    def crumbs(self) -> Callable[[str, tuple[Crumb, ...], str], Markup]:
        template = self.template("parts/crumbs.html")

        def render(base: str, crumbs: tuple[Crumb, ...], title: str) -> Markup:
            return Markup(template.render(base=base, crumbs=crumbs, title=title))

        return render

    def item_context(self, item: Item) -> dict[str, Any]:
        """Title, summary and body of an item for these readers, with the languages they are really in."""
        shown = item.shown_in(self.locale.id)
        readable = item.locales_readable()
        base = "../" * item.address.count("/")
        return {
            "title": shown.title,
            "description": shown.summary,
            "shown": shown,
            "title_tag": TAGS[shown.title_locale],
            "body_tag": TAGS[shown.body_locale],
            "body": Markup(markdown_to_html(self.read_body(item, shown.body_locale), base)),
            "readable": readable,
            "canonical_locale": self.locale.id if self.locale.id in readable else shown.body_locale,
            "offers": [known for known in KNOWN_LOCALES if known.id in readable and known.id != shown.body_locale],
        }


def put_address(part: Markup, address: str) -> Markup:
    """The part for one page; addresses are slugs and slashes, and need no escaping."""
    return Markup(str(part).replace(ADDRESS_MARK, address))


TAGS = {locale.id: locale.tag for locale in KNOWN_LOCALES}


def make_environment(view: View, loader: BaseLoader) -> Environment:
    """Jinja with our words and formats; an unknown name in a template is an error, never an empty place."""
    environment = Environment(
        loader=ChoiceLoader([loader]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=FileSystemBytecodeCache(view.settings.bytecode_folder),
        auto_reload=False,
    )
    environment.install_gettext_translations(view.catalog.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(
        locale=view.locale,
        locales=KNOWN_LOCALES,
        fmt=view.formats,
        label=view.label,
        assets=view.settings.assets,
        site_name=SITE_NAME,
        site_url=view.settings.site_url,
        city=view.site.city,
        hotlines=list(view.site.city.hotlines.values()),
        tag_of=TAGS,
    )
    return environment
