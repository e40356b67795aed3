"""Jinja as all templates know it: our words, formats and names."""

from collections.abc import Callable, MutableMapping
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemBytecodeCache, StrictUndefined
from markupsafe import Markup

from ..i18n import KNOWN_LOCALES, TAG_OF

if TYPE_CHECKING:
    from .view import View

SITE_NAME = "HueCity"
# What readers of a section can subscribe to: media type and name of the file below its address.
SECTION_FEEDS = {
    "events": (("application/atom+xml", "feed.xml"),),
    "press": (("application/atom+xml", "feed.xml"), ("application/feed+json", "feed.json")),
}


def teller(view: "View") -> Callable[..., Markup]:
    """What templates say words with: markup of the translators', with values put in escaped. Most words have none, and are
    kept: Jinja's own way asks its context for each."""
    kept = cache(lambda message: Markup(view.translate(message)) % {})

    def tell(message: str, **values: object) -> Markup:
        return Markup(view.translate(message)) % values if values else kept(message)

    return tell


class FixedEnvironment(Environment):
    """Jinja whose names for all templates are set before the first one is loaded, and copied from a plain mapping."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def make_environment(view: "View", loader: BaseLoader) -> Environment:
    """Jinja with our words and formats; an unknown name in a template is an error, never an empty place."""
    environment = FixedEnvironment(
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
        _=teller(view),
        locale=view.locale,
        locales=KNOWN_LOCALES,
        fmt=view.formats,
        label=view.label,
        title_of=view.title_of,
        assets=view.settings.assets,
        site_name=SITE_NAME,
        section_feeds=SECTION_FEEDS,
        site_url=view.settings.site_url,
        webcal=view.settings.site_url.replace("https:", "webcal:", 1),
        city=view.site.city,
        hotlines=list(view.site.city.hotlines.values()),
        tag_of=TAG_OF,
    )
    return environment
