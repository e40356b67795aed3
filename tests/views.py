"""What readers of a language see of a site that a test has put together, without building its pages."""

from datetime import datetime

from scene import ROOT
from sitebuilder.i18n import Catalogs
from sitebuilder.i18n.locales import locale_of_tag
from sitebuilder.models import Site
from sitebuilder.render import Settings, View

CATALOGS = Catalogs(ROOT / "locales")


class AnyAsset(dict[str, str]):
    """Every asset lies where its name says."""

    def __missing__(self, name: str) -> str:
        return name


def view_of(site: Site, now: datetime, tag: str = "en") -> View:
    settings = Settings("https://huecity.example/", AnyAsset(), {}, now, "")
    return View(locale_of_tag(tag), site, settings, CATALOGS, lambda item, locale: "")
